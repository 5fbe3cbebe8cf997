"""What may be written down while a return is prepared. Pure: asks no database."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.cases import policies as cases
from amparo.cases.enums.risk import Level
from amparo.cases.policies import risk
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import (
    HostVerdict,
    JourneyState,
    Option,
    PaperState,
    Pathway,
    ReturnRisk,
    ReturnVerdict,
    SheSays,
    Side,
)

# While she is on her way, what changes about it is still written down.
PREPARED = frozenset(
    {
        JourneyState.PREPARING,
        JourneyState.ASKED,
        JourneyState.REFUSED,
        JourneyState.AGREED,
        JourneyState.CLEARED,
        JourneyState.UNDER_WAY,
    }
)
A_RETURN = frozenset({Pathway.RETURN})
A_FAMILY = frozenset({Pathway.FAMILY})
# An itinerary and who goes along are written down in the same way on both.
EITHER = A_RETURN | A_FAMILY


def can_see(journey: Any, *, by: Any, ways: frozenset[str] = A_RETURN) -> Decision:
    """Of the end that accompanies her before the journey, and of who plans her safety there."""
    if journey.side != Side.SENDING or journey.pathway not in ways:
        if ways == A_FAMILY:
            return Decision(_("No family is prepared to come at this end of this journey."))
        return Decision(_("No return is prepared at this end of this journey."))
    return risk.can_see(journey.case, by=by)


def can_prepare(journey: Any, *, by: Any, ways: frozenset[str] = A_RETURN) -> Decision:
    may = can_see(journey, by=by, ways=ways)
    if may and journey.state not in PREPARED:
        return Decision(
            _("This journey is over, so nothing more is written down about preparing it.")
        )
    return may and cases.can_record(journey.case, by=by)


def can_write_after(journey: Any, *, by: Any) -> Decision:
    """Also when it is over: what lies with others is still cancelled."""
    return can_see(journey, by=by) and cases.can_record(journey.case, by=by)


def can_change_mind(journey: Any, *, by: Any) -> Decision:
    """At any step: whoever may write in her file may keep her no, and nothing else is asked."""
    return can_prepare(journey, by=by)


def can_ban(case: Any, *, by: Any) -> Decision:
    return cases.can_record(case, by=by) and risk.can_see(case, by=by)


def is_whole_interview(facts: Mapping[str, Any], *, is_child: bool, today: date) -> Decision:
    if facts["held_on"] > today:
        return Decision(_("An interview is written down once it was held."))
    if facts["says"] not in SheSays or not set(facts["told"]) <= set(Option):
        return Decision(_("Say what was explained and what she says."))
    if not facts["assistance_goes_on"]:
        return Decision(
            _(
                "Tell her that assistance goes on whatever she decides, in words that she "
                "understands. Without that no decision of hers is free."
            )
        )
    until = facts.get("reflection_until")
    if until is not None and until < facts["held_on"]:
        return Decision(_("The time to think cannot end before the interview. Check both days."))
    if not facts["words"].strip():
        return Decision(_("Write down what she says in her own words."))
    if is_child and not facts["child_view"].strip():
        return Decision(
            _(
                "She is younger than 18, or may be. Write down her own view, in her words, "
                "whatever her parents or guardian say."
            )
        )
    return ALLOWED


def is_whole_assessment(facts: Mapping[str, Any], *, today: date) -> Decision:
    if facts["assessed_on"] > today:
        return Decision(_("An assessment cannot be dated in the future."))
    for part in ReturnRisk:
        level, why = facts.get(part), facts["reasons"].get(part, "")
        if level not in Level or level == Level.NOT_ASSESSED or not why.strip():
            return Decision(
                _("Choose a level for each of the five parts and say why; nothing is computed.")
            )
    if facts["verdict"] not in ReturnVerdict:
        return Decision(_("Say whether the return is safe, safe with measures, or not safe."))
    if facts["verdict"] == ReturnVerdict.WITH_MEASURES and not facts["measures"].strip():
        return Decision(_("Name the measures without which the return is not safe."))
    return ALLOWED


def is_whole_host(facts: Mapping[str, Any], *, by_hand: bool, today: date) -> Decision:
    """Written from their letter it says who looked, and where; packages carry no names."""
    if facts["assessed_on"] > today:
        return Decision(_("An assessment cannot be dated in the future."))
    if facts["verdict"] not in HostVerdict or (by_hand and not facts["assessed_by"].strip()):
        return Decision(_("Say what the other office found, and who of it looked."))
    looked_at = facts["verdict"] != HostVerdict.NOT_SEEN
    if by_hand and looked_at and not facts["host"].strip():
        return Decision(
            _("Say with whom she would live: the name is compared with whom she fears.")
        )
    return ALLOWED


def is_of_the_case(document: Any, *, case: Any) -> Decision:
    if document is None or document.case_id == case.pk:
        return ALLOWED
    return Decision(_("This document belongs to another case. Choose one of this case."))


def is_whole_ban(facts: Mapping[str, Any], *, today: date) -> Decision:
    if not facts["by_whom"].strip():
        return Decision(_("Say which authority forbids that she leaves."))
    since, until, lifted = facts["since"], facts.get("until"), facts.get("lifted_on")
    if (until is not None and until < since) or (lifted is not None and lifted < since):
        return Decision(_("The last day lies before the first. Check both days."))
    if lifted is None:
        return ALLOWED
    if lifted > today or not facts["lifted_by_paper"].strip():
        return Decision(
            _("Say by which paper of the authority it was lifted, and on which day; not before.")
        )
    return ALLOWED


def is_whole_paper(facts: Mapping[str, Any], *, expires: bool, today: date) -> Decision:
    state = facts["state"]
    if state not in PaperState:
        return Decision(_("Say how far this paper is."))
    asked_on = facts.get("asked_on")
    if asked_on is not None and asked_on > today:
        return Decision(_("A paper is written down as asked for once it was asked for."))
    if state == PaperState.ASKED and asked_on is None:
        return Decision(_("Say on which day this paper was asked for."))
    if state == PaperState.HELD and expires and facts.get("valid_until") is None:
        return Decision(_("Say until when this paper is valid: it must last until she arrives."))
    return ALLOWED


def is_whole_fitness(facts: Mapping[str, Any], *, today: date) -> Decision:
    if not facts["by_whom"].strip():
        return Decision(_("Say which doctor saw her."))
    if facts["seen_on"] > today or facts["until"] < facts["seen_on"]:
        return Decision(_("She was seen before today, and it holds at least until that day."))
    return ALLOWED
