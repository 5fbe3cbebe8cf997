"""Who is treated as a child, and who may stand for her. Pure: asks no database.

Doubt favours the child: what is not known never takes a protection away.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.core.decisions import ALLOWED, Decision
from amparo.people.enums import Answer
from amparo.people.enums.children import AgeSaid, ByDates, StandsBy, Suspected
from amparo.people.keeping import GROWN_UP, years_after
from amparo.people.models import AgeFinding, Guardian
from amparo.people.policies.relations import can_change

OLDEST = 120


# Her age


def is_treated_as_child(by_dates: str, finding: AgeFinding | None, *, on: date) -> bool:
    """Her dates, unless they leave it open; a doubt that was written down, until a body found that
    she is of age even by the lower end of its margin."""
    if by_dates == ByDates.CHILD:
        return True
    if finding is None:
        return by_dates == ByDates.OPEN
    return finding.said == AgeSaid.PRESUMED or on < of_age_on(finding)


def of_age_on(finding: AgeFinding) -> date:
    """The first day on which an assessment says for certain that she is 18."""
    return years_after(finding.found_on, max(0, GROWN_UP - finding.youngest))


def can_find_age(
    person: Any, *, by: Any, said: str, facts: dict[str, Any], today: date
) -> Decision:
    may = can_change(person, by=by)
    if not may:
        return may
    if said not in AgeSaid or facts["found_on"] > today or not facts["reasons"].strip():
        return Decision(_("Say why, and on which day, which cannot lie ahead."))
    return ALLOWED if said == AgeSaid.PRESUMED else is_whole_assessment(facts)


def is_whole_assessment(facts: dict[str, Any]) -> Decision:
    youngest, oldest = facts.get("youngest"), facts.get("oldest")
    if not facts.get("body", "").strip() or not facts.get("method"):
        return Decision(
            _("An assessment of age names who made it and how. Until then she is a child.")
        )
    if youngest is None or oldest is None or not 0 <= youngest <= oldest <= OLDEST:
        return Decision(
            _("An assessment of age has a margin: at least so old, at most so old. Write both.")
        )
    return ALLOWED


# Who stands for her


def is_in_force(guardian: Guardian, *, on: date) -> bool:
    begun = guardian.since is None or guardian.since <= on
    return begun and (guardian.until is None or on <= guardian.until)


def is_unsafe(guardian: Guardian, *, conflict: bool) -> bool:
    """A suspect, or somebody who bears the name of a danger and of whom nobody said that she or he
    is another."""
    if guardian.suspected == Suspected.YES:
        return True
    return conflict and not guardian.not_the_same.strip()


def is_safe(guardian: Guardian, *, conflict: bool) -> bool:
    """Nobody to doubt: asked about, and no suspect."""
    return guardian.suspected == Suspected.NO and not is_unsafe(guardian, conflict=conflict)


def can_represent(guardian: Guardian, *, conflict: bool, on: date) -> Decision:
    """Whether somebody may stand for her: consent on her behalf, and be told anything about her."""
    if is_unsafe(guardian, conflict=conflict):
        return Decision(
            _(
                "This guardian is suspected, is near a suspect, or bears the name of somebody who "
                "endangers her: she or he does not represent her, consents to nothing and is told "
                "nothing. Tell the child protection authority at once."
            )
        )
    if guardian.suspected != Suspected.NO:
        return Decision(
            _(
                "It is not known whether this guardian or somebody near is a suspect. Until it "
                "is, she or he does not represent her and is told nothing."
            )
        )
    if not is_in_force(guardian, on=on):
        return Decision(_("This guardian does not stand for her on this day."))
    return ALLOWED


def can_keep_guardian(person: Any, *, by: Any, facts: dict[str, Any], conflict: bool) -> Decision:
    """What is written of a guardian. The question about suspects is answered, or nothing is kept.

    The authority itself is asked the question too: somebody in it may be near a suspect.
    """
    may = can_change(person, by=by)
    if not may:
        return may
    if facts["suspected"] not in Suspected or facts["basis"] not in StandsBy:
        return Decision(
            _(
                "Answer whether the guardian, or somebody near, is a suspect: yes, no or not "
                "known. A child may be in the hands of who exploits her."
            )
        )
    since, until = facts.get("since"), facts.get("until")
    if since and until and until < since:
        return Decision(_("The last day lies before the first. Check both days."))
    if facts["suspected"] == Suspected.NO and conflict and not facts["not_the_same"].strip():
        return Decision(
            _(
                "The file names somebody who endangers her and bears a name like this one. Say "
                "that this guardian is a suspect or that it is not known; or write how you know "
                "that it is another person."
            )
        )
    return ALLOWED


# Her own word


def child_may_answer(
    answer: str, *, says: str, explained: str, words: str, representative: Decision | None
) -> Decision:
    """Whether an answer about a child can be kept. A yes takes two: who may represent her, and her
    own. Her no is enough by itself, whoever says yes."""
    if answer == Answer.REFUSED:
        return ALLOWED
    if says == Answer.REFUSED:
        return Decision(
            _(
                "She said no herself. Record the answer as a no: it stays on record, with what "
                "her representative said beside it, and nothing goes."
            )
        )
    if says != Answer.GRANTED or not explained.strip() or not words.strip():
        return Decision(
            _(
                "She is younger than 18, or may be. A yes takes her own: what she says, in her "
                "words, and how it was explained to her."
            )
        )
    if representative is None:
        return Decision(
            _(
                "She is younger than 18, or may be. Beside her own yes it takes that of somebody "
                "who may represent her. Her guardians stand on the page about the child."
            )
        )
    return representative


def represents(decisions: Iterable[Decision]) -> Decision:
    """Whether there is anybody at all who may stand for her today."""
    if any(decisions):
        return ALLOWED
    return Decision(
        _(
            "Nobody who may represent her is written down. Ask the child protection authority to "
            "represent her."
        )
    )
