"""What must stand before something happens to a child, and what may be written. Pure.

`serves_her` is one rule for four questions: closing, transfer, return, reunification. A room above
asks it through `queries.children.serves_her`, so that nothing passes it.
"""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.enums import Status
from amparo.cases.enums.children import BestOutcome, MeasureKind, Question, Right
from amparo.cases.enums.closing import ClosingReason
from amparo.cases.models import BestInterests, Case
from amparo.cases.policies.case import can_record
from amparo.core.decisions import ALLOWED, Decision


def can_see(case: Case, *, by: Any) -> Decision:
    if by.agency_id != case.agency_id:
        return Decision(_("Only the agency that holds this case sees what is done for the child."))
    return agencies.may(by, Permission.PLAN_SAFETY)


def can_write(case: Case, *, by: Any) -> Decision:
    return can_record(case, by=by) and can_see(case, by=by)


# The gate


def question_of(status: str, reason: str) -> Question | None:
    """What is asked before a case ends so: nothing of who died, else whether it serves her."""
    if reason == ClosingReason.DIED:
        return None
    if status == Status.CLOSED_REFERRED or reason == ClosingReason.GOES_ON_ELSEWHERE:
        return Question.TRANSFER
    return Question.CLOSING


def holds_still(decided: BestInterests, *, since: datetime | None) -> bool:
    """Whether it is about now, and not about the time before her case was taken up again."""
    return since is None or decided.recorded_at > since


def serves_her(
    question: str,
    *,
    is_child: bool,
    decided: BestInterests | None,
    since: datetime | None = None,
) -> Decision:
    """Whether it may happen to a child: only what a body found to serve her best interests.

    `decided`: the newest determination on this question; `since`: when her case was taken up
    again, before which a determination is about another time.
    """
    if not is_child:
        return ALLOWED
    if decided is None or not holds_still(decided, since=since):
        return Decision(_needed(question))
    if decided.outcome != BestOutcome.SERVES:
        return Decision(
            _(
                "The last best-interests determination on this does not say that it serves her. "
                "It waits until a body decides anew and says so."
            )
        )
    return ALLOWED


def _needed(question: str) -> str:
    return {
        Question.CLOSING: _(
            "She is younger than 18, or may be. Before her case is closed, a body determines "
            "whether that serves her best interests: write it down on the page about the child."
        ),
        Question.TRANSFER: _(
            "She is younger than 18, or may be. Before another agency goes on with her, a body "
            "determines whether that serves her best interests: write it down on the page about "
            "the child."
        ),
        Question.RETURN: _(
            "She is younger than 18, or may be. Before she returns anywhere, a body determines "
            "whether that serves her best interests: write it down on the page about the child."
        ),
        Question.REUNIFICATION: _(
            "She is younger than 18, or may be. Before she lives with her family again, a body "
            "determines whether that serves her best interests: write it down on the page about "
            "the child."
        ),
    }[Question(question)]


# What may be written


def is_whole_determination(facts: dict[str, Any], *, today: date) -> Decision:
    if facts["question"] not in Question or facts["outcome"] not in BestOutcome:
        return Decision(_("Say what was asked and what was decided."))
    if facts["decided_on"] > today:
        return Decision(_("A determination cannot be dated in the future."))
    whole = ("body", "options", "her_view", "reasons")
    if not all(facts[name].strip() for name in whole):
        return Decision(
            _(
                "A best-interests determination says who decided, which ways were weighed, what "
                "she says about it, or why she was not heard, and the reasons."
            )
        )
    return ALLOWED


def is_whole_notice(facts: dict[str, Any], *, today: date) -> Decision:
    told, answered = facts["told_on"], facts.get("acknowledged_on")
    if told > today or (answered and not told <= answered <= today):
        return Decision(_("A notice and its receipt are written down when they happened."))
    if not facts["office"].strip():
        return Decision(_("Say which office was told."))
    if answered is None and facts.get("ask_again_on") is None:
        return Decision(
            _("It was not acknowledged yet: say on which day you ask again, so that it stays due.")
        )
    return ALLOWED


def is_whole_measure(facts: dict[str, Any]) -> Decision:
    if facts["kind"] not in MeasureKind or not facts["by_whom"].strip():
        return Decision(_("Say which measure it is and who ordered it."))
    since, until = facts["since"], facts.get("until")
    if until is not None and until < since:
        return Decision(_("The last day lies before the first. Check both days."))
    if until is None and facts.get("review_on") is None:
        return Decision(_("Say until when it holds, or on which day it is looked at again."))
    return ALLOWED


def is_whole_right(facts: dict[str, Any]) -> Decision:
    if facts["right"] not in Right or not facts["what"].strip() or not facts["body"].strip():
        return Decision(_("Say which right, what is to be done, and who has to do it."))
    if facts.get("restored_on") is None and facts.get("follow_up_on") is None:
        return Decision(
            _("It is not restored yet: say on which day you ask again, so that it stays due.")
        )
    return ALLOWED
