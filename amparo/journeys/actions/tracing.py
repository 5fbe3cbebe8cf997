"""Her family looked for, and ended with her no; claims verified by two, and her own answer."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import OPERATOR
from amparo.agencies.models import Agency, Member
from amparo.cases.actions import moving
from amparo.cases.models import Case
from amparo.core import clock
from amparo.journeys.enums.tracing import (
    NEXT_MATCH,
    TOLD,
    MatchRefusal,
    MatchState,
    TracingEnd,
)
from amparo.journeys.models import Claim, Match, Tracing
from amparo.journeys.policies import tracing as policies
from amparo.journeys.queries import tracing as queries
from amparo.people import erasing
from amparo.people.actions import consents, relations
from amparo.people.enums import Answer, Block, Purpose, Recipient
from amparo.people.models import Person

LOOKING = [state for state in MatchState if MatchState.ENDED in NEXT_MATCH.get(state, ())]


# The search


@transaction.atomic
def begin(
    *, by: Member, case: Case, name: str, relation: str, told: str = "", last_seen: str = ""
) -> Tracing:
    """Look for somebody of her family: from now on claims are compared with her name."""
    held = _locked_case(case)
    policies.can_begin(
        held,
        by=by,
        name=name,
        traced=queries.is_traced(held, on=clock.today()),
        is_sought=queries.is_sought(held),
    ).or_refuse()
    made = Tracing(case=held, begun_by=by, recorded_at=clock.now(), name=name, relation=relation)
    made.told, made.last_seen = told, last_seen
    made.save(force_insert=True)
    fields = ["last_seen", "name", "relation", "told"]
    audit.record("tracing_begun", by=by, about=made, fields=fields)
    return made


@transaction.atomic
def end(*, by: Member, tracing: Tracing, why: str) -> Tracing:
    """Look for nobody any more. Whoever was confirmed before is called still."""
    held = _tracings().get(pk=tracing.pk)
    policies.can_end(held.case, by=by, is_open=held.is_open, why=why).or_refuse()
    _end(held, why, by=by)
    for match in _matches().filter(tracing=held, state__in=LOOKING).exclude(state__in=TOLD):
        _close(match, MatchState.ENDED, by=by)
    return held


def _end(tracing: Tracing, why: str, *, by: Any) -> None:
    tracing.ended_at, tracing.ended_why = clock.now(), why
    tracing.ended_by = by if isinstance(by, Member) else None
    tracing.save(update_fields=["ended_at", "ended_by", "ended_why"])
    audit.record("tracing_ended", by=by, about=tracing, detail={"reason": str(why)})


# What her team does with a claim about her


@transaction.atomic
def verify(*, by: Member, match: Match, papers: str, fits: str) -> Match:
    """The first of two: papers looked at, and what was told compared with what she says. The
    claimant is asked nothing."""
    held = _locked(match)
    standing = queries.standing(held, on=clock.today())
    policies.can_verify(held, by=by, standing=standing, papers=papers, fits=fits).or_refuse()
    held.state, held.papers_checked, held.what_fits = MatchState.VERIFIED, papers, fits
    held.verified_by, held.verified_at = by, clock.now()
    names = ["state", "papers_checked", "what_fits", "verified_by", "verified_at"]
    held.save(update_fields=names)
    audit.record("match_verified", by=by, about=held, fields=names[1:3])
    return held


@transaction.atomic
def answer_of_hers(
    *, by: Member, match: Match, answer: str, assent: dict[str, Any] | None = None, **how: Any
) -> Match:
    """What she says to this claimant, kept with her consents, where she takes it back as well."""
    held = _locked(match)
    guardian = (assent or {}).get("guardian")
    policies.can_ask_her(
        held,
        by=by,
        standing=queries.standing(held, on=clock.today()),
        is_the_guardian=queries.is_guardian(held, guardian),
    ).or_refuse()
    consents.record_consent(
        by=by,
        person=held.case.person,
        purpose=Purpose.TRACING.value,
        block=Block.CONTACT.value,
        recipient=Recipient.OTHER.value,
        recipient_name=held.claimant,
        answer=answer,
        assent=assent,
        **how,
    )
    if answer == Answer.GRANTED:
        held.state = MatchState.AGREED
        held.save(update_fields=["state"])
        audit.record("match_agreed", by=by, about=held, fields=["state"])
    else:
        _close(held, MatchState.REFUSED, by=by, refusal=MatchRefusal.SHE_SAID_NO)
    return held


@transaction.atomic
def confirm(*, by: Member, match: Match) -> Match:
    """The second of two. From its day on the claimant hears that somebody calls."""
    held = _locked(match)
    standing = queries.standing(held, on=clock.today())
    policies.can_confirm(held, by=by, standing=standing).or_refuse()
    held.state, held.confirmed_by, held.confirmed_at = MatchState.CONFIRMED, by, clock.now()
    held.due_on = clock.today()
    if held.claim is not None:
        held.due_on = max(held.due_on, held.claim.answer_on)
        Claim.objects.filter(pk=held.claim_id).update(will_call=True, given_on=None, given_by=None)
    held.save(update_fields=["state", "confirmed_by", "confirmed_at", "due_on"])
    audit.record("match_confirmed", by=by, about=held, fields=["state"])
    return held


@transaction.atomic
def call(*, by: Member, match: Match) -> Match:
    """Somebody of her team called the claimant."""
    held = _locked(match)
    today = clock.today()
    standing = queries.standing(held, on=today)
    policies.can_call(held, by=by, standing=standing, on=today).or_refuse()
    held.state, held.called_by, held.called_at = MatchState.CALLED, by, clock.now()
    held.save(update_fields=["state", "called_by", "called_at"])
    audit.record("match_called", by=by, about=held, fields=["state"])
    return held


@transaction.atomic
def refuse(*, by: Member, match: Match, why: str) -> Match:
    """No yes for this claimant. He or she hears what everybody hears."""
    held = _locked(match)
    policies.can_refuse(held, by=by, why=why).or_refuse()
    _close(held, MatchState.REFUSED, by=by, refusal=why)
    return held


@transaction.atomic
def note_warning(*, by: Member, match: Match, step: str) -> Match:
    """What was done after somebody who may endanger her asked for her."""
    held = _locked(match)
    policies.can_note(held, by=by, step=step).or_refuse()
    held.safety_step, held.noted_by, held.noted_at = step, by, clock.now()
    held.save(update_fields=["safety_step", "noted_by", "noted_at"])
    audit.record("match_warning_noted", by=by, about=held, fields=["safety_step"])
    return held


def _close(match: Match, state: MatchState, *, by: Any, refusal: str = "") -> None:
    match.state, match.refusal, match.closed_at = state, refusal, clock.now()
    match.closed_by = by if isinstance(by, Member) else None
    match.due_on = clock.today()
    match.save(update_fields=["state", "refusal", "closed_at", "closed_by", "due_on"])
    if match.claim_id is not None and not queries.is_promised(match.claim_id):
        Claim.objects.filter(pk=match.claim_id).update(will_call=False)
    detail = {"state": str(state)} | ({"reason": str(refusal)} if refusal else {})
    audit.record("match_closed", by=by, about=match, detail=detail)


# What follows when something about her changes


@transaction.atomic
def look_again(*, by: Any, person: Person) -> None:
    """End what no longer holds: her no ends the search, a name that she fears blocks a claim."""
    today = clock.today()
    for tracing in _tracings().filter(case__person=person, ended_at__isnull=True):
        if not queries.is_traced(tracing.case, on=today):
            _end(tracing, TracingEnd.HER_NO, by=by)
    for match in _matches().filter(case__person=person, state__in=LOOKING):
        holds = policies.what_holds(match, standing=queries.standing(match, on=today))
        if holds == MatchState.REFUSED:
            _close(match, holds, by=by, refusal=MatchRefusal.SHE_SAID_NO)
        elif holds != match.state:
            _close(match, holds, by=by)


@consents.when_she_says_no
def end_with_her_no(*, by: Any, person: Person) -> None:
    look_again(by=by, person=person)


@relations.when_around_her_changed
def block_whom_she_fears(*, by: Any, person: Person) -> None:
    """In each record that is about her: who endangers her in one does so in all."""
    for each in queries.records_of(person):
        look_again(by=by, person=each)


@moving.when_it_moves
def end_what_went(*, by: Any, case: Case, to: Agency) -> None:
    """She said yes to the agency that held her case. The other one asks her anew."""
    for tracing in _tracings().filter(case=case, ended_at__isnull=True):
        _end(tracing, TracingEnd.MOVED, by=by)
    for match in _matches().filter(case=case, state__in=LOOKING):
        _close(match, MatchState.ENDED, by=by)


@erasing.also_erase
def promise_nothing(person: Person, by: Any) -> None:
    """She goes with all that was found about claims; the claims say nothing of it."""
    rows = Match.objects.filter(case__person=person, state__in=TOLD, claim__isnull=False)
    asked = set(rows.values_list("claim", flat=True))
    rows.update(state=MatchState.ENDED)
    for claim_id in asked:
        if not queries.is_promised(claim_id):
            Claim.objects.filter(pk=claim_id).update(will_call=False)


def look_at_all_again(*, by: Any = OPERATOR) -> None:
    """Days pass too: a yes may have ended since nobody looked."""
    cases = Tracing.objects.filter(ended_at__isnull=True).values("case")
    more = Match.objects.filter(state__in=LOOKING).values("case")
    held = Case.objects.filter(pk__in=cases).union(Case.objects.filter(pk__in=more))
    for person in Person.objects.filter(pk__in=[case.person_id for case in held]):
        look_again(by=by, person=person)


# Rows that are held


def _locked_case(case: Case) -> Case:
    rows = Case.objects.select_for_update(of=("self",)).select_related("person", "agency")
    return rows.get(pk=case.pk)


def _tracings() -> Any:
    rows = Tracing.objects.select_related("case__person", "case__agency")
    return rows.select_for_update(of=("self",)).order_by("pk")


def _matches() -> Any:
    rows = Match.objects.select_related("case__person", "case__agency")
    return rows.select_for_update(of=("self",)).order_by("pk")


def _locked(match: Match) -> Match:
    # First the case, so that a no of hers and a yes of ours wait for one another.
    _locked_case(match.case)
    return _matches().get(pk=match.pk)
