"""May a paper for her be made, and does it give her away? Pure: asks no database."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from amparo.cases import policies as cases
from amparo.cases.models import Case
from amparo.cases.policies.safety_plan import is_a_quiet_number, is_neutral
from amparo.core.decisions import ALLOWED, Decision


def is_safe_to_carry(safe: bool) -> Decision:
    if safe:
        return ALLOWED
    return Decision(_("No paper was made. First ask her whether it is safe for her to carry it."))


def can_make_card(
    case: Case,
    *,
    by: Any,
    name: str,
    phone: str,
    safe: bool,
    ours: Iterable[str],
    known: Iterable[str],
) -> Decision:
    """One contact, and nothing that says of whom or from where it is."""
    if not (name.strip() or phone.strip()):
        return Decision(_("A card has one contact. Write a number, or whom to ask for."))
    return (
        is_neutral(name, ours=ours)
        and is_a_quiet_number(phone, known=known)
        and is_safe_to_carry(safe)
        and cases.can_record(case, by=by)
    )


def can_make_promises(case: Case, *, by: Any, safe: bool) -> Decision:
    return is_safe_to_carry(safe) and cases.can_record(case, by=by)
