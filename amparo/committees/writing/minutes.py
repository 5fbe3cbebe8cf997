"""The minutes of a session. They are of organisations and posts: no case can be reached here."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from amparo.committees.enums import CameAs, RanOut, SessionKind
from amparo.committees.models import Attendance, Commitment, Point, Resolution, Seat, Session
from amparo.committees.queries import sessions as queries
from amparo.committees.writing import blocks
from amparo.committees.writing.blocks import Block


def in_every_language(session: Session) -> dict[str, list[Block]]:
    return {code: drafted(session, language=code) for code, _name in settings.LANGUAGES}


def read(session: Session, *, language: str) -> list[Block]:
    """As they were fixed; as they stand while the session is not closed. Corrections follow."""
    fixed = session.minutes
    words = fixed[language] if fixed else drafted(session, language=language)
    with override(language):
        return [*words, *_errata(session)]


def drafted(session: Session, *, language: str) -> list[Block]:
    with override(language):
        return list(_drafted(session))


def _drafted(session: Session) -> Iterator[Block]:
    ordinary = session.kind == SessionKind.ORDINARY
    yield blocks.title(
        _("Minutes of the ordinary session")
        if ordinary
        else _("Minutes of the extraordinary session")
    )
    ends = blocks.said_hour(session.closed_at)
    yield blocks.facts(
        (_("Committee"), session.committee.name),
        (_("Day"), blocks.said_day(session.on)),
        (_("Began"), blocks.said_hour(session.opened_at or session.starts_at)),
        (_("Ended"), ends),
        (_("Place"), session.place),
        (_("Link"), session.link),
    )
    roll = queries.roll(session)
    yield from _attended(session, roll)
    points = list(queries.points(session))
    yield from blocks.agenda(point.text for point in points)
    yield from _accounts(points)
    resolved = list(queries.resolutions(session))
    yield from _resolved(resolved)
    yield from _promised(resolved)
    yield blocks.heading(_("Signatures"))
    above = _("Those who came sign.")
    if ends:
        above = _("The session ended at %(hour)s. Those who came sign.") % {"hour": ends}
    came = [(seat, row) for seat, row in roll if row is not None and row.came_as]
    yield blocks.signatures(
        ([seat.organisation.name, _post(seat, row)] for seat, row in came),
        below=_("Name and signature"),
        above=above,
    )


def _attended(session: Session, roll: list[tuple[Seat, Attendance | None]]) -> Iterator[Block]:
    yield blocks.heading(_("Attendance"))
    columns = [_("Organisation"), _("Sector"), _("Role in the committee"), _("Who came")]
    rows = [
        (
            seat.organisation.name,
            str(seat.organisation.get_sector_display()),
            str(seat.get_role_display()),
            _came(seat, row),
        )
        for seat, row in roll
    ]
    yield blocks.table(columns, rows)
    quorum = queries.quorum_of_all(session)
    counted = {"here": quorum.here, "seats": quorum.seats, "needed": quorum.needed}
    if quorum.reached:
        yield blocks.text(
            _(
                "Of %(seats)s seats that vote, %(here)s came. There was quorum, which asks for "
                "%(needed)s."
            )
            % counted
        )
    else:
        yield blocks.text(
            _(
                "Of %(seats)s seats that vote, %(here)s came. There was no quorum, which asks for "
                "%(needed)s, so nothing was resolved."
            )
            % counted
        )


def _came(seat: Seat, row: Attendance | None) -> str:
    if row is None or not row.came_as:
        return _("Absent")
    post = _post(seat, row)
    return _("%(post)s, left before the end") % {"post": post} if row.left else post


def _post(seat: Seat, row: Attendance) -> str:
    """The post that came, by its name where the seat names it."""
    named = seat.substitute if row.came_as == CameAs.SUBSTITUTE else seat.holder
    return named or str(row.get_came_as_display())


def _accounts(points: list[Point]) -> Iterator[Block]:
    told = [point for point in points if point.account or point.agreement or point.commitment]
    if told:
        yield blocks.heading(_("What was said"))
    for point in told:
        yield blocks.small(str(point))
        if point.agreement:
            yield blocks.text(
                _("About the agreement: %(title)s") % {"title": point.agreement.title}
            )
        if point.commitment:
            yield blocks.text(_("About the commitment: %(text)s") % {"text": point.commitment.text})
        if point.account:
            yield blocks.text(point.account)


def _resolved(resolutions: list[Resolution]) -> Iterator[Block]:
    yield blocks.heading(_("Resolutions"))
    if not resolutions:
        yield blocks.text(_("Nothing was resolved."))
    for row in resolutions:
        yield blocks.small(row.shown)
        if row.struck_why:
            yield blocks.text(_("Struck out: %(why)s") % {"why": row.struck_why})
            continue
        yield blocks.text(row.text)
        yield blocks.text(_votes(row))
        if row.line:
            yield blocks.text(_("Line of action: %(line)s") % {"line": row.line})
        if row.ran_out:
            yield blocks.text(f"{row.point.agreement.title}: {RanOut(row.ran_out).label}")


def _votes(row: Resolution) -> str:
    counted = {
        "in_favour": row.in_favour,
        "against": row.against,
        "abstained": row.abstained,
        "here": row.voted,
        "seats": row.seats,
    }
    if row.is_unanimous:
        return _("Unanimous: %(in_favour)s votes, of %(seats)s seats that vote.") % counted
    said = _(
        "In favour %(in_favour)s, against %(against)s, abstained %(abstained)s; present with vote "
        "%(here)s of %(seats)s."
    )
    if row.by_the_chair:
        said = _(
            "In favour %(in_favour)s, against %(against)s, abstained %(abstained)s; present with "
            "vote %(here)s of %(seats)s. The chair decided the tie."
        )
    return said % counted


def _promised(resolutions: list[Resolution]) -> Iterator[Block]:
    rows = [
        (each.text, each.owner.name, _by_when(each), blocks.unbroken(row.shown))
        for row in resolutions
        if not row.struck_why
        for each in row.commitments.all()
    ]
    if rows:
        yield blocks.heading(_("Commitments"))
        columns = [_("What was promised"), _("Who promised it"), _("By when"), _("Resolution")]
        yield blocks.table(columns, rows)


def _by_when(commitment: Commitment) -> str:
    return blocks.said_day(commitment.due_on) if commitment.due_on else "—"


def _errata(session: Session) -> list[Block]:
    notes = list(session.errata.all())
    if not notes:
        return []
    said = [
        blocks.text(
            _("Correction %(number)s, of %(day)s: %(text)s")
            % {"number": note.number, "day": blocks.said_day(note.written_on), "text": note.text}
        )
        for note in notes
    ]
    return [blocks.heading(_("Corrections after closing")), *said]
