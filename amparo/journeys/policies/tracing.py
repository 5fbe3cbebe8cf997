"""May her family be looked for, may a claim be answered, and with what? Pure: asks no database.

Whoever endangers her must not learn by asking whether she is known here. So taking a claim down
decides nothing, and whatever is no yes is one answer, on one day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.models import Case
from amparo.cases.policies import can_record
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums.tracing import (
    CHOSEN_ENDS,
    NEXT_MATCH,
    TOLD,
    ClaimAnswer,
    MatchRefusal,
    MatchState,
)
from amparo.journeys.models import Claim, Match
from amparo.people.enums import Block, Purpose, Recipient
from amparo.people.names import words
from amparo.people.names.score import Band
from amparo.people.policies.disclosure import Answered, Asked, ByConsent, decide

# From the day on which a claim was taken down; nothing shortens it and nothing makes it longer.
ANSWER_AFTER = timedelta(days=21)
# From then on it is let go, whatever became of it: that it is there tells nothing.
KEPT = timedelta(days=365)
FIRST_YEAR = 1900

WORDS_OF_ANSWER = {
    ClaimAnswer.NOT_YET: gettext_lazy(
        "Received. The answer comes on the day that stands here, by the way that was named. Until "
        "then nobody can say anything."
    ),
    ClaimAnswer.NEUTRAL: gettext_lazy(
        "We cannot tell you anything about the person for whom you ask, not even whether we know "
        "of her or him. If that changes one day, you hear from us by the way that you named."
    ),
    ClaimAnswer.WILL_CALL: gettext_lazy("The programme will call you, by the way that you named."),
}


@dataclass(frozen=True)
class Standing:
    """What holds of her today, whoever asks. `traced`: her yes to look for her family. `agrees`:
    her yes to this claimant. `feared`: this claimant bears the name of who endangers her."""

    traced: bool = False
    agrees: bool = False
    feared: bool = True


# Her yes


def is_traced(answers: Iterable[Answered], *, on: date, agency: str) -> bool:
    """Whether she said yes to be looked for, with her name, by the agency that holds her case."""
    return _goes(Block.IDENTITY, Asked(Recipient.OWN_AGENCY, Purpose.TRACING, on, agency), answers)


def agrees_to(answers: Iterable[Answered], *, on: date, claimant: str) -> bool:
    """Whether she said yes that this claimant, by name, is called."""
    return _goes(Block.CONTACT, Asked(Recipient.OTHER, Purpose.TRACING, on, claimant), answers)


def _goes(block: str, asked: Asked, answers: Iterable[Answered]) -> bool:
    found = decide(asked, ByConsent(), answers=answers)
    return any(each.goes for each in found if each.block == block)


def only_with_her_yes(*, traced: bool) -> Decision:
    if traced:
        return ALLOWED
    return Decision(
        _(
            "She has not said yes to this, or her yes ended, so nobody is looked for and nothing "
            "is compared. Ask her under Consents: “to look for the family”, “Identity”, “This "
            "agency”. Of a child it takes her own yes and that of who represents her."
        )
    )


# The search


def can_begin(case: Case, *, by: Any, name: str, traced: bool, is_sought: bool) -> Decision:
    if not case.is_open:
        return Decision(_("This case is closed. Take it up again before her family is looked for."))
    if is_sought:
        return Decision(_("Her family is looked for already. End that search before another."))
    if not words(name):
        return Decision(_("Write whom she looks for, as she says the name."))
    return only_with_her_yes(traced=traced) and can_record(case, by=by)


def can_end(case: Case, *, by: Any, is_open: bool, why: str) -> Decision:
    if not is_open:
        return Decision(_("This search ended before; nothing more is needed."))
    if why not in CHOSEN_ENDS:
        return Decision(_("Say why the search ends: they were found, or nobody was."))
    return can_record(case, by=by)


def may_be_closed(*, is_sought: bool, waits: bool) -> Decision:
    if is_sought:
        return Decision(_("Her family is still looked for. End the search, then close the case."))
    if waits:
        return Decision(
            _(
                "A claimant waits for the promised call, or a warning about one waits for what was "
                "done. Look at the claims, then close the case."
            )
        )
    return ALLOWED


# Taking a claim down


def can_take_down(*, by: Any) -> Decision:
    """Whoever works on cases, in any agency. It opens nothing and finds nothing."""
    return agencies.may(by, Permission.RECORD_CASES)


def is_a_claim(
    *, claimant: str, sought: str, year: int | None, tells: str, reached_by: str, today: date
) -> dict[str, str]:
    """What is missing or cannot be, field by field. It asks nothing of any record."""
    found: dict[str, str] = {}
    if sum(bool(words(part)) for part in claimant.split()) < 2:
        found["claimant"] = _(
            "Write the name of who asks in full, given name and surname: it is compared with the "
            "papers later."
        )
    if not words(sought):
        found["sought"] = _("Write the name of the person who is asked for, as it is said.")
    elif words(sought) == words(claimant):
        found["sought"] = _(
            "Who asks and who is asked for bear the same name here. Write each name in its place."
        )
    if year is not None and not FIRST_YEAR <= year <= today.year:
        found["sought_year"] = _(
            "This year of birth cannot be right. Write it in four digits, or leave it empty."
        )
    if not tells.strip():
        found["tells"] = _(
            "Write what the person tells that only family can know, or that nothing was told. It "
            "is asked of everybody now, because nobody is asked again."
        )
    if not reached_by.strip():
        found["reached_by"] = _(
            "Write how this person wants to be answered. Without it no answer can reach anybody."
        )
    return found


def answer_day(taken_on: date) -> date:
    return taken_on + ANSWER_AFTER


# What a claimant is told


def answer(claim: Claim, *, on: date, may_be_told: bool) -> ClaimAnswer:
    """Nothing before its day. From then on one and the same, but where a yes still holds."""
    if on < claim.answer_on:
        return ClaimAnswer.NOT_YET
    return ClaimAnswer.WILL_CALL if claim.will_call and may_be_told else ClaimAnswer.NEUTRAL


def may_be_told(match: Match, *, standing: Standing) -> bool:
    """Two people, her yes to look, her yes to this claimant, and nobody whom she fears."""
    return match.state in TOLD and standing.traced and standing.agrees and not standing.feared


def can_give(claim: Claim, *, by: Any, on: date) -> Decision:
    if by.agency_id != claim.agency_id:
        return Decision(_("Only the agency that took a claim down answers it."))
    if on < claim.answer_on:
        return Decision(_("The day of the answer has not come. Nobody answers before it."))
    if claim.given_on is not None:
        return Decision(_("This answer was given before; nothing more is needed."))
    return can_take_down(by=by)


# Claims that may be about her


def is_like(band: str) -> bool:
    return band != Band.WEAK


def state_of_found(*, feared: bool) -> MatchState:
    return MatchState.BLOCKED if feared else MatchState.FOUND


def what_holds(match: Match, *, standing: Standing) -> MatchState:
    """In which state it is now, after what holds of her has changed."""
    state = MatchState(match.state)
    if MatchState.BLOCKED in NEXT_MATCH.get(state, ()) and standing.feared:
        return MatchState.BLOCKED
    if MatchState.ENDED in NEXT_MATCH.get(state, ()) and not standing.traced:
        return MatchState.ENDED
    if state in (MatchState.AGREED, *TOLD) and not standing.agrees:
        return MatchState.REFUSED
    return state


def _can_go_on(match: Match, *, by: Any, to: MatchState, standing: Standing) -> Decision:
    """What is asked at each step that leads towards a yes."""
    if standing.feared or match.state == MatchState.BLOCKED:
        return Decision(
            _(
                "Who asks bears the name of somebody who endangers her. No step leads to a yes: "
                "the claimant hears what everybody hears. Speak with her about her safety."
            )
        )
    if to not in NEXT_MATCH.get(MatchState(match.state), ()):
        return Decision(_("This step does not follow from how the claim stands now."))
    return only_with_her_yes(traced=standing.traced) and can_record(match.case, by=by)


def can_verify(match: Match, *, by: Any, standing: Standing, papers: str, fits: str) -> Decision:
    may = _can_go_on(match, by=by, to=MatchState.VERIFIED, standing=standing)
    if may and not (papers.strip() and fits.strip()):
        return Decision(
            _(
                "Write which papers you checked and how, and what she says to what the claimant "
                "told. A second person decides by it."
            )
        )
    return may


def can_ask_her(
    match: Match, *, by: Any, standing: Standing, is_the_guardian: bool = False
) -> Decision:
    """Her answer to this claimant. `is_the_guardian`: who would answer for a child asks for her."""
    if is_the_guardian:
        return Decision(
            _("Who asks for a child cannot be the one who says yes for her. Ask another guardian.")
        )
    return _can_go_on(match, by=by, to=MatchState.AGREED, standing=standing)


def can_confirm(match: Match, *, by: Any, standing: Standing) -> Decision:
    may = _can_go_on(match, by=by, to=MatchState.CONFIRMED, standing=standing)
    if not may:
        return may
    if match.verified_by_id is None or by.pk == match.verified_by_id:
        return Decision(_("You verified this claim yourself. A second person confirms it."))
    if not standing.agrees:
        return Decision(
            _("She has not said yes to this claimant, or her yes ended. Nothing is told.")
        )
    return ALLOWED


def can_call(match: Match, *, by: Any, standing: Standing, on: date) -> Decision:
    """Written down when it happened. Not before the day on which all claimants are answered."""
    may = _can_go_on(match, by=by, to=MatchState.CALLED, standing=standing)
    if may and on < match.due_on:
        return Decision(_("The day of the answer has not come. Nobody calls before it."))
    if may and not standing.agrees:
        return Decision(
            _("She has not said yes to this claimant, or her yes ended. Nothing is told.")
        )
    return may


def can_refuse(match: Match, *, by: Any, why: str) -> Decision:
    if match.state == MatchState.BLOCKED or MatchState.REFUSED not in NEXT_MATCH.get(
        MatchState(match.state), ()
    ):
        return Decision(_("This claim is at its end already; nothing more is needed."))
    if why not in MatchRefusal:
        return Decision(_("Choose why the claim is not answered with a yes."))
    return can_record(match.case, by=by)


def can_note(match: Match, *, by: Any, step: str) -> Decision:
    """A warning goes from what is due when somebody wrote down what was done."""
    if not match.is_a_warning:
        return Decision(_("There is no warning here that waits for you."))
    if not step.strip():
        return Decision(
            _("Write what was done to keep her safe. The warning stays until somebody does.")
        )
    return can_record(match.case, by=by)
