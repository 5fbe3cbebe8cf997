"""The call to a session: a letter to those who sit, with the agenda."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from amparo.committees.enums import SeatRole, SessionKind
from amparo.committees.models import Seat, Session
from amparo.committees.queries import sessions as queries
from amparo.committees.writing import blocks
from amparo.committees.writing.blocks import Block


def call(session: Session, *, language: str) -> list[Block]:
    with override(language):
        return _call(session)


def _call(session: Session) -> list[Block]:
    seats = [seat for seat, _row in queries.roll(session)]
    quorum = queries.quorum(session)
    ordinary = session.kind == SessionKind.ORDINARY
    return [
        blocks.title(
            _("Call to an ordinary session") if ordinary else _("Call to an extraordinary session")
        ),
        blocks.text(blocks.said_day(session.called_on)),
        blocks.text(_("To those who sit in this committee:")),
        blocks.listed(addressed(seat) for seat in seats),
        blocks.text(_("You are called to a session of this committee, to be held as follows.")),
        blocks.facts(
            (_("Day"), blocks.said_day(session.on)),
            (_("Hour"), blocks.said_hour(session.starts_at)),
            (_("Place"), session.place),
            (_("Link"), session.link),
        ),
        *blocks.agenda(point.text for point in queries.points(session)),
        blocks.text(
            _(
                "There is quorum with %(needed)s of the %(seats)s seats that vote. If you cannot "
                "come, please send your substitute."
            )
            % {"needed": quorum.needed, "seats": quorum.seats}
        ),
        blocks.signatures([signs(session, seats)], below=_("Name and signature")),
    ]


def addressed(seat: Seat) -> str:
    return " · ".join(filter(None, [seat.holder, seat.organisation.name]))


def signs(session: Session, seats: list[Seat]) -> list[str]:
    """Who calls: the chair; the technical secretary where nobody chairs; else the committee."""
    for role in (SeatRole.CHAIR, SeatRole.SECRETARY):
        for seat in seats:
            if seat.role == role:
                return [seat.organisation.name, str(seat.get_role_display())]
    return [session.committee.name]
