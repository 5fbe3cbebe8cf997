"""May an agreement be written, changed, ended? Pure: asks no database."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.agreements.enums import Standing
from amparo.agreements.models import Agreement
from amparo.core.decisions import ALLOWED, Decision

# So many days ahead it is said that an agreement expires.
SOON = timedelta(days=90)


def can_keep(*, by: Any) -> Decision:
    return agencies.may(by, Permission.KEEP_AGREEMENTS)


def standing(agreement: Agreement, *, on: date) -> Standing:
    """How it stands on a day. A vague date is taken the careful way: in force only when every day
    that it may mean has come, expired as soon as one of the days has passed that its end may mean.
    """
    if agreement.ended_on is not None and agreement.ended_on <= on:
        return Standing.ENDED
    if not agreement.signed:
        return Standing.DRAFT
    if agreement.ends_low is not None and agreement.ends_low < on:
        return Standing.EXPIRED
    begins = agreement.starts_high or agreement.signed_high
    if begins is not None and begins > on:
        return Standing.AHEAD
    if agreement.ends_low is not None and agreement.ends_low - on <= SOON:
        return Standing.EXPIRES
    return Standing.IN_FORCE


def is_in_force(agreement: Agreement, *, on: date) -> Decision:
    found = standing(agreement, on=on)
    if found in (Standing.IN_FORCE, Standing.EXPIRES):
        return ALLOWED
    return Decision(
        {
            Standing.DRAFT: _("This agreement is not signed yet, so nothing rests on it."),
            Standing.AHEAD: _("This agreement is not in force yet, so nothing rests on it."),
            Standing.EXPIRED: _("This agreement has expired, so nothing rests on it. Renew it."),
            Standing.ENDED: _("This agreement was ended, so nothing rests on it."),
        }[found]
    )


def can_change(agreement: Agreement, *, by: Any) -> Decision:
    if agreement.ended_on is not None:
        return Decision(_("This agreement was ended, so it stays as it is. Record a new one."))
    return can_keep(by=by)


def dates_fit(*, signed: tuple | None, starts: tuple | None, ends: tuple | None) -> Decision:
    """Each is the first and the last day that it may mean, or None."""
    if ends and starts and ends[1] and starts[0] and ends[1] < starts[0]:
        return Decision(_("It would end before it begins. Look at the two dates."))
    if ends and signed and ends[1] and signed[0] and ends[1] < signed[0]:
        return Decision(_("It would end before it was signed. Look at the two dates."))
    return ALLOWED


def can_end(agreement: Agreement, *, by: Any, on: date, today: date, why: str) -> Decision:
    if agreement.ended_on is not None:
        return Decision(_("This agreement was ended already."))
    if not agreement.signed:
        return Decision(_("This agreement was never signed, so there is nothing to end."))
    if on > today:
        return Decision(_("This day lies ahead. End it when the day has come."))
    if not why.strip():
        return Decision(_("Say why it ended: others planned with it."))
    return can_keep(by=by)


def can_add_party(agreement: Agreement, *, by: Any, works: bool, there: bool) -> Decision:
    if there:
        return Decision(_("This organisation is a party already."))
    if not works:
        return Decision(_("This organisation works no longer, so nothing new is agreed with it."))
    return can_change(agreement, by=by)


def can_remove_party(agreement: Agreement, *, by: Any, in_clauses: bool) -> Decision:
    if agreement.signed:
        return Decision(_("Who signed stays in the register. End the agreement instead."))
    if in_clauses:
        return Decision(_("A data-sharing clause names this organisation. End that first."))
    return can_change(agreement, by=by)
