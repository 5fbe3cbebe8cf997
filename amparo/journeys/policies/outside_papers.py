"""Papers for who must not learn why she travels. Pure: asks no database."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.policies.safety_plan import plain, telling_word
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import Sheet

# Of a journey home. Such words are of every day on other papers, and tell everything on a ticket.
ON_A_JOURNEY = ("repatri", "retorn", "reinteg", "reunific", "beneficiar", "assisted")


def can_name(agency: Any, *, by: Any) -> Decision:
    """Who answers for the cases of an agency says under which name it writes to others."""
    if by.agency_id != agency.pk:
        return Decision(_("Under which name an agency writes to others it says itself."))
    return agencies.may(by, Permission.ASSIGN_TEAM)


def tells_nothing(words: str, *, ours: Iterable[str] = ()) -> Decision:
    """Whoever reads it learns neither our work nor why she travels."""
    found = telling_word(words, ours=ours)
    found = found or next((w for w in plain(words).split() if w.startswith(ON_A_JOURNEY)), "")
    if not found:
        return ALLOWED
    return Decision(
        _(
            "The word “%(word)s” may tell others why she travels. Whoever reads this paper must "
            "learn nothing of it. Choose another word."
        )
        % {"word": found}
    )


def can_be_our_name(name: str, contact: str, *, ours: Iterable[str]) -> Decision:
    if not name.strip() or not contact.strip():
        return Decision(_("Write a name and a telephone or address at which somebody answers."))
    return tells_nothing(f"{name} . {contact}", ours=ours)


def has_a_name(neutral: Any) -> Decision:
    if neutral is None:
        return Decision(
            _(
                "Your agency has not said yet under which name it writes to others. A coordinator "
                "does it once; until then no paper goes out."
            )
        )
    return ALLOWED


def has_a_way(plan: Any) -> Decision:
    if plan is None or not plan.legs:
        return Decision(_("There is no itinerary yet. Write it down leg by leg."))
    return ALLOWED


def is_whole_sheet(facts: Mapping[str, str], *, ours: Iterable[str]) -> Decision:
    """What somebody typed for a sheet: to whom, the traveller as on her paper, and its number."""
    if facts["kind"] not in Sheet or facts["kind"] == Sheet.CANCELLATION:
        return Decision(_("Say what the paper is for."))
    if not facts["to"].strip() or not facts["traveller"].strip():
        return Decision(_("Say to whom the paper goes, and who travels, as her travel paper says."))
    return tells_nothing(f"{facts['to']} . {facts['asks']}", ours=ours)


def can_cancel(paper: Any, *, cancelled: bool) -> Decision:
    if paper.kind == Sheet.CANCELLATION or cancelled:
        return Decision(_("There is a cancellation of this paper already. Print that one."))
    return ALLOWED
