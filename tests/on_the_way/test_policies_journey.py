"""When a journey may begin, when what may be said, by whom."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from amparo.agencies.enums import Role
from amparo.agencies.models import Agency, Member
from amparo.cases.enums import Status
from amparo.cases.models import Case
from amparo.journeys.enums import SAYS, FamilyPaper, Grown, JourneyState, Pathway, Side, StepKind
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


ASK = said("sending", 1, "request", TODAY - 9 * DAY)
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
    "called_off": {"preparing", "asked", "refused", "agreed", "under_way", "cleared"},
}
# The same of a family: her office clears them, and says that they came.
CLEAR = said("sending", 2, "cleared", relatives=[1])
THEY_LEFT = said("receiving", 2, "departure", TODAY - 2 * DAY, relatives=[1])
THEY_CAME = said("sending", 3, "arrival", TODAY - DAY, relatives=[1])
FAMILY_STATES = STATES | {
    "cleared": [ASK, YES, CLEAR], "under_way": [ASK, YES, CLEAR, THEY_LEFT],
    "arrived": [ASK, YES, CLEAR, THEY_LEFT, THEY_CAME],
    "closed": [ASK, YES, CLEAR, THEY_LEFT, THEY_CAME, said("sending", 4, "closure")],
    "called_off": [ASK, said("sending", 5, "called_off")],
}  # fmt: skip
FAMILY_MAY = MAY | {
    "request": {"preparing", "asked", "refused", "agreed", "cleared"},
    "answer": {"asked", "refused", "agreed", "cleared"},
    "cleared": {"agreed"},
    "departure": {"cleared"},
    "arrival": {"agreed", "cleared", "under_way"},
}


def may_say(side, held, kind, *, by=ANA, day=TODAY, pathway="return"):
    journey = Journey(agency=LUZ, side=side, pathway=pathway)
    return policies.can_say(journey, held, by=by, kind=kind, day=day, today=TODAY)


@pytest.mark.parametrize(("side", "state", "kind"), list(product(Side, STATES, StepKind)))
def test_every_end_says_only_what_follows(side, state, kind):
    held = STATES[state]
    answer = may_say(side, held, kind)
    assert bool(answer) is (kind in SAYS[Pathway.RETURN][side] and state in MAY.get(kind, ()))
    assert not may_say(side, held, kind, by=BRUNO)
    assert not may_say(side, held, kind, by=FINA)
    assert not may_say(side, held, kind, day=TODAY + DAY)


@pytest.mark.parametrize(("side", "state", "kind"), list(product(Side, FAMILY_STATES, StepKind)))
def test_every_end_of_a_familys_way_says_only_what_follows(side, state, kind):
    held = FAMILY_STATES[state]
    answer = may_say(side, held, kind, pathway="family")
    says = SAYS[Pathway.FAMILY][side]
    assert bool(answer) is (kind in says and state in FAMILY_MAY[kind])
    assert not may_say(side, held, kind, by=BRUNO, pathway="family")
    assert not may_say(side, held, kind, by=FINA, pathway="family")
    assert not may_say(side, held, kind, day=TODAY + DAY, pathway="family")


@pytest.mark.parametrize("state", ["preparing", "asked", "refused", "agreed"])
def test_a_family_that_is_not_cleared_does_not_set_out(state):
    refused = may_say("receiving", FAMILY_STATES[state], "departure", pathway="family")
    assert "that all papers are there" in refused.reason


def test_who_of_a_family_comes_later_is_still_written_down():
    both = said("receiving", 2, "departure", TODAY - 2 * DAY, relatives=[1, 2])
    held = [ASK, YES, CLEAR, both, THEY_CAME]
    assert may_say("sending", held, "arrival", pathway="family")
    held = [*held, said("sending", 4, "arrival", relatives=[2])]
    assert not may_say("sending", held, "arrival", pathway="family")
    # Also when all else has come to its end.
    ended = [*held[:5], said("sending", 5, "closure")]
    assert may_say("sending", ended, "arrival", pathway="family")


LEFT_UNCLEARED = [ASK, YES, THEY_LEFT]
LEFT_UNASKED = [ASK, NO, THEY_LEFT]


def test_nobody_is_cleared_after_the_fact():
    refused = may_say("sending", LEFT_UNCLEARED, "cleared", pathway="family")
    assert "set out already" in refused.reason
    assert may_say("sending", LEFT_UNCLEARED, "arrival", pathway="family")


@pytest.mark.parametrize("held", [LEFT_UNCLEARED, LEFT_UNASKED, [ASK, THEY_LEFT]])
def test_who_left_anyhow_is_written_down_on_arriving(held):
    assert may_say("sending", held, "arrival", pathway="family")
    without = [each for each in held if each is not THEY_LEFT]
    assert bool(may_say("sending", without, "arrival", pathway="family")) is (YES in held)


def test_who_was_asked_for_before_is_written_down_on_arriving():
    again = said("sending", 2, "request", relatives=[who(2)])
    held = [ASKED_FOR, again]
    assert policies.can_name(held, kind="arrival", numbers=[1, 2])
    assert not policies.can_name(held, kind="arrival", numbers=[1, 3])
    assert not policies.can_name([*held, CLEAR], kind="departure", numbers=[1])


@pytest.mark.parametrize("held", [LEFT_UNCLEARED, LEFT_UNASKED])
def test_the_way_does_not_change_while_somebody_left_anyhow(held):
    journey = Journey(agency=LUZ, side="sending", pathway="family")
    refused = policies.can_switch(journey, held, by=ANA, pathway="return")
    assert "on the way now" in refused.reason


def test_who_was_on_the_road_when_it_was_called_off_is_written_down_on_arriving():
    held = [ASK, YES, LEFT, OFF]
    assert may_say("receiving", held, "arrival")
    assert not may_say("receiving", [ASK, YES, OFF], "arrival")
    assert not may_say("receiving", [*held, CAME], "arrival")
    for kind in ("answer", "visit", "closure", "called_off"):
        assert not may_say("receiving", held, kind)


def tells(side, held, kind, facts, *, day=TODAY):
    journey = Journey(agency=LUZ, side=side, pathway="return")
    more = {"by": ANA, "kind": kind, "day": day, "today": TODAY, "facts": facts}
    return policies.can_say(journey, held, **more)


ASKED = {"from": "2026-12-01", "until": "2026-12-03"}
ASK_SO = said("sending", 1, "request", **ASKED)
AGAIN_SO = said("sending", 2, "request", **ASKED)
OTHERWISE = ASKED | {"until": "2026-12-04"}
TWICE = "not said twice"


@pytest.mark.parametrize(
    ("held", "facts", "may"),
    [
        ([ASK_SO], ASKED, False),
        ([ASK_SO], OTHERWISE, True),
        # What counts is what was asked last.
        ([ASK_SO, said("sending", 2, "request", **OTHERWISE)], ASKED, True),
        ([said("sending", 2, "request", **OTHERWISE), ASK_SO], ASKED, True),
        ([], ASKED, True),
        ([ASK_SO, NO], ASKED, True),
        ([ASK_SO, YES], ASKED, True),
        ([ASK_SO, YES, AGAIN_SO], ASKED, False),
    ],
)
def test_they_are_not_asked_the_same_twice_while_they_have_not_answered(held, facts, may):
    answer = tells("sending", held, "request", facts)
    assert bool(answer) is may
    assert may or TWICE in answer.reason


def test_the_same_answer_and_the_same_visit_are_said_once():
    yes = {"answers": 1, "says": "yes"}
    assert TWICE in tells("receiving", [ASK, YES], "answer", yes).reason
    assert tells("receiving", [ASK, YES], "answer", yes | {"says": "no"})
    assert tells("receiving", [ASK], "answer", yes)
    first = said("receiving", 3, "visit", TODAY - DAY, month=1)
    arrived = [ASK, YES, LEFT, CAME, first]
    assert TWICE in tells("receiving", arrived, "visit", {"month": 1}, day=TODAY - DAY).reason
    assert tells("receiving", arrived, "visit", {"month": 1})
    assert tells("receiving", arrived, "visit", {"month": 3}, day=TODAY - DAY)
    later = said("receiving", 4, "visit", TODAY, month=1)
    assert not tells("receiving", [*arrived, later], "visit", {"month": 1}, day=TODAY - DAY)


def test_nobody_sets_out_before_they_were_asked_or_arrives_before_she_set_out():
    asked = said("sending", 1, "request", TODAY - DAY)
    held, expected = [asked, YES], {"expected": TODAY.isoformat()}
    assert tells("sending", held, "departure", expected, day=TODAY - DAY)
    assert tells("sending", held, "departure", expected)
    early = tells("sending", held, "departure", expected, day=TODAY - 2 * DAY)
    assert "before the day on which the other office was asked" in early.reason
    before = {"expected": (TODAY - DAY).isoformat()}
    assert "day of arrival lies before" in tells("sending", held, "departure", before).reason
    assert tells("sending", held, "departure", {})


def test_who_set_out_is_not_told_that_nobody_said_yes():
    assert "told them already" in may_say("sending", STATES["under_way"], "departure").reason
    assert "has not said yes" in may_say("sending", STATES["asked"], "departure").reason


def test_all_states_are_there():
    assert set(STATES) == set(JourneyState) - {"cleared"}
    assert set(FAMILY_STATES) == set(JourneyState)


def who(number, kin="spouse", grown="adult"):
    return {"number": number, "kin": kin, "grown": grown, "wants": []}


NAMED = [
    ("cleared", "agreed", [1], [who(1)], ""),
    ("cleared", "agreed", [1], [who(1), who(2)], "others than those"),
    ("cleared", "agreed", [2], [who(2)], "others than those"),
    ("cleared", "agreed", [1, 2], [who(1)], "others than those"),
    ("cleared", "agreed", [1], [], "others than those"),
    ("cleared", "preparing", [1], [who(1)], "others than those"),
    ("cleared", "agreed", [1], [who(1, kin="child")], "others than those"),
    ("cleared", "agreed", [1], [who(1, grown="child")], "others than those"),
    ("cleared", "agreed", [1], [who(1, grown="unknown")], "others than those"),
    ("departure", "cleared", [1], [], ""),
    ("departure", "cleared", [1, 2], [], "not cleared"),
    ("departure", "agreed", [1], [], "not cleared"),
    ("arrival", "under_way", [1], [], ""),
    ("arrival", "under_way", [3], [], "not in the request"),
    ("arrival", "preparing", [1], [], "not in the request"),
]
ASKED_FOR = said("sending", 1, "request", relatives=[who(1)])


@pytest.mark.parametrize("was", Grown)
@pytest.mark.parametrize("now", Grown)
def test_whoever_was_asked_for_as_an_adult_is_no_child_when_cleared(was, now):
    held = [said("sending", 1, "request", relatives=[who(1, grown=was)]), YES]
    travel = [who(1, grown=now)]
    answer = policies.can_name(held, kind="cleared", numbers=[1], travel=travel)
    assert bool(answer) is (was != "adult" or now == "adult")


ALONE = [
    (["adult", "child"], [1], [1, 2], True),
    (["adult", "child"], [2], [1, 2], False),
    (["adult", "unknown"], [2], [1, 2], False),
    (["adult", "child"], [1, 2], [1, 2], True),
    (["adult", "adult"], [2], [1, 2], True),
    # Somebody who was cleared goes with them: of that her office alone knows.
    (["child", "child"], [2], [1, 2], True),
    (["adult", "child"], [2], [2], True),
]


@pytest.mark.parametrize(("grown", "left", "cleared", "may"), ALONE)
def test_a_child_sets_out_with_somebody_grown(grown, left, cleared, may):
    relatives = [who(number, grown=each) for number, each in enumerate(grown, start=1)]
    asked = said("sending", 1, "request", relatives=relatives)
    held = [asked, YES, said("sending", 2, "cleared", relatives=cleared)]
    answer = policies.can_name(held, kind="departure", numbers=left)
    assert bool(answer) is may
    assert may or "without any of the grown" in answer.reason
    # Whoever has arrived is written down, with whomever she or he came.
    assert policies.can_name(held, kind="arrival", numbers=left)


@pytest.mark.parametrize(("kind", "state", "numbers", "travel", "why"), NAMED)
def test_nobody_is_named_who_was_not_asked_for_and_cleared(kind, state, numbers, travel, why):
    held = [ASKED_FOR if each is ASK else each for each in FAMILY_STATES[state]]
    answer = policies.can_name(held, kind=kind, numbers=numbers, travel=travel)
    assert bool(answer) is (not why)
    assert why in answer.reason


def switch(state, *, side="sending", pathway="return", by=ANA):
    journey = Journey(agency=LUZ, side=side, pathway="family")
    return policies.can_switch(journey, FAMILY_STATES[state], by=by, pathway=pathway)


@pytest.mark.parametrize("state", FAMILY_STATES)
def test_the_way_changes_while_nobody_is_on_it(state):
    may = {"preparing", "asked", "refused", "agreed", "cleared"}
    assert bool(switch(state)) is (state in may)
    assert not switch(state, by=BRUNO)
    assert not switch(state, by=FINA)
    assert "that began" in switch(state, side="receiving").reason
    assert "on this way already" in switch(state, pathway="family").reason


def test_who_is_on_the_way_is_met_first():
    assert "on the way now" in switch("under_way").reason


WHY_NOT = [
    ("sending", "called_off", "request", "called off"),
    ("sending", "closed", "request", "come to its end"),
    ("receiving", "agreed", "visit", "Nobody has arrived yet"),
    ("receiving", "agreed", "closure", "Nobody has arrived yet"),
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
    early = may_say("receiving", STATES["agreed"], "arrival", day=TODAY - 10 * DAY)
    assert "or arrives before that" in early.reason
    # Asked anew while she was on the road: she arrived all the same.
    again = [*STATES["agreed"], said("sending", 2, "request")]
    later = [*again, said("receiving", 2, "answer", answers=2, says="yes")]
    assert may_say("receiving", later, "arrival", day=TODAY - DAY)
    for kind in ("visit", "closure"):
        assert may_say("receiving", there, kind, day=TODAY - DAY)
        refused = may_say("receiving", there, kind, day=TODAY - 2 * DAY)
        assert "before the day of arrival" in refused.reason


@pytest.mark.parametrize(("state", "side"), list(product(FAMILY_STATES, Side)))
def test_calling_off_is_always_easier(state, side):
    journey = Journey(agency=LUZ, side=side)
    may = policies.can_call_off(journey, FAMILY_STATES[state], by=ANA, ending="her_mind")
    assert bool(may) is (state in MAY["called_off"])
    assert not policies.can_call_off(journey, FAMILY_STATES[state], by=BRUNO, ending="her_mind")
    assert not policies.can_call_off(journey, FAMILY_STATES[state], by=FINA, ending="her_mind")
    why = policies.can_call_off(journey, FAMILY_STATES[state], by=ANA, ending="her_mind").reason
    late = {
        "closed": "come to its end",
        "called_off": "was called off",
        "arrived": "was told already",
    }
    assert late.get(state, "") in why
    for ending in ("they", "", "x"):
        refused = policies.can_call_off(journey, FAMILY_STATES[state], by=ANA, ending=ending)
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
    return spoken.read([vars(each) for each in rows], side=side)


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
    "all of a request": Row(
        kind="request",
        facts={
            "pathway": "return",
            "country": "GT",
            "grown": "adult",
            "languages": [],
            "needs": [],
            "from": "2026-12-01",
            "until": "2026-12-03",
        },
    ),
    "that she set out": Row(kind="departure", facts={"expected": "2026-12-01"}),
    "no kind": Row(kind=3),
    "no day": Row(day="yesterday"),
    "a day of another kind": Row(day=3),
    "no moment": Row(said_at="now"),
    "no moment at all": Row(said_at=None),
    "a moment of no place": Row(said_at="2026-11-23T12:00:00"),
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


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({}, True),
        # A clock that is hours off is no lie; where it is tomorrow already, nobody says so falsely.
        ({"said_at": "2026-11-24T00:00:00+00:00"}, True),
        ({"said_at": "2026-11-24T00:00:01+00:00"}, False),
        ({"said_at": "2020-01-01T00:00:00+00:00"}, True),
        ({"day": "2026-11-24"}, True),
        ({"day": "2026-11-25"}, False),
        ({"day": "2020-01-01"}, True),
    ],
)
def test_nobody_says_what_lies_ahead(changed, answer):
    held = read(Row(), Row(number=2, **changed))
    assert spoken.has_happened(held, now=NOW) is answer
    assert spoken.has_happened(held[::-1], now=NOW) is answer
    assert spoken.has_happened([], now=NOW)


def test_one_row_that_is_not_in_order_spoils_all():
    assert read(Row(), Row(number=3)) is None
    for rows in (None, {}, "x", [3], [{"number": 1}], [vars(Row()) | {"more": 1}]):
        assert spoken.read(rows, side="receiving") is None
    many = [vars(Row(number=n)) for n in range(1, 202)]
    assert spoken.read(many[:200], side="receiving")
    assert spoken.read(many, side="receiving") is None


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


ONE = {"number": 1, "kin": "child", "grown": "child", "wants": ["passport", "custody"]}
FAMILY = {
    "pathway": "family", "country": "US", "languages": [], "needs": [],
    "from": "2026-12-01", "until": "2026-12-03", "relatives": [ONE, ONE | {"number": 3}],
}  # fmt: skip


def family(kind, facts):
    return spoken.is_whole(kind, facts, pathway="family")


def test_of_a_family_codes_and_numbers_cross_alone():
    assert family("request", FAMILY)
    assert not spoken.is_whole("request", FAMILY)
    assert not family("request", REQUEST)
    every = [ONE | {"number": number, "wants": []} for number in range(1, 42)]
    assert family("request", FAMILY | {"relatives": every[:40]})
    assert family("request", FAMILY | {"relatives": [ONE | {"wants": list(FamilyPaper)}]})
    for relatives in (
        [], [ONE, ONE], [ONE | {"number": 2}, ONE], [ONE | {"name": "x"}], "x", [3], every,
        [ONE | {"number": 0}], [ONE | {"number": True}], [ONE | {"number": 41}],
        [ONE | {"kin": "aunt"}], [ONE | {"grown": "old"}], [ONE | {"wants": ["words of mine"]}],
        [ONE | {"wants": ["passport", "passport"]}], [ONE | {"wants": "passport"}],
        [ONE | {"wants": [3]}],
    ):  # fmt: skip
        assert not family("request", FAMILY | {"relatives": relatives}), relatives


@pytest.mark.parametrize("kind", ["cleared", "arrival"])
def test_who_is_cleared_and_who_came_is_said_in_numbers(kind):
    assert family(kind, {"relatives": [1, 3]})
    assert not spoken.is_whole(kind, {"relatives": [1]})
    for wrong in ([], [3, 1], [1, 1], [0], ["1"], [41], 1, None):
        assert not family(kind, {"relatives": wrong}), wrong
    assert not family(kind, {})
    assert not family(kind, {"relatives": [1], "more": 1})


def test_who_sets_out_is_said_with_the_day():
    assert family("departure", {"relatives": [1], "expected": "2026-12-02"})
    assert not family("departure", {"expected": "2026-12-02"})
    assert not family("departure", {"relatives": [], "expected": "2026-12-02"})
    assert not spoken.is_whole("departure", {"relatives": [1], "expected": "2026-12-02"})
    assert family("answer", {"answers": 1, "says": "yes"})
    assert not family("answer", {"answers": 1, "says": "yes", "host": "safe"})


def test_each_end_of_a_familys_way_is_read_by_what_it_may_say():
    left = Row(kind="departure", facts={"relatives": [1], "expected": "2026-12-02"})
    came = Row(kind="arrival", facts={"relatives": [1]})

    def of_a_family(row, side):
        return spoken.read([vars(row)], side=side, pathway="family")

    assert of_a_family(left, "receiving")
    assert of_a_family(left, "sending") is None
    assert of_a_family(came, "sending")
    assert of_a_family(came, "receiving") is None
    assert spoken.read([vars(left)], side="receiving") is None


def test_each_kind_says_its_own_and_nothing_beside_it():
    assert spoken.is_whole("departure", {"expected": "2026-12-01"})
    assert not spoken.is_whole("departure", {"expected": "soon"})
    assert not spoken.is_whole("departure", {})
    months = [each for each in range(20) if spoken.is_whole("visit", {"month": each})]
    assert months == [1, 3, 6, 12]
    for kind in ("arrival", "closure", "called_off"):
        assert spoken.is_whole(kind, {})
        assert not spoken.is_whole(kind, {"month": 1})
    last = {"answers": 200, "says": "no", "host": "not_seen"}
    assert spoken.is_whole("answer", last)
    assert not spoken.is_whole("answer", last | {"answers": 201})


def test_languages_and_services_are_codes_each_of_its_own_list():
    assert spoken.is_whole("request", REQUEST | {"languages": ["quc"], "needs": ["Legal"]})
    assert not spoken.is_whole("request", REQUEST | {"languages": ["Legal"]})
    assert not spoken.is_whole("request", REQUEST | {"needs": ["quc"]})
    assert not spoken.is_whole("request", REQUEST | {"needs": ["Legal", "x"]})


def test_a_time_of_travel_ends_after_it_begins():
    assert spoken.window(TODAY, TODAY)
    assert not spoken.window(TODAY, TODAY - DAY)


@pytest.mark.parametrize(
    ("pathway", "country", "answer"),
    [("return", "GT", True), ("x", "GT", False), ("return", "gt", False), (None, None, False)],
)
def test_a_way_is_one_of_two_to_a_country(pathway, country, answer):
    assert spoken.is_way(pathway, country) is answer
