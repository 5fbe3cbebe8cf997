"""Rules of accompanying her, each condition both ways: no database."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from amparo.agencies.roles import Permission
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums.grants import ProofState, TrancheState
from amparo.journeys.enums.lost_contact import Step
from amparo.journeys.enums.reintegration import (
    CHOSEN,
    Ending,
    LifeAnswer,
    Opinion,
    Trend,
    VisitOutcome,
)
from amparo.journeys.policies import grants, lost_contact, papers
from amparo.journeys.policies import reintegration as policies
from amparo.journeys.policies.lost_contact import Attempt
from amparo.journeys.policies.reintegration import Standing, Tally
from amparo.people.enums.contact import Channel
from amparo.people.policies.contact import Rules, Way, can_contact

TODAY = date(2026, 5, 4)
DAY = timedelta(days=1)
OURS = uuid4()


@dataclass
class By:
    agency_id: UUID | None = OURS
    permissions: frozenset = frozenset({Permission.RECORD_CASES})
    pk: UUID = field(default_factory=uuid4)

    def may(self, permission):
        return permission in self.permissions


WRITES, READS = By(), By(permissions=frozenset())
DECIDES = By(permissions=frozenset({Permission.RECORD_CASES, Permission.APPROVE_WORK}))
FOREIGN = By(uuid4())


def a_case(**facts):
    return SimpleNamespace(**({"agency_id": OURS, "is_open": True} | facts))


def a_life(**facts):
    facts = {"case": a_case(), "is_open": True, "begun_on": TODAY, "again_on": None} | facts
    return SimpleNamespace(**facts)


def refuses_others(rule):
    """Whoever may not write here is told so, and nothing else."""
    assert rule(WRITES)
    assert "Your role" in rule(READS).reason
    assert "Only the agency" in rule(FOREIGN).reason


# Days


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 15), 1, date(2026, 12, 15)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 5, 4), 0, date(2026, 5, 4)),
    ],
)
def test_months_of_the_calendar_end_where_the_month_ends(day, months, later):
    assert policies.months_after(day, months) == later


def test_visits_are_due_after_one_three_six_and_twelve_months():
    assert policies.days_of_visits(date(2026, 1, 31)) == [
        (1, date(2026, 2, 28)),
        (3, date(2026, 4, 30)),
        (6, date(2026, 7, 31)),
        (12, date(2027, 1, 31)),
    ]
    assert (policies.BEGINNING, policies.LAST) == (0, 12)


# To begin and to write


def test_who_begins_and_when():
    def rule(by=WRITES, *, on=TODAY, has_one=False, **facts):
        return policies.can_begin(a_case(**facts), by=by, begun_on=on, today=TODAY, has_one=has_one)

    refuses_others(rule)
    assert rule(on=None)
    assert rule(on=TODAY - DAY)
    assert "lies ahead" in rule(on=TODAY + DAY).reason
    assert "already" in rule(has_one=True).reason
    assert "closed" in rule(is_open=False).reason


def test_the_beginning_is_corrected_up_to_the_first_visit_and_never_ahead():
    def rule(by=WRITES, on=TODAY, first=None, **facts):
        return policies.can_correct_beginning(
            a_life(**facts), by=by, begun_on=on, today=TODAY, first_visit=first
        )

    refuses_others(rule)
    assert rule()
    assert "lies ahead" in rule(on=TODAY + DAY).reason
    assert rule(on=TODAY - 3 * DAY, first=TODAY - 3 * DAY)
    assert rule(on=TODAY - 4 * DAY, first=TODAY - 3 * DAY)
    assert "A visit was held before" in rule(on=TODAY - 2 * DAY, first=TODAY - 3 * DAY).reason
    assert "ended" in rule(is_open=False).reason


def test_who_writes_while_she_is_accompanied():
    refuses_others(lambda by: policies.can_write(a_life(), by=by))
    assert "ended" in policies.can_write(a_life(is_open=False), by=WRITES).reason


# Her rules


WAYS = (
    Way("call", frozenset({0, 2}), time(9, 30), time(11)),
    Way("visit", frozenset(range(5)), time(16), time(18, 15)),
    Way("third", frozenset({5}), time(8), time(8)),
)


@pytest.mark.parametrize("others", [[], [Rules("yes", WAYS[:1])], [None]])
def test_what_is_proposed_is_what_she_allows(others):
    """Over all minutes of a week: test_her_hours."""
    monday = datetime(2026, 5, 4, tzinfo=clock.programme_zone())
    rules = Rules("yes", WAYS)
    for quarter in range(7 * 24 * 4):
        at = monday + quarter * timedelta(minutes=15)
        allowed = [
            channel
            for channel in Channel
            if all(can_contact(each, channel=channel, at=at) for each in [rules, *others])
        ]
        assert policies.open_ways(rules, iter(others), at=at) == allowed


# Visits


def visit(by=WRITES, *, life=None, **facts):
    facts = {
        "held_on": TODAY, "lies_ahead": False, "months": 3, "settled": {1},
        "outcome": VisitOutcome.DONE, "answers": {},
    } | facts  # fmt: skip
    return policies.can_record_visit(life or a_life(), by=by, **facts)


def test_who_records_a_visit():
    refuses_others(lambda by: visit(by))
    assert "ended" in visit(life=a_life(is_open=False)).reason


def test_a_visit_is_of_a_day_since_the_beginning_and_not_ahead():
    assert visit(held_on=TODAY + DAY)
    assert "lies ahead" in visit(lies_ahead=True).reason
    assert "lies before" in visit(held_on=TODAY - DAY).reason


def test_which_visit_it_was():
    for months in (None, 0, 3, 6, 12):
        assert visit(months=months)
    assert "recorded already" in visit(months=1).reason
    for months in (2, 5, 24):
        assert "Say which visit" in visit(months=months).reason


def test_only_she_answers():
    for outcome, answer in product(VisitOutcome, LifeAnswer):
        said = visit(outcome=outcome, answers={"home": answer, "work": LifeAnswer.NOT_ASKED})
        theirs = outcome != VisitOutcome.DONE and answer != LifeAnswer.NOT_ASKED
        assert ("Only she" in said.reason) == theirs


def test_a_visit_outside_her_rules_is_refused_unless_she_came():
    no = Decision("This way is not safe at this hour.")
    for outcome in VisitOutcome:
        for may in (ALLOWED, no):
            said = policies.may_have_been(may_contact=may, she_came=False, outcome=outcome)
            assert said is may
            came = policies.may_have_been(may_contact=may, she_came=True, outcome=outcome)
            spoken = outcome in (VisitOutcome.DONE, VisitOutcome.NOT_NOW)
            assert bool(came) == spoken
            assert spoken or "you spoke with her" in came.reason


def test_by_a_way_on_which_others_answer_only_her_phrase_tells_that_it_is_she():
    for channel, outcome, has_phrase, phrase in product(
        Channel, VisitOutcome, (True, False), ("yes", "no", "not_asked")
    ):
        said = policies.is_she(
            channel=channel, outcome=outcome, has_phrase=has_phrase, phrase=phrase
        )
        unknown = (
            has_phrase
            and phrase != "yes"
            and channel in ("call", "message", "third")
            and outcome in ("done", "not_now")
        )
        assert ("nobody knows that it was she" in said.reason) == unknown


def test_who_strikes_a_visit():
    def rule(by, **facts):
        return policies.can_strike(
            SimpleNamespace(**({"reintegration": a_life(), "struck_at": None} | facts)), by=by
        )

    refuses_others(rule)
    assert "struck before" in rule(WRITES, struck_at=TODAY).reason
    assert "ended" in rule(WRITES, reintegration=a_life(is_open=False)).reason


# Trends


def test_a_trend_is_of_two_answers_and_of_nothing_that_is_missing():
    ranks = {"not_yet": 0, "partly": 1, "in_place": 2}
    for before, now in product([*LifeAnswer.values, None], repeat=2):
        found = policies.trend(before, now)
        if before not in ranks or now not in ranks:
            assert found == Trend.OPEN
        elif ranks[before] == ranks[now]:
            assert found == Trend.SAME
        else:
            assert found == (Trend.BETTER if ranks[now] > ranks[before] else Trend.WORSE)


def test_what_is_in_place_is_told_beside_what_is_missing():
    answers = {"a": "in_place", "b": "partly", "c": "not_yet", "d": "refused", "z": "in_place"}
    assert policies.tally(answers, ["a", "b", "c", "d", "e"]) == Tally(1, 3, 2)
    assert policies.tally({}, ["a"]) == Tally(0, 0, 1)
    assert policies.tally({"a": "in_place"}, []) == Tally(0, 0, 0)


def test_only_questions_of_one_list_answered_both_times_are_compared():
    before = {"a": "in_place", "b": "refused", "c": "partly", "d": "not_yet"}
    now = {"a": "partly", "b": "in_place", "c": "not_asked", "d": "not_yet", "e": "in_place"}
    codes = ["a", "b", "c", "d", "e"]
    assert policies.comparable(before, now, codes, same_list=True) == ["a", "d"]
    assert policies.comparable(before, now, ["d"], same_list=True) == ["d"]
    assert policies.comparable(before, now, codes, same_list=False) == []


# How it ends


def standing(**facts):
    facts = {"last_visit": True, "searching": False, "promised": 0, "opinion": True} | facts
    return Standing(**facts)


UNMET = {
    "last_visit": (False, "twelve months"),
    "searching": (True, "Contact with her is lost"),
    "promised": (1, "tranche"),
    "opinion": (False, "what she thinks"),
}


def test_each_criterion_stands_or_says_why_not():
    assert [bool(each.decision) for each in policies.criteria(standing())] == [True] * 4
    words_of = [each.words for each in policies.criteria(standing())]
    assert len({each for each in words_of if each}) == 4
    for place, (name, (value, words)) in enumerate(UNMET.items()):
        found = policies.criteria(standing(**{name: value}))
        assert [bool(each.decision) for each in found] == [each != place for each in range(4)]
        assert words in found[place].decision.reason


def end(by=WRITES, *, ending=Ending.GOES_ON, life=None, **facts):
    return policies.can_end(life or a_life(), by=by, ending=ending, standing=standing(**facts))


def test_who_ends_it():
    for ending in CHOSEN:
        refuses_others(lambda by, ending=ending: end(by, ending=ending))
        assert "ended" in end(ending=ending, life=a_life(is_open=False)).reason


def test_she_goes_on_by_herself_when_everything_stands():
    for name, (value, words) in UNMET.items():
        assert words in end(**{name: value}).reason


def test_she_can_always_end_it_herself():
    everything = {name: value for name, (value, _words) in UNMET.items()}
    assert end(ending=Ending.HER_WISH, **everything)
    assert end(ending=Ending.DIED, **everything)


def test_somebody_else_takes_over_nothing_that_is_open():
    for name, (value, words) in UNMET.items():
        said = end(ending=Ending.ELSEWHERE, **{name: value})
        assert (words in said.reason) == (name in ("searching", "promised"))


@pytest.mark.parametrize("ending", [Ending.LOST, Ending.AGAIN, "", "other"])
def test_two_endings_follow_from_what_was_recorded_and_are_never_chosen(ending):
    assert "Say how it ends" in end(ending=ending).reason


def test_whether_she_was_asked_what_she_thinks():
    assert not policies.was_asked([])
    assert not policies.was_asked([Opinion.NOT_ASKED])
    assert policies.was_asked([Opinion.NOT_ASKED, Opinion.ASKED])
    assert policies.was_asked([Opinion.NOT_WANTED])


def test_the_way_back_asks_nothing_of_her():
    def rule(by=WRITES, *, on=TODAY, today=TODAY, **facts):
        return policies.can_tell_again(a_life(**facts), by=by, on=on, today=today)

    refuses_others(rule)
    for facts in ({"is_open": False}, {"case": a_case(is_open=False)}):
        assert rule(**facts)
    assert "already" in rule(again_on=TODAY).reason
    assert "lies ahead" in rule(on=TODAY + DAY).reason
    assert "lies before" in rule(on=TODAY - DAY).reason
    assert rule(on=TODAY, today=TODAY + DAY)


# Grants


def money(*amounts):
    return [Decimal(each) for each in amounts]


def promise(by=WRITES, *, life=None, **facts):
    facts = {
        "purpose": "Seeds", "amount": Decimal(300), "parts": money(100, 200),
        "promised_on": TODAY, "today": TODAY,
    } | facts  # fmt: skip
    return grants.can_promise(life or a_life(), by=by, **facts)


def test_who_promises_a_grant():
    refuses_others(lambda by: promise(by))
    assert "ended" in promise(life=a_life(is_open=False)).reason
    assert promise(promised_on=TODAY - DAY)
    assert "lies ahead" in promise(promised_on=TODAY + DAY).reason
    assert "what it is for" in promise(purpose="  ").reason
    assert "at least one" in promise(parts=[]).reason


def test_the_parts_are_never_more_than_the_whole():
    assert promise(parts=money(100, 199))
    assert promise(parts=money("299.99", "0.01"))
    assert "more than the grant" in promise(parts=money(100, "200.01")).reason
    assert "more than nothing" in promise(amount=Decimal(0), parts=money(1)).reason
    assert "more than nothing" in promise(parts=money(0, 100)).reason
    assert "more than nothing" in promise(parts=money(100, -1)).reason
    assert promise(amount=Decimal(1), parts=money(1))
    assert promise(parts=money(*[1] * 6))
    assert "6 tranches at most" in promise(parts=money(*[1] * 7)).reason


def a_grant(**facts):
    return SimpleNamespace(**({"reintegration": a_life(), "amount": Decimal(300)} | facts))


def a_tranche(number=1, state=TrancheState.PROMISED, amount=100, **facts):
    facts = {
        "grant": a_grant(),
        "number": number,
        "state": state,
        "amount": Decimal(amount),
    } | facts
    return SimpleNamespace(**facts)


def test_one_more_tranche_fits_into_what_is_left():
    held = [a_tranche(1, TrancheState.PAID), a_tranche(2), a_tranche(3, TrancheState.LET_GO)]

    def rule(by=WRITES, part=100, grant=None):
        return grants.can_add(grant or a_grant(), by=by, part=Decimal(part), held=held)

    refuses_others(rule)
    assert "more than the grant" in rule(part=101).reason
    assert "ended" in rule(grant=a_grant(reintegration=a_life(is_open=False))).reason


def test_which_tranche_comes_before():
    one, two, three = a_tranche(1), a_tranche(2, TrancheState.LET_GO), a_tranche(3)
    held = [three, one, two]
    assert grants.before(one, held) is None
    assert grants.before(two, held) is one
    assert grants.before(three, held) is one
    assert grants.before(a_tranche(4), held) is three


def pay(by=WRITES, tranche=None, **facts):
    facts = {"earlier": None, "shown": False, "paid_on": TODAY, "today": TODAY} | facts
    return grants.can_pay(tranche or a_tranche(), by=by, **facts)


def test_a_tranche_waits_until_the_one_before_was_paid_and_shown():
    refuses_others(lambda by: pay(by))
    earlier = a_tranche(7, TrancheState.PAID)
    assert pay(earlier=earlier, shown=True)
    assert "tranche 7 was used was not accepted yet" in pay(earlier=earlier).reason
    first = pay(earlier=a_tranche(7), shown=True)
    assert "Tranche 7 comes first" in first.reason
    assert pay(paid_on=None)
    assert pay(paid_on=TODAY - DAY)
    assert "lies ahead" in pay(paid_on=TODAY + DAY).reason
    for state in (TrancheState.PAID, TrancheState.LET_GO):
        assert "paid or let go before" in pay(tranche=a_tranche(state=state)).reason


def test_what_was_promised_stands_however_it_ended():
    assert pay(tranche=a_tranche(grant=a_grant(reintegration=a_life(is_open=False))))


def test_who_lets_a_tranche_go():
    def rule(by=WRITES, reason="She moved.", state=TrancheState.PROMISED):
        return grants.can_let_go(a_tranche(state=state), by=by, reason=reason)

    refuses_others(rule)
    assert "she may ask" in rule(reason="  ").reason
    for state in (TrancheState.PAID, TrancheState.LET_GO):
        assert "before" in rule(state=state).reason


def bring(by=WRITES, *, state=TrancheState.PAID, **facts):
    facts = {
        "kind": "seen", "has_document": False, "words": "A machine", "seen_by": "Ana",
        "seen_on": TODAY, "today": TODAY, "standing": False, "served": False,
    } | facts  # fmt: skip
    return grants.can_bring(a_tranche(state=state), by=by, **facts)


def test_what_shows_how_a_tranche_was_used():
    refuses_others(lambda by: bring(by))
    assert bring(kind="document", has_document=True, words="", seen_by="")
    assert "Choose the document" in bring(kind="document").reason
    assert "who saw it" in bring(words=" ").reason
    assert "who saw it" in bring(seen_by=" ").reason
    assert "what somebody saw" in bring(kind="photo").reason
    assert bring(seen_on=TODAY - DAY)
    assert "lies ahead" in bring(seen_on=TODAY + DAY).reason
    assert "brought already" in bring(standing=True).reason
    assert "Each needs its own" in bring(served=True).reason
    for state in (TrancheState.PROMISED, TrancheState.LET_GO):
        assert "Only of a tranche that was paid" in bring(state=state).reason


def test_somebody_else_accepts_or_returns_it():
    def rule(by=WRITES, *, answer=ProofState.ACCEPTED, state=ProofState.BROUGHT, **facts):
        proof = SimpleNamespace(
            tranche=a_tranche(), state=state, brought_by_id=facts.get("brought_by", uuid4())
        )
        return grants.can_answer(proof, by=by, state=answer, reason=facts.get("reason", ""))

    refuses_others(rule)
    assert "Somebody else" in rule(brought_by=WRITES.pk).reason
    assert "Say why" in rule(answer=ProofState.RETURNED, reason=" ").reason
    assert rule(answer=ProofState.RETURNED, reason="Blurred.")
    assert "answered before" in rule(answer=ProofState.BROUGHT).reason
    for state in (ProofState.ACCEPTED, ProofState.RETURNED):
        assert "answered before" in rule(state=state).reason


# Contact that is lost


def attempts(*days, channel="call", began="us", outcome="nobody", outside=False):
    return [Attempt(TODAY - day * DAY, channel, began, outcome, outside) for day in days]


def test_only_attempts_within_her_rules_count_and_only_since_she_was_reached():
    days = lost_contact.failed_days
    assert len(days(attempts(1, 1, 2))) == 2
    assert len(days(attempts(1, outcome="other"))) == 1
    assert days(attempts(1, 2, outside=True)) == set()
    assert days(attempts(1, outcome="reached")) == set()
    assert days(attempts(1, began="her")) == set()
    reached = attempts(2, outcome="reached")
    assert days(attempts(1, 2, 3) + reached) == {TODAY - DAY}
    assert days([]) == set()
    assert Attempt(TODAY, "call", "us", "nobody").outside is False


def test_contact_is_lost_after_a_late_visit_and_three_days_of_attempts():
    def rule(by=WRITES, *, life=None, overdue=True, tried=(1, 2, 3), searching=False):
        return lost_contact.can_begin_search(
            life or a_life(), by=by, overdue=overdue, attempts=attempts(*tried),
            searching=searching,
        )  # fmt: skip

    refuses_others(rule)
    assert "No visit is late" in rule(overdue=False).reason
    assert "so far it was 2" in rule(tried=(1, 2, 2)).reason
    assert rule(tried=(1, 2, 3, 4))
    assert "already" in rule(searching=True).reason
    assert "ended" in rule(life=a_life(is_open=False)).reason


def test_which_ways_she_ever_opened():
    ever = lost_contact.ever_open
    assert ever([Rules("yes", WAYS)]) == {"call", "visit", "third"}
    assert ever([Rules("yes", WAYS), Rules("yes", WAYS[:1])]) == {"call"}
    assert ever([Rules("yes", WAYS), None]) == set()
    assert ever([Rules("no", WAYS)]) == set()
    assert ever([Rules("yes", WAYS), Rules("unknown", WAYS)]) == set()


def a_search(**facts):
    return SimpleNamespace(**({"reintegration": a_life(), "end": ""} | facts))


def step(by=WRITES, *, search=None, **facts):
    facts = {
        "step": "other_ways", "tried": "tried", "taken": set(), "used": {"call"}, "opened": set(),
    } | facts  # fmt: skip
    return lost_contact.can_take_step(search or a_search(), by=by, **facts)


def test_a_step_is_taken_once_and_proved_by_the_log_of_contacts():
    refuses_others(lambda by: step(by))
    for way in ("call", "visit", "message"):
        assert step(used={way})
        assert "log of contacts" in step(step="named_person", used={way}).reason
    assert step(step="named_person", used={"third"})
    assert "log of contacts" in step(used={"third"}).reason
    assert "taken already" in step(taken={"other_ways"}).reason
    assert step(taken={"named_person"})
    for facts in ({"step": "walk"}, {"tried": "maybe"}):
        assert "which step" in step(**facts).reason
    assert "ended before" in step(search=a_search(end="found")).reason


def test_a_way_counts_as_closed_only_where_her_rules_never_open_it():
    assert step(tried="closed", used=set())
    assert step(tried="closed", opened={"third"})
    assert "She opened this way" in step(tried="closed", opened={"message"}).reason
    assert step(step="named_person", tried="closed", opened={"message", "call", "visit"})
    assert "She opened" in step(step="named_person", tried="closed", opened={"third"}).reason


def test_she_is_found_by_whoever_works_with_her():
    refuses_others(lambda by: lost_contact.can_say_found(a_search(), by=by))
    assert "ended before" in lost_contact.can_say_found(a_search(end="lost"), by=WRITES).reason


def test_a_coordinator_lets_her_be_when_everything_was_tried():
    def rule(by=DECIDES, *, search=None, taken=tuple(Step.values), words="Tried for a month."):
        return lost_contact.can_let_be(search or a_search(), by=by, taken=taken, words=words)

    assert rule()
    assert "Your role" in rule(WRITES).reason
    assert "Your role" in rule(By(permissions=frozenset({Permission.APPROVE_WORK}))).reason
    assert "Only the agency" in rule(By(uuid4(), DECIDES.permissions)).reason
    assert "Ask the person she named" in rule(taken=("other_ways",)).reason
    assert "Try the other ways" in rule(taken=()).reason
    assert "few words" in rule(words=" ").reason
    assert "ended before" in rule(search=a_search(end="found")).reason


# Papers


def card(by=WRITES, **facts):
    facts = {
        "name": "Lupita", "phone": "502 5555 0199", "safe": True,
        "ours": ["Casa Luz (invented)"], "known": ["800 555 0100"],
    } | facts  # fmt: skip
    return papers.can_make_card(a_case(), by=by, **facts)


def test_a_card_has_one_contact_and_gives_nobody_away():
    refuses_others(lambda by: card(by))
    assert card(name="")
    assert card(phone="")
    assert "one contact" in card(name=" ", phone=" ").reason
    assert "may tell others" in card(name="Casa Luz").reason
    assert "line that others know" in card(phone="800 555 0100").reason
    assert "safe for her to carry" in card(safe=False).reason


def test_who_makes_the_paper_of_promises():
    def rule(by=WRITES, safe=True):
        return papers.can_make_promises(a_case(), by=by, safe=safe)

    refuses_others(rule)
    assert "safe for her to carry" in rule(safe=False).reason
