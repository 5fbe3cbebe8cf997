"""When a journey may begin, when what may be said, by whom."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from amparo.agencies.enums import Role
from amparo.agencies.models import Agency, Member
from amparo.cases.enums import Status
from amparo.cases.models import Case
from amparo.journeys.enums import SAYS, Grown, JourneyState, Side, StepKind
from amparo.journeys.models import Journey
from amparo.journeys.policies import journey as policies
from amparo.journeys.policies import spoken
from amparo.journeys.policies.thread import Said
from amparo.organisations.models import Organisation

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
LUZ, FARO = Agency(code="luz", name="Casa Luz"), Agency(code="faro", name="Faro")


def member(agency=LUZ, role=Role.CASEWORKER):
    return Member(username="ana", display_name="Ana", agency=agency, role=role)


ANA, BRUNO, FINA = member(), member(FARO), member(role=Role.DATA_PROTECTION)


def case(**more):
    return Case(agency=LUZ, **{"status": Status.ACTIVE} | more)


def office(**more):
    return Organisation(name="Oficina Inventada", **more)


def begin(**more):
    facts = {
        "by": ANA, "office": office(), "pathway": "return", "country": "GT", "is_another": False,
    } | more  # fmt: skip
    return policies.can_begin(facts.pop("case", case()), **facts)


REFUSED = {
    "another agency": ({"by": BRUNO}, "holds this case"),
    "another role": ({"by": FINA}, ""),
    "closed": ({"case": case(status=Status.CLOSED)}, "closed"),
    "two ways": ({"is_another": True}, "one way already"),
    "no way": ({"pathway": "plane"}, "which way"),
    "no country": ({"country": "gt"}, "list"),
    "three letters": ({"country": "GTM"}, "list"),
    "other letters": ({"country": "ÑÑ"}, "list"),
    "ended": ({"office": office(ended_on=TODAY)}, "works no longer"),
    "one of ours": ({"office": office(agency=FARO)}, "signs in here"),
}


def test_it_begins_with_one_office_on_one_way():
    assert begin()
    assert begin(pathway="family")


@pytest.mark.parametrize("name", REFUSED)
def test_it_does_not_begin(name):
    changed, why = REFUSED[name]
    refused = begin(**changed)
    assert not refused
    assert why in refused.reason


# What leads to each state, as both said it.
def said(side, number, kind, day=TODAY, **facts):
    return Said(side, number, kind, day, NOW, facts)


ASK = said("sending", 1, "request")
YES = said("receiving", 1, "answer", answers=1, says="yes")
NO = said("receiving", 1, "answer", answers=1, says="no")
LEFT = said("sending", 2, "departure", TODAY - 2 * DAY)
CAME = said("receiving", 2, "arrival", TODAY - DAY)
END = said("receiving", 3, "closure")
OFF = said("sending", 3, "called_off")
STATES = {
    "preparing": [], "asked": [ASK], "refused": [ASK, NO], "agreed": [ASK, YES],
    "under_way": [ASK, YES, LEFT], "arrived": [ASK, YES, LEFT, CAME],
    "closed": [ASK, YES, LEFT, CAME, END], "called_off": [ASK, OFF],
}  # fmt: skip
MAY = {
    "request": {"preparing", "asked", "refused", "agreed"},
    "answer": {"asked", "refused", "agreed"},
    "departure": {"agreed"},
    "arrival": {"agreed", "under_way"},
    "visit": {"arrived"},
    "closure": {"arrived"},
    "called_off": {"preparing", "asked", "refused", "agreed", "under_way"},
}


def may_say(side, held, kind, *, by=ANA, day=TODAY):
    journey = Journey(agency=LUZ, side=side)
    return policies.can_say(journey, held, by=by, kind=kind, day=day, today=TODAY)


@pytest.mark.parametrize(("side", "state", "kind"), list(product(Side, STATES, StepKind)))
def test_every_end_says_only_what_follows(side, state, kind):
    held = STATES[state]
    answer = may_say(side, held, kind)
    assert bool(answer) is (kind in SAYS[side] and state in MAY[kind])
    assert not may_say(side, held, kind, by=BRUNO)
    assert not may_say(side, held, kind, by=FINA)
    assert not may_say(side, held, kind, day=TODAY + DAY)


def test_all_states_are_there():
    assert set(STATES) == set(JourneyState)


WHY_NOT = [
    ("sending", "called_off", "request", "called off"),
    ("sending", "closed", "request", "come to its end"),
    ("receiving", "agreed", "visit", "not arrived yet"),
    ("receiving", "agreed", "closure", "not arrived yet"),
    ("sending", "arrived", "called_off", "no journey left"),
    ("sending", "asked", "departure", "has not said yes"),
    ("sending", "under_way", "request", "does not follow"),
    ("sending", "agreed", "arrival", "in their place"),
]


@pytest.mark.parametrize(("side", "state", "kind", "why"), WHY_NOT)
def test_it_says_why_not(side, state, kind, why):
    assert why in may_say(side, STATES[state], kind).reason


def test_days_follow_one_another():
    on_the_way, there = STATES["under_way"], STATES["arrived"]
    assert may_say("receiving", on_the_way, "arrival", day=TODAY - 2 * DAY)
    assert not may_say("receiving", on_the_way, "arrival", day=TODAY - 3 * DAY)
    assert may_say("receiving", STATES["agreed"], "arrival", day=TODAY - 9 * DAY)
    for kind in ("visit", "closure"):
        assert may_say("receiving", there, kind, day=TODAY - DAY)
        refused = may_say("receiving", there, kind, day=TODAY - 2 * DAY)
        assert "before the day on which she arrived" in refused.reason


@pytest.mark.parametrize(("state", "side"), list(product(STATES, Side)))
def test_calling_off_is_always_easier(state, side):
    journey = Journey(agency=LUZ, side=side)
    may = policies.can_call_off(journey, STATES[state], by=ANA, ending="her_mind")
    assert bool(may) is (state in MAY["called_off"])
    assert not policies.can_call_off(journey, STATES[state], by=BRUNO, ending="her_mind")
    assert not policies.can_call_off(journey, STATES[state], by=FINA, ending="her_mind")
    for ending in ("they", "", "x"):
        refused = policies.can_call_off(journey, STATES[state], by=ANA, ending=ending)
        assert "Say why" in refused.reason


@pytest.mark.parametrize(
    ("host", "says", "is_child", "answer"),
    [
        ("safe", "yes", True, True), ("safe", "yes", False, True),
        ("with_measures", "yes", True, True), ("not_seen", "yes", False, True),
        ("not_seen", "yes", True, False), ("unsafe", "yes", False, False),
        ("unsafe", "yes", True, False), ("unsafe", "no", True, True),
        ("not_seen", "no", True, True),
    ],
)  # fmt: skip
def test_who_says_yes_has_looked_where_a_child_would_live(host, says, is_child, answer):
    assert bool(policies.can_answer(host, says, is_child=is_child)) is answer


def link(journey=None, held=None, *, by=ANA, is_another=False):
    journey = journey or Journey(agency=LUZ, side="receiving")
    return policies.can_link(journey, held or case(), by=by, is_another=is_another)


def test_a_journey_is_joined_to_a_case_of_ours_once():
    assert link()
    assert not link(Journey(agency=LUZ, side="sending"))
    assert not link(Journey(agency=LUZ, side="receiving", case=case()))
    assert "your agency" in link(Journey(agency=FARO, side="receiving")).reason
    assert not link(is_another=True)
    assert not link(by=FINA)


def test_who_is_awaited_leaves_no_file_behind():
    assert policies.may_leave_it(is_live=False)
    assert not policies.may_leave_it(is_live=True)


def test_a_lost_file_is_sealed_again_by_its_own_agency():
    held = Journey(agency=LUZ, side="sending")
    assert policies.can_send_again(held, by=ANA)
    assert not policies.can_send_again(held, by=BRUNO)
    assert not policies.can_send_again(held, by=FINA)


# What another office says is read with care


@dataclass
class Row:
    number: object = 1
    kind: object = "answer"
    day: object = "2026-11-23"
    said_at: object = "2026-11-23T12:00:00+00:00"
    facts: object = field(default_factory=lambda: {"answers": 1, "says": "yes", "host": "not_seen"})


def read(*rows, side="receiving"):
    return spoken.read([vars(each) for each in rows], side=side, now=NOW)


def test_what_is_in_order_is_read():
    assert read() == []
    (one,) = read(Row())
    assert (one.side, one.number, one.kind, one.day, one.said_at) == (
        "receiving", 1, "answer", TODAY, NOW,
    )  # fmt: skip
    assert spoken.written(one) == vars(Row())
    assert len(read(Row(), Row(number=2))) == 2


BAD = {
    "a number too many": Row(number=2),
    "a number in letters": Row(number="1"),
    "a kind of ours": Row(kind="request"),
    "no kind": Row(kind=3),
    "no day": Row(day="yesterday"),
    "a day of another kind": Row(day=3),
    "no moment": Row(said_at="now"),
    "no moment at all": Row(said_at=None),
    "a moment of no place": Row(said_at="2026-11-23T12:00:00"),
    "a moment to come": Row(said_at="2026-11-24T00:00:01+00:00"),
    "no facts": Row(facts=None),
    "too few facts": Row(facts={"answers": 1, "says": "yes"}),
    "too many facts": Row(facts={"answers": 1, "says": "yes", "host": "safe", "note": "x"}),
    "an answer to nothing": Row(facts={"answers": 0, "says": "yes", "host": "safe"}),
    "an answer to a truth": Row(facts={"answers": True, "says": "yes", "host": "safe"}),
    "an answer to too much": Row(facts={"answers": 201, "says": "yes", "host": "safe"}),
    "another answer": Row(facts={"answers": 1, "says": "maybe", "host": "safe"}),
    "another host": Row(facts={"answers": 1, "says": "yes", "host": "x"}),
    "a host in numbers": Row(facts={"answers": 1, "says": "yes", "host": 1}),
    "no such month": Row(kind="visit", facts={"month": 2}),
    "words where none are": Row(kind="arrival", facts={"word": "x"}),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_in_order_is_not_read(name):
    assert read(BAD[name]) is None


def test_a_clock_that_is_an_hour_off_is_no_lie():
    assert read(Row(said_at="2026-11-24T00:00:00+00:00"))


def test_one_row_that_is_not_in_order_spoils_all():
    assert read(Row(), Row(number=3)) is None
    for rows in (None, {}, "x", [3], [{"number": 1}], [vars(Row()) | {"more": 1}]):
        assert spoken.read(rows, side="receiving", now=NOW) is None
    many = [vars(Row(number=n)) for n in range(1, 202)]
    assert spoken.read(many[:200], side="receiving", now=NOW)
    assert spoken.read(many, side="receiving", now=NOW) is None


REQUEST = {
    "pathway": "return", "country": "GT", "grown": "adult", "languages": [], "needs": ["Legal"],
    "from": "2026-12-01", "until": "2026-12-03",
}  # fmt: skip


def test_a_request_says_codes_alone():
    assert spoken.is_whole("request", REQUEST)
    assert {each.value for each in Grown} == {"adult", "child", "unknown"}
    for changed in (
        {"pathway": "plane"}, {"country": "gt"}, {"country": "GTM"}, {"country": 3},
        {"grown": "old"}, {"languages": ["klingon"]}, {"languages": "es"}, {"needs": [3]},
        {"needs": ["Legal"] * 21}, {"from": "soon"}, {"until": None}, {"name": "x"},
    ):  # fmt: skip
        assert not spoken.is_whole("request", REQUEST | changed), changed
    assert spoken.is_whole("request", REQUEST | {"needs": ["Legal"] * 20})


def test_a_time_of_travel_ends_after_it_begins():
    assert spoken.window(TODAY, TODAY)
    assert not spoken.window(TODAY, TODAY - DAY)


@pytest.mark.parametrize(
    ("pathway", "country", "answer"),
    [("return", "GT", True), ("x", "GT", False), ("return", "gt", False), (None, None, False)],
)
def test_a_way_is_one_of_two_to_a_country(pathway, country, answer):
    assert spoken.is_way(pathway, country) is answer
