"""Her family looked for with her yes, claims verified by two and by her, and what ends it."""

import json
from datetime import timedelta

import pytest
from django.utils import translation

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys import jobs
from amparo.journeys.actions import claims
from amparo.journeys.actions import tracing as actions
from amparo.journeys.models import Claim, Match, Tracing
from amparo.journeys.queries import tracing as queries
from tests.helpers import as_if, audit_events, closed
from tests.on_the_way.tracing import FATHER, FEARED, HER_NAME, later, state
from tests.town import FIRST, GIVEN, SECOND


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def answer(claim):
    claim.refresh_from_db()
    return str(queries.answer(claim, on=clock.today()))


def test_nobody_is_looked_for_without_her_yes(search):
    with pytest.raises(Refused, match="She has not said yes to this"):
        search.begin()
    search.yes(purpose="assistance")
    search.yes(block="contact")
    search.yes(recipient="consulate")
    with pytest.raises(Refused, match="She has not said yes to this"):
        search.begin()
    search.yes()
    made = search.begin()
    assert (made.case, made.is_open) == (search.case, True)
    with pytest.raises(Refused, match="Her family is looked for already"):
        search.begin()


def test_who_is_looked_for_lies_sealed_and_the_log_names_fields_alone(search):
    search.begun()
    (row,) = Tracing.objects.values_list("name", "told", "last_seen")
    assert not any("Piedraluna" in str(each) or "terminal" in str(each) for each in row)
    (event,) = audit_events("tracing_begun")
    assert json.loads(event.fields) == ["last_seen", "name", "relation", "told"]
    assert event.person == str(search.case.person_id)


def test_a_claim_is_compared_by_name_as_everywhere_here(search):
    search.begun()
    alike = search.claim()
    reversed_ = search.claim(sought=f"{FIRST} {SECOND} {GIVEN}")
    other = search.claim(sought="Petronila Ventura Salguero")
    assert search.compare() == 2
    found = Match.objects.filter(case=search.case).values_list("claim", flat=True)
    assert set(found) == {alike.pk, reversed_.pk}
    assert not Match.objects.filter(claim=other).exists()
    # Done twice it finds nothing new.
    assert search.compare() == 0


def test_jose_and_ixchel_are_heard_alike(search):
    town = search.town
    person = {"given_names": "José Ixchel", "paternal_surname": "Cux"}
    case = town.case = town.new_case(person=person)
    search.begun()
    claim = search.claim(sought="Jose Ischel Kux")
    search.compare()
    assert Match.objects.get(claim=claim).case == case


def test_nothing_is_compared_without_search_or_yes(search):
    search.claim()
    assert search.compare() == 0
    consent = search.yes()
    assert search.compare() == 0
    tracing = search.begin()
    search.take_back(consent)
    assert search.compare() == 0
    tracing.refresh_from_db()
    assert (tracing.is_open, tracing.ended_why) == (False, "her_no")


def test_a_yes_that_ends_by_its_day_ends_the_search_when_the_clock_looks(search, monkeypatch):
    search.yes(expires_on=clock.today())
    search.begin()
    match = search.found()
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    search.claim()
    assert search.compare() == 0
    actions.look_at_all_again()
    assert state(match) == "ended"
    assert Tracing.objects.get().ended_why == "her_no"


def test_the_whole_way_to_a_yes(search):
    search.begun()
    match = search.found()
    claim = match.claim
    assert state(match) == "found"
    search.verified(match)
    with pytest.raises(Refused, match="This step does not follow"):
        actions.confirm(by=search.town.alba, match=match)
    search.asked(match)
    with pytest.raises(Refused, match="You verified this claim yourself"):
        actions.confirm(by=search.town.ana, match=match)
    assert answer(claim) == "not_yet"
    actions.confirm(by=search.town.alba, match=match)
    # Not before the day of everybody.
    assert answer(claim) == "not_yet"
    with pytest.raises(Refused, match="The day of the answer has not come"):
        actions.call(by=search.town.ana, match=match)
    claim = later(claim)
    assert answer(claim) == "will_call"
    actions.call(by=search.town.ana, match=match)
    assert (state(match), answer(claim)) == ("called", "will_call")
    verbs = [each.verb for each in audit_events() if each.verb.startswith("match_")]
    assert verbs == ["match_found", "match_verified", "match_agreed", "match_confirmed",
                     "match_called"]  # fmt: skip


