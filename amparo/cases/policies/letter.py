"""May a letter be issued, taken out or declared void? Pure: asks no database."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.enums.letter import VoidReason
from amparo.cases.models import Case, Disclosure, Letter
from amparo.cases.policies.case import can_record
from amparo.core.decisions import ALLOWED, Decision


def can_issue(case: Case, *, by: Any) -> Decision:
    return can_record(case, by=by)


def can_rest_on(disclosure: Disclosure | None, *, case: Case, opened: Collection[str]) -> Decision:
    """What a letter says of her rests on a disclosure that stands today; or it says nothing of her.

    `opened`: the blocks that the disclosure lets go today.
    """
    if disclosure is None:
        return ALLOWED
    if disclosure.case_id != case.pk:
        return Decision(_("A letter rests on a disclosure of its own case."))
    if not opened:
        return Decision(
            _(
                "This disclosure does not stand today, so nothing of her may go. Choose another "
                "one, or write a letter that says nothing of her."
            )
        )
    return ALLOWED


def can_take_out(letter: Letter, *, by: Any) -> Decision:
    if by.agency_id != letter.agency_id:
        return Decision(_("Only the agency that wrote this letter can take it out."))
    return agencies.may(by, Permission.REVEAL_IDENTITY)


def can_void(letter: Letter, *, by: Any, reason: str) -> Decision:
    if letter.void_at is not None:
        return Decision(_("This letter is void already."))
    if reason not in VoidReason:
        return Decision(_("Say why the letter is void. Its folio is not given again."))
    return can_record(letter.case, by=by)
