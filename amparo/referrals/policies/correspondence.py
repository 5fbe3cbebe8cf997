"""May keys be made, may a card be brought in, compared, ended? Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.enums import AgencyKind
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.referrals.envelope import Card, same_digits
from amparo.referrals.models import Correspondent


def can_make_keys(*, by: Any) -> Decision:
    """One pair for the whole installation, so the controller's office makes it."""
    if by.agency.kind != AgencyKind.OFFICE:
        return Decision(_("Only the office that answers for this site makes its keys."))
    return agencies.may(by, Permission.SET_DUTIES)


def can_bring_card(*, by: Any) -> Decision:
    if agencies.may(by, Permission.KEEP_AGREEMENTS):
        return ALLOWED
    return agencies.may(by, Permission.SET_DUTIES)


def is_new(card: Card, *, ours: Card | None, known: Correspondent | None) -> Decision:
    """`known`: whoever holds a card with these keys here, also one that was ended."""
    if ours is not None and card.code == ours.code:
        return Decision(_("This is our own card. Ask the other office for theirs."))
    if known is not None and known.ended_at is not None:
        return Decision(
            _("This card was ended here. An office whose keys were in doubt makes new ones.")
        )
    if known is not None:
        return Decision(_("We hold this card already. Nothing was changed."))
    return ALLOWED


def can_compare(correspondent: Correspondent, *, by: Any) -> Decision:
    """The second of two: she hears the digits on a call that she makes herself."""
    if correspondent.ended_at is not None:
        return Decision(_("This card was ended. Ask for a new one."))
    if correspondent.compared_at is not None:
        return Decision(_("These digits were compared already."))
    if by.pk == correspondent.brought_by_id:
        return Decision(_("Another person compares the digits of a card that you brought in."))
    return agencies.may(by, Permission.SET_DUTIES)


def are_hers(correspondent: Correspondent, *, heard: str) -> Decision:
    if same_digits(heard, correspondent.card):
        return ALLOWED
    return Decision(
        _(
            "These are not the digits of this card. Ask to hear them once more. If they still "
            "differ, somebody may have changed the card on its way: end it here, and get it again "
            "another way."
        )
    )


def can_end(correspondent: Correspondent, *, by: Any) -> Decision:
    """Closing a way is always easier than opening one: one person is enough."""
    if correspondent.ended_at is not None:
        return Decision(_("This card was ended already."))
    return can_bring_card(by=by)