def test_whoever_she_fears_is_blocked_and_hears_what_everybody_hears(search):
    search.begun()
    search.fear()
    match = search.found(claimant="Rigoverto Cuerbo Hondonada")
    assert (state(match), match.is_a_warning) == ("blocked", True)
    for step in (
        lambda: search.verified(match),
        lambda: search.asked(match),
        lambda: actions.confirm(by=search.town.alba, match=match),
        lambda: actions.call(by=search.town.alba, match=match),
    ):
        with pytest.raises(Refused, match="No step leads to a yes"):
            step()
    assert answer(later(match.claim)) == "neutral"


@pytest.mark.parametrize("at", ["found", "verified", "agreed", "confirmed", "called"])
def test_written_down_later_it_blocks_whatever_was_reached(search, at):
    search.begun()
    match = search.found(claimant=FEARED)
    if at != "found":
        search.verified(match)
    if at in ("agreed", "confirmed", "called"):
        search.asked(match)
    if at in ("confirmed", "called"):
        actions.confirm(by=search.town.alba, match=match)
        claim = later(match.claim)
        assert answer(claim) == "will_call"
    if at == "called":
        actions.call(by=search.town.ana, match=match)
    assert state(match) == at
    search.fear()
    assert state(match) == "blocked"
    assert answer(later(Claim.objects.get())) == "neutral"
    assert not Claim.objects.get().will_call


@pytest.mark.parametrize("at", ["found", "verified", "agreed", "confirmed"])
def test_her_withdrawal_ends_it_in_the_same_moment(search, at):
    consent = search.yes()
    tracing = search.begin()
    match = search.found()
    if at != "found":
        search.verified(match)
    if at in ("agreed", "confirmed"):
        search.asked(match)
    if at == "confirmed":
        actions.confirm(by=search.town.alba, match=match)
    search.take_back(consent)
    assert state(match) == "ended"
    tracing.refresh_from_db()
    assert tracing.ended_why == "her_no"
    assert answer(later(match.claim)) == "neutral"
    with pytest.raises(Refused):
        search.verified(match)


def test_her_no_to_a_claimant_is_enough(search):
    search.begun()
    match = search.verified()
    search.asked(match, "refused")
    assert (state(match), match.refusal) == ("refused", "she_said_no")
    assert answer(later(match.claim)) == "neutral"
    assert Tracing.objects.get().is_open


def test_her_yes_to_a_claimant_taken_back_stops_it(search):
    search.begun()
    match = search.confirmed()
    yes = search.case.person.consents.get(recipient="other")
    search.take_back(yes)
    assert (state(match), match.refusal) == ("refused", "she_said_no")
    assert answer(later(match.claim)) == "neutral"


def test_what_is_shown_asks_again_whatever_is_stored(search):
    """The claim says that somebody calls; her yes ended, and no clock has looked since."""
    consent = search.yes()
    search.begin()
    match = search.confirmed()
    claim = later(match.claim)
    assert answer(claim) == "will_call"
    as_if(consent, expires_on=consent.given_on, given_on=consent.given_on)
    on = clock.today() + timedelta(days=1)
    claim.refresh_from_db()
    assert claim.will_call
    assert str(queries.answer(claim, on=on)) == "neutral"


def test_refused_after_verification(search):
    search.begun()
    match = search.verified()
    actions.refuse(by=search.town.ana, match=match, why="not_shown")
    assert answer(later(match.claim)) == "neutral"
    # It does not come back by the clock; a new claim does.
    assert search.compare() == 0
    assert state(search.found()) == "found"


def test_a_search_that_she_takes_up_again_is_compared_anew(search):
    consent = search.yes()
    search.begin()
    match = search.found()
    search.take_back(consent)
    search.begun()
    assert search.compare() == 1
    assert state(match) == "ended"
    assert Match.objects.filter(state="found").count() == 1


def test_end_of_a_search_leaves_what_was_promised(search):
    search.begun()
    promised = search.confirmed()
    open_one = search.found()
    actions.end(by=search.town.ana, tracing=Tracing.objects.get(), why="found")
    assert (state(promised), state(open_one)) == ("confirmed", "ended")
    assert answer(later(promised.claim)) == "will_call"
    with pytest.raises(Refused, match="This search ended before"):
        actions.end(by=search.town.ana, tracing=Tracing.objects.get(), why="found")


