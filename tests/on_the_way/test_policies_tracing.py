"""May her family be looked for, may a claim be answered? Each condition both ways; no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission as P
from amparo.journeys.enums.tracing import (
    CHOSEN_ENDS,
    NEXT_MATCH,
    TOLD,
    ClaimAnswer,
    MatchRefusal,
    MatchState,
    TracingEnd,
)
from amparo.journeys.policies import tracing as policies
from amparo.people.enums import Block, Purpose, Recipient
from amparo.people.names.score import Band
from tests.somebody import (
    ALBA,
    ANA,
    BRUNO,
    TODAY,
    TOMORROW,
    YESTERDAY,
    case,
    needs,
    refused,
    said,
)

S = MatchState
YES = policies.Standing(traced=True, agrees=True, feared=False)
NO_YES = "She has not said yes to this, or her yes ended"
FEARED = "Who asks bears the name of somebody who endangers her"
NOT_NEXT = "This step does not follow"
ONLY_OURS = "Only the agency that holds this case"
STANDINGS = [
    policies.Standing(traced=traced, agrees=agrees, feared=feared)
    for traced, agrees, feared in product((True, False), repeat=3)
]
PAPERS = {"papers": "Acta.", "fits": "El nombre del perro."}


def match(state=S.FOUND, **facts):
    facts = {"case": case(), "verified_by_id": "ana", "due_on": TODAY, "noted_at": None} | facts
    held = Thing(state=str(state), **facts)
    held.is_a_warning = held.state == S.BLOCKED and held.noted_at is None
    return held


def claim(**facts):
    facts = {"agency_id": "faro", "answer_on": TODAY, "will_call": False, "given_on": None} | facts
    return Thing(**facts)


def test_nothing_of_her_is_known_until_it_was_asked():
    assert policies.Standing() == policies.Standing(traced=False, agrees=False, feared=True)


# Her yes


def an_answer(**facts):
    facts = {
        "pk": "yes", "purpose": Purpose.TRACING, "block": Block.IDENTITY,
        "recipient": Recipient.OWN_AGENCY, "recipient_name": "", "answer": "granted",
        "given_on": YESTERDAY, "expires_on": None, "withdrawn_at": None,
        "recorded_at": datetime(2026, 3, 9, tzinfo=UTC),
    } | facts  # fmt: skip
    held = Thing(**facts)
    held.is_live = lambda on: (
        held.answer == "granted"
        and held.withdrawn_at is None
        and held.given_on <= on
        and (held.expires_on is None or on <= held.expires_on)
    )
    return held


def traced(*answers):
    return policies.is_traced(answers, on=TODAY, agency="Casa Luz")


def test_her_yes_to_be_looked_for_is_one_of_its_own():
    assert traced(an_answer())
    assert traced(an_answer(recipient_name="Casa Luz"))
    assert traced(an_answer(expires_on=TODAY))
    assert not traced()
    for wrong in (
        {"purpose": Purpose.ASSISTANCE}, {"block": Block.CONTACT}, {"answer": "refused"},
        {"recipient": Recipient.CONSULATE}, {"recipient_name": "Faro"}, {"expires_on": YESTERDAY},
        {"withdrawn_at": datetime(2026, 3, 10, tzinfo=UTC)}, {"given_on": TOMORROW},
    ):  # fmt: skip
        assert not traced(an_answer(**wrong)), wrong
    later = datetime(2026, 3, 10, tzinfo=UTC)
    no = an_answer(answer="refused", block="all", purpose="any", given_on=TODAY, recorded_at=later)
    assert not traced(an_answer(), no)


def agrees(*answers, claimant="José Cux"):
    return policies.agrees_to(answers, on=TODAY, claimant=claimant)


def test_her_yes_to_a_claimant_is_to_him_alone():
    yes = {"recipient": Recipient.OTHER, "block": Block.CONTACT, "recipient_name": "José Cux"}
    assert agrees(an_answer(**yes))
    assert not agrees(an_answer(**yes), claimant="Juan Cux")
    for wrong in (
        {"recipient_name": ""}, {"recipient_name": "Juan Cux"}, {"block": Block.IDENTITY},
        {"purpose": Purpose.CONTACT}, {"recipient": Recipient.OWN_AGENCY}, {"answer": "refused"},
        {"expires_on": YESTERDAY},
    ):  # fmt: skip
        assert not agrees(an_answer(**yes | wrong)), wrong
    # A yes to be looked for is none to a claimant, and the other way round.
    assert not agrees(an_answer())
    assert not traced(an_answer(**yes))


def test_only_with_her_yes():
    refused(policies.only_with_her_yes(traced=True), "")
    refused(policies.only_with_her_yes(traced=False), NO_YES)


# The search


def begin(*, of=None, by=ANA, name="Melquíades", traced=True, is_sought=False):
    return policies.can_begin(of or case(), by=by, name=name, traced=traced, is_sought=is_sought)


def test_who_begins_a_search_and_when():
    refused(begin(), "")
    refused(begin(of=case(is_open=False)), "This case is closed")
    refused(begin(is_sought=True), "Her family is looked for already")
    refused(begin(name=" 7 "), "Write whom she looks for")
    refused(begin(traced=False), NO_YES)
    refused(begin(by=BRUNO), ONLY_OURS)
    needs(P.RECORD_CASES, lambda by: begin(by=by))


def finish(*, by=ANA, is_open=True, why=TracingEnd.FOUND):
    return policies.can_end(case(), by=by, is_open=is_open, why=why)


def test_who_ends_a_search_and_why():
    for why in TracingEnd:
        refused(finish(why=why), "" if why in CHOSEN_ENDS else "Say why the search ends")
    assert set(CHOSEN_ENDS) == {TracingEnd.FOUND, TracingEnd.NOTHING}
    refused(finish(why="x"), "Say why the search ends")
    refused(finish(is_open=False), "This search ended before")
    refused(finish(by=BRUNO), ONLY_OURS)
    needs(P.RECORD_CASES, lambda by: finish(by=by))


def test_what_a_closing_waits_for():
    refused(policies.may_be_closed(is_sought=False, waits=False), "")
    refused(policies.may_be_closed(is_sought=False, waits=True), "A claimant waits")
    for waits in (True, False):
        refused(policies.may_be_closed(is_sought=True, waits=waits), "Her family is still looked")


# Taking a claim down


def test_whoever_works_on_cases_takes_claims_down_in_any_agency():
    refused(policies.can_take_down(by=BRUNO), "")
    needs(P.RECORD_CASES, lambda by: policies.can_take_down(by=by))


def wrong(**facts):
    facts = {"claimant": "José Cux", "sought": "Ixchel Cux", "year": None, "tells": "Luna",
             "reached_by": "Radio",
             "today": TODAY} | facts  # fmt: skip
    return policies.is_a_claim(**facts)


def test_what_a_claim_must_say():
    assert wrong() == {}
    assert set(wrong(claimant="José")) == {"claimant"}
    assert set(wrong(claimant="José 7 .")) == {"claimant"}
    for whole in ("Ana Cux", "Crispín Dos", "Pop Pop", "María de los Ángeles Cux"):
        assert wrong(claimant=whole) == {}, whole
    assert set(wrong(sought="")) == set(wrong(sought="123")) == {"sought"}
    assert wrong(sought="Ixchel") == {}
    assert set(wrong(sought="Jose CUX")) == {"sought"}
    assert "bear the same name" in wrong(sought="Jose CUX")["sought"]
    assert "as it is said" in wrong(sought="")["sought"]
    assert set(wrong(reached_by="  ")) == {"reached_by"}
    assert set(wrong(tells="  ")) == {"tells"}
    for year, fine in ((1899, False), (1900, True), (2026, True), (2027, False), (None, True)):
        assert (wrong(year=year) == {}) is fine, year
    assert set(wrong(year=0)) == {"sought_year"}
    everything = wrong(claimant="", sought="", year=1, tells="", reached_by="")
    assert set(everything) == {"claimant", "sought", "sought_year", "tells", "reached_by"}


def test_every_claim_is_answered_so_many_days_later():
    assert policies.answer_day(TODAY) - TODAY == timedelta(days=21)
    assert policies.answer_day(date(2026, 12, 25)) == date(2027, 1, 15)
    assert timedelta(days=365) == policies.KEPT


# What a claimant is told


def test_one_answer_for_whatever_is_no_yes():
    for will_call, told, on in product((True, False), (True, False), (YESTERDAY, TODAY, TOMORROW)):
        found = policies.answer(claim(will_call=will_call), on=on, may_be_told=told)
        if on < TODAY:
            assert found is ClaimAnswer.NOT_YET
        else:
            yes = will_call and told
            assert found is (ClaimAnswer.WILL_CALL if yes else ClaimAnswer.NEUTRAL)
    assert set(policies.WORDS_OF_ANSWER) == set(ClaimAnswer)
    assert len({str(words) for words in policies.WORDS_OF_ANSWER.values()}) == 3


def test_what_may_be_told_takes_two_people_and_both_of_her_yeses():
    for state, standing in product(S, STANDINGS):
        found = policies.may_be_told(match(state), standing=standing)
        assert found is (state in TOLD and standing == YES)


def test_an_answer_is_given_by_who_took_it_down_on_its_day_and_once():
    def give(by=BRUNO, on=TODAY, **facts):
        return policies.can_give(claim(**facts), by=by, on=on)

    refused(give(), "")
    refused(give(on=TOMORROW), "")
    refused(give(on=YESTERDAY), "The day of the answer has not come")
    refused(give(by=ANA), "Only the agency that took a claim down")
    refused(give(given_on=TODAY), "This answer was given before")
    needs(P.RECORD_CASES, lambda by: give(by=by), at="faro")


# Steps


def test_names_that_are_alike_and_where_a_claim_begins():
    assert [policies.is_like(band) for band in (Band.STRONG, Band.POSSIBLE, Band.WEAK)] == [
        True, True, False,
    ]  # fmt: skip
    assert policies.state_of_found(feared=True) is S.BLOCKED
    assert policies.state_of_found(feared=False) is S.FOUND


STEPS = {
    S.VERIFIED: lambda held, by, standing: policies.can_verify(
        held, by=by, standing=standing, **PAPERS
    ),
    S.AGREED: lambda held, by, standing: policies.can_ask_her(held, by=by, standing=standing),
    S.CONFIRMED: lambda held, by, standing: policies.can_confirm(held, by=by, standing=standing),
    S.CALLED: lambda held, by, standing: policies.can_call(
        held, by=by, standing=standing, on=TODAY
    ),
}
BEFORE = {S.VERIFIED: S.FOUND, S.AGREED: S.VERIFIED, S.CONFIRMED: S.AGREED, S.CALLED: S.CONFIRMED}
ASKS_HER_YES = (S.CONFIRMED, S.CALLED)


def test_each_step_from_each_state_with_whatever_holds_of_her():
    for (to, step), state, standing in product(STEPS.items(), S, STANDINGS):
        found = step(match(state), ALBA, standing)
        if standing.feared or state == S.BLOCKED:
            refused(found, FEARED)
        elif state != BEFORE[to]:
            refused(found, NOT_NEXT)
        elif not standing.traced:
            refused(found, NO_YES)
        elif to in ASKS_HER_YES and not standing.agrees:
            refused(found, "She has not said yes to this claimant")
        else:
            refused(found, "")


@pytest.mark.parametrize("to", STEPS)
def test_each_step_is_of_who_records_in_the_agency_that_holds_the_case(to):
    held = match(BEFORE[to])
    refused(STEPS[to](held, replaced(BRUNO, pk="bruno"), YES), ONLY_OURS)
    needs(P.RECORD_CASES, lambda by: STEPS[to](held, by, YES), pk="alba")


def replaced(member, **facts):
    return Thing(**vars(member) | facts)


def test_a_verification_says_what_was_checked():
    for papers, fits in product(("Acta.", " "), repeat=2):
        found = policies.can_verify(match(), by=ANA, standing=YES, papers=papers, fits=fits)
        both = papers.strip() and fits.strip()
        refused(found, "" if both else "Write which papers you checked and how")


def test_the_second_person_is_another_one():
    refused(policies.can_confirm(match(S.AGREED), by=ALBA, standing=YES), "")
    refused(policies.can_confirm(match(S.AGREED), by=ANA, standing=YES), "You verified this claim")
    unknown = match(S.AGREED, verified_by_id=None)
    refused(policies.can_confirm(unknown, by=ALBA, standing=YES), "You verified this claim")


def test_nobody_is_called_before_the_day_of_everybody():
    held = match(S.CONFIRMED)
    for on in (YESTERDAY, TODAY, TOMORROW):
        found = policies.can_call(held, by=ANA, standing=YES, on=on)
        refused(found, "The day of the answer" if on < TODAY else "")
    early = policies.can_call(held, by=BRUNO, standing=YES, on=YESTERDAY)
    refused(early, ONLY_OURS)


def test_who_asks_for_a_child_does_not_say_yes_for_her():
    asked = {"by": ANA, "standing": YES}
    refused(policies.can_ask_her(match(S.VERIFIED), **asked), "")
    found = policies.can_ask_her(match(S.VERIFIED), **asked, is_the_guardian=True)
    refused(found, "Who asks for a child cannot be the one who says yes")


def test_who_refuses_what_and_why():
    for state in S:
        found = policies.can_refuse(match(state), by=ANA, why=MatchRefusal.NOT_SHOWN)
        at_its_end = state in (S.REFUSED, S.BLOCKED, S.ENDED)
        refused(found, "This claim is at its end already" if at_its_end else "")
    for why in MatchRefusal:
        refused(policies.can_refuse(match(), by=ANA, why=why), "")
    refused(policies.can_refuse(match(), by=ANA, why="x"), "Choose why the claim")
    why = MatchRefusal.NOT_FAMILY
    refused(policies.can_refuse(match(), by=BRUNO, why=why), ONLY_OURS)
    needs(P.RECORD_CASES, lambda by: policies.can_refuse(match(), by=by, why=why))


def test_a_warning_is_noted_once_with_what_was_done():
    def note(state=S.BLOCKED, *, by=ANA, step="Se mudó.", **facts):
        return policies.can_note(match(state, **facts), by=by, step=step)

    for state in S:
        refused(note(state), "" if state == S.BLOCKED else "There is no warning here")
    refused(note(noted_at=TODAY), "There is no warning here")
    refused(note(step=" "), "Write what was done to keep her safe")
    refused(note(by=BRUNO), ONLY_OURS)
    needs(P.RECORD_CASES, lambda by: note(by=by))


# Whatever happens


def test_what_holds_after_something_changed():
    for state, standing in product(S, STANDINGS):
        found = policies.what_holds(match(state), standing=standing)
        if state in (S.REFUSED, S.BLOCKED, S.ENDED):
            assert found is state
        elif standing.feared:
            assert found is S.BLOCKED
        elif not standing.traced:
            assert found is S.ENDED
        elif state in (S.AGREED, *TOLD) and not standing.agrees:
            assert found is S.REFUSED
        else:
            assert found is state


def moves(state, standing):
    """Every state to which anybody, or a change, could bring it from here."""
    found = {to for to, step in STEPS.items() if step(match(state), ALBA, standing)}
    if policies.can_refuse(match(state), by=ALBA, why="not_shown"):
        found.add(S.REFUSED)
    return found | {policies.what_holds(match(state), standing=standing)}


def reached(starts, standings):
    seen, left = set(starts), list(starts)
    while left:
        state = left.pop()
        for standing in standings:
            new = moves(state, standing) - seen
            seen |= new
            left += new
    return seen


def test_for_whom_she_fears_no_path_leads_to_a_yes():
    """From every state, by every order of steps, with every consent that there could be."""
    feared = [standing for standing in STANDINGS if standing.feared]
    begins = policies.state_of_found(feared=True)
    assert reached([begins], STANDINGS) == {S.BLOCKED}
    assert reached([S.FOUND], feared) == {S.FOUND, S.BLOCKED, S.REFUSED}
    for state, standing in product(S, feared):
        assert not policies.may_be_told(match(state), standing=standing)
        told = policies.answer(
            claim(will_call=True), on=TODAY,
            may_be_told=policies.may_be_told(match(state), standing=standing),
        )  # fmt: skip
        assert told is ClaimAnswer.NEUTRAL
        # Whatever was reached before, one look brings it to an end from which nothing leads on.
        after = policies.what_holds(match(state), standing=standing)
        assert after in (S.BLOCKED, S.REFUSED, S.ENDED)
        assert not reached([after], STANDINGS) & set(TOLD)


def test_without_her_yes_no_path_leads_to_a_yes():
    for lacking in ({"traced": False}, {"agrees": False}):
        without = [replace(YES, **lacking)]
        assert not reached([S.FOUND], without) & set(TOLD)


def test_with_everything_there_is_a_way():
    assert reached([S.FOUND], [YES]) == {S.FOUND, S.VERIFIED, S.AGREED, *TOLD, S.REFUSED}


def test_from_an_end_nothing_leads_on():
    for state in (S.REFUSED, S.BLOCKED, S.ENDED):
        assert NEXT_MATCH.get(state, set()) == set()
        assert reached([state], STANDINGS) == {state}


def test_a_refusal_says_whole_sentences():
    for step, state, standing in product(STEPS.values(), S, STANDINGS):
        reason = said(step(match(state), ALBA, standing))
        assert not reason or (reason[0].isupper() and reason.endswith("."))