def test_a_case_is_not_closed_while_it_waits(search):
    search.begun()
    match = search.confirmed()
    with pytest.raises(Refused, match="Her family is still looked for"):
        closed(search.case, search.town.ana)
    actions.end(by=search.town.ana, tracing=Tracing.objects.get(), why="found")
    with pytest.raises(Refused, match="A claimant waits for the promised call"):
        closed(search.case, search.town.ana)
    later(match.claim)
    actions.call(by=search.town.ana, match=match)
    closed(search.case, search.town.ana)


def test_a_warning_goes_when_somebody_wrote_what_was_done(search):
    search.begun()
    search.fear()
    match = search.found(claimant=FEARED)
    with pytest.raises(Refused, match="Write what was done"):
        actions.note_warning(by=search.town.ana, match=match, step=" ")
    held = actions.note_warning(by=search.town.ana, match=match, step="Se cambió de casa.")
    assert not held.is_a_warning
    with pytest.raises(Refused, match="There is no warning here"):
        actions.note_warning(by=search.town.ana, match=match, step="Otra vez.")


def test_two_women_of_one_name_and_one_claim(search):
    """A yes in one case stands, whatever happens to the other one's."""
    search.begun()
    town, first = search.town, search.case
    other = town.new_case(
        person={"given_names": GIVEN, "paternal_surname": FIRST, "maternal_surname": SECOND}
    )
    town.case = other
    search.begun()
    claim = search.claim()
    assert search.compare() == 2
    town.case = first
    mine = Match.objects.get(case=first)
    search.confirmed(mine)
    actions.refuse(by=town.ana, match=Match.objects.get(case=other), why="other_person")
    assert answer(later(claim)) == "will_call"


def test_claims_are_let_go_after_their_time_whatever_became_of_them(search):
    search.begun()
    promised = search.confirmed()
    nothing = search.claim(sought="Petronila Ventura Salguero")
    young = search.claim()
    for each in (promised.claim, nothing):
        later(each, days=366)
    later(young, days=365)
    jobs.forget_claims()
    assert list(Claim.objects.values_list("pk", flat=True)) == [young.pk]
    promised.refresh_from_db()
    assert (promised.claim, promised.claimant) == (None, FATHER)
    actions.call(by=search.town.ana, match=promised)


def test_a_claim_lies_sealed_under_a_key_of_its_own(search):
    claim = search.claim()
    sealed = Claim.objects.filter(pk=claim.pk).values_list("claimant", "sought", "reached_by")
    assert not any(word in str(sealed) for word in ("Piedraluna", "parroquia", "Melqu"))
    assert claim.sealing_person_id == claim.pk
    held = Claim.objects.get(pk=claim.pk)
    assert (held.claimant, held.sought) == (FATHER, HER_NAME)
    (event,) = audit_events("claim_taken")
    assert FATHER not in event.detail + event.fields


def test_bad_input_is_refused_in_whole_sentences(search):
    wrong = [
        ({"claimant": "José"}, "in full, given name and surname"),
        ({"claimant": "..."}, "in full, given name and surname"),
        ({"sought": " 77 "}, "Write the name of the person who is asked for"),
        ({"sought": FATHER}, "bear the same name here"),
        ({"sought_year": 1899}, "This year of birth cannot be right"),
        ({"sought_year": 2999}, "This year of birth cannot be right"),
        ({"reached_by": " "}, "how this person wants to be answered"),
        ({"tells": " "}, "only family can know, or that nothing was told"),
    ]
    for facts, why in wrong:
        with pytest.raises(Refused, match=why):
            search.claim(**facts)
    assert not Claim.objects.exists()
    search.yes()
    with pytest.raises(Refused, match="Write whom she looks for"):
        search.begin(name="?")


def test_an_answer_is_given_on_its_day_and_once(search):
    claim = search.claim()
    bruno = search.town.bruno
    with pytest.raises(Refused, match="The day of the answer has not come"):
        claims.give_answer(by=bruno, claim=claim)
    claim = later(claim)
    with pytest.raises(Refused, match="Only the agency that took a claim down"):
        claims.give_answer(by=search.town.ana, claim=claim)
    held = claims.give_answer(by=bruno, claim=claim)
    assert held.given_on == clock.today()
    with pytest.raises(Refused, match="This answer was given before"):
        claims.give_answer(by=bruno, claim=claim)


def test_a_yes_after_the_neutral_answer_is_due_again(search):
    search.begun()
    match = search.found()
    claims.give_answer(by=search.town.bruno, claim=later(match.claim))
    assert answer(match.claim) == "neutral"
    search.confirmed(match)
    claim = Claim.objects.get()
    assert (answer(claim), claim.given_on) == ("will_call", None)
