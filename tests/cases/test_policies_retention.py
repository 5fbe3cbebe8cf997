"""Series, acts of disposal, blocked files: what may happen, and when never. Pure."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from amparo.agencies.enums import AgencyKind, Role
from amparo.agencies.roles import permits
from amparo.cases import retention
from amparo.cases.enums.retention import AtEnd, DisposalState
from amparo.cases.policies import retention as policies
from amparo.people import keeping
from amparo.people import policies as people
from amparo.people.enums import ErasureState, Ground
from amparo.people.policies.person import not_bound_to_stay


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@dataclass
class House:
    kind: str = AgencyKind.SHELTER
    pk: object = field(default_factory=uuid4)


HOUSE, ELSEWHERE = House(), House()
OFFICE = House(AgencyKind.OFFICE)


@dataclass
class Somebody:
    role: str
    agency: House = field(default_factory=lambda: HOUSE)
    is_active: bool = True
    pk: object = field(default_factory=uuid4)

    @property
    def agency_id(self):
        return self.agency.pk

    def may(self, permission):
        return permits(self.role, permission)


@dataclass
class Act:
    asked_by: Somebody
    state: str = DisposalState.ASKED
    agency: House = field(default_factory=lambda: HOUSE)

    @property
    def asked_by_id(self):
        return self.asked_by.pk


@dataclass
class Switch:
    switched_off_on: date | None = None
    agency: House = field(default_factory=lambda: HOUSE)


FINA, ALBA = Somebody(Role.DATA_PROTECTION), Somebody(Role.COORDINATOR)
ANA = Somebody(Role.CASEWORKER)
STRANGER = Somebody(Role.COORDINATOR, ELSEWHERE)
OF_ALL = Somebody(Role.DATA_PROTECTION, OFFICE)
ADULTS = retention.every()["casework-adults"]


def says(decision):
    return str(decision.reason) if not decision else ""


# Series


def test_no_series_is_shipped_as_checked_and_each_says_what_happens():
    for series in retention.every().values():
        assert series.is_to_verify
        assert series.at_end in AtEnd
        assert series.what_happens
        assert series.years == series.years_active + series.years_archive > 0
        assert series.kinds <= set(AgencyKind.values)
        assert series.ages in {"any", "adult", "minor"}
        with translation.override("es"):
            assert "por verificar" in series.norm
        assert "verif" in series.norm
        with translation.override("fr"):
            assert series.title == series.words["title"]["es"]


def test_an_international_organisation_starts_with_no_series():
    assert not [s for s in retention.every().values() if AgencyKind.INTERNATIONAL in s.kinds]


@pytest.mark.parametrize(
    ("minor", "code"),
    [(True, "casework-children"), (False, "mx-public-files"), (None, "casework-children")],
)
def test_a_file_belongs_to_the_series_kept_longest_of_those_of_her_age(minor, code):
    on = [retention.every()[c] for c in ("casework-adults", "casework-children", "mx-public-files")]
    assert retention.of_file(on, minor=minor).code == code


def test_where_no_series_fits_her_age_none_is_given():
    assert retention.of_file([ADULTS], minor=True) is None
    assert retention.of_file([], minor=None) is None
    assert retention.of_file([ADULTS], minor=None) is ADULTS


@pytest.mark.parametrize(
    ("left", "warning"),
    [(31, None), (30, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None)],
)
def test_it_is_told_thirty_seven_and_one_day_before(left, warning):
    today = date(2026, 11, 22)
    assert keeping.warning(today + timedelta(days=left), today=today) == warning


@pytest.mark.parametrize(
    ("by", "facts", "why"),
    [
        (FINA, {}, ""),
        (OF_ALL, {}, ""),
        (FINA, {"is_on": True}, "already"),
        (FINA, {"lawyer": " "}, "Name the lawyer"),
        (FINA, {"rests_on": ""}, "Name the lawyer"),
        (ALBA, {}, "role"),
        (ANA, {}, "role"),
        (Somebody(Role.DATA_PROTECTION, ELSEWHERE), {}, "do not answer"),
    ],
)
def test_who_switches_a_series_on(by, facts, why):
    facts = {"is_on": False, "lawyer": "Lic. Sol", "rests_on": "Oficio 7"} | facts
    said = says(policies.can_switch_on(HOUSE, ADULTS, by=by, **facts))
    assert why in said
    assert bool(why) == bool(said)


def test_a_series_of_others_is_not_switched_on():
    facts = {"is_on": False, "lawyer": "Lic. Sol", "rests_on": "Oficio 7"}
    clinical = retention.every()["mx-clinical-files"]
    assert "this kind" in says(policies.can_switch_on(HOUSE, clinical, by=FINA, **facts))


def test_who_switches_a_series_off():
    assert policies.can_switch_off(Switch(), by=FINA)
    assert "role" in says(policies.can_switch_off(Switch(), by=ALBA))
    assert "before" in says(policies.can_switch_off(Switch(date(2026, 1, 1)), by=FINA))


# Disposal


@pytest.mark.parametrize(
    ("held", "has_ended", "is_open", "why"),
    [
        (False, True, False, ""),
        (True, True, False, "legal hold"),
        (False, False, False, "not ended"),
        (False, True, True, "is open"),
        (True, False, True, "is open"),
        (True, False, False, "not ended"),
    ],
)
def test_one_file_goes_only_ended_closed_and_free_of_holds(held, has_ended, is_open, why):
    said = says(policies.may_go(held=held, has_ended=has_ended, is_open=is_open))
    assert why in said
    assert bool(why) == bool(said)


def test_what_a_second_series_forbids_or_somebody_asked_for_already_is_left_out():
    assert policies.may_be_erased(must_stay=False, asked=False)
    assert "asked" in says(policies.may_be_erased(must_stay=False, asked=True))
    assert "forbidden" in says(policies.may_be_erased(must_stay=True, asked=False))
    assert not_bound_to_stay(must_stay=False)


@pytest.mark.parametrize(
    ("by", "waiting", "files", "why"),
    [
        (FINA, False, 1, ""),
        (ALBA, False, 1, ""),
        (ALBA, True, 1, "waits"),
        (ALBA, False, 0, "No file"),
        (ANA, False, 1, "role"),
        (STRANGER, False, 1, "do not answer"),
    ],
)
def test_who_proposes_an_act(by, waiting, files, why):
    said = says(policies.can_propose(HOUSE, by=by, waiting=waiting, files=files))
    assert why in said
    assert bool(why) == bool(said)


@pytest.mark.parametrize(
    ("act", "by", "why"),
    [
        (Act(FINA), ALBA, ""),
        (Act(ALBA), FINA, ""),
        (Act(ALBA), OF_ALL, ""),
        (Act(FINA), FINA, "her own act"),
        (Act(ALBA), ALBA, "her own act"),
        (Act(ALBA), Somebody(Role.COORDINATOR), "It takes two"),
        (Act(FINA), Somebody(Role.DATA_PROTECTION), "It takes two"),
        (Act(Somebody(Role.COORDINATOR, is_active=False)), FINA, "It takes two"),
        (Act(FINA, DisposalState.DONE), ALBA, "answered before"),
        (Act(FINA, DisposalState.CALLED_OFF), ALBA, "answered before"),
        (Act(FINA), ANA, "role"),
        (Act(FINA), STRANGER, "do not answer"),
    ],
)
def test_who_approves_an_act(act, by, why):
    said = says(policies.can_approve(act, by=by))
    assert why in said
    assert bool(why) == bool(said)


def test_who_calls_an_act_off():
    assert policies.can_call_off(Act(FINA), by=FINA)
    assert policies.can_call_off(Act(FINA), by=ALBA)
    assert "role" in says(policies.can_call_off(Act(FINA), by=ANA))
    assert "before" in says(policies.can_call_off(Act(FINA, DisposalState.DONE), by=ALBA))


EVERYBODY = st.builds(
    Somebody,
    role=st.sampled_from(list(Role)),
    agency=st.sampled_from([HOUSE, ELSEWHERE, OFFICE]),
    is_active=st.booleans(),
)


@given(
    asks=EVERYBODY,
    approves=EVERYBODY,
    alone=st.booleans(),
    held=st.booleans(),
    has_ended=st.booleans(),
    is_open=st.booleans(),
    state=st.sampled_from(list(DisposalState)),
)
def test_nothing_is_disposed_of_under_a_hold_before_its_day_or_by_one_alone(
    asks, approves, alone, held, has_ended, is_open, state
):
    approves = asks if alone else approves
    with translation.override("en"):
        goes = (
            policies.can_propose(HOUSE, by=asks, waiting=False, files=1)
            and policies.can_approve(Act(asks, state), by=approves)
            and policies.may_go(held=held, has_ended=has_ended, is_open=is_open)
        )
    if goes:
        assert not held
        assert has_ended
        assert not is_open
        assert asks.pk != approves.pk
        assert {asks.role, approves.role} == {Role.DATA_PROTECTION, Role.COORDINATOR}
        assert state == DisposalState.ASKED


# Erasures of who must stay


@dataclass
class Person:
    agency: House = field(default_factory=lambda: HOUSE)


@dataclass
class Request:
    ground: str
    asked_by: Somebody = field(default_factory=lambda: ALBA)
    state: str = ErasureState.ASKED
    agency: House = field(default_factory=lambda: HOUSE)

    @property
    def asked_by_id(self):
        return self.asked_by.pk


@pytest.mark.parametrize(
    ("ground", "allowed"),
    [
        (Ground.PERIOD_ENDED, False),
        (Ground.SHE_ASKED, False),
        (Ground.ORDER, True),
        (Ground.MISTAKE, True),
    ],
)
def test_where_archive_law_forbids_deletion_only_an_order_or_a_mistake_erases(ground, allowed):
    free = {"held": False, "has_ended": True}
    asked = people.can_ask_erasure(
        Person(), by=ALBA, ground=ground, waiting=False, must_stay=True, **free
    )
    done = people.can_erase(Request(ground), by=FINA, must_stay=True, **free)
    assert (bool(asked), bool(done)) == (allowed, allowed)
    if not allowed:
        assert "forbidden" in says(asked)
        assert says(asked) == says(done)
    assert people.can_ask_erasure(Person(), by=ALBA, ground=ground, waiting=False, **free)
    assert people.can_erase(Request(ground), by=FINA, **free)


# Blocked files


@pytest.mark.parametrize(
    ("by", "is_blocked", "reason", "why"),
    [
        (FINA, True, "Oficio 12", ""),
        (OF_ALL, True, "Oficio 12", ""),
        (FINA, False, "Oficio 12", "not blocked"),
        (FINA, True, "  ", "which paper"),
        (ALBA, True, "Oficio 12", "alone"),
        (ANA, True, "Oficio 12", "alone"),
        (Somebody(Role.DATA_PROTECTION, ELSEWHERE), True, "Oficio 12", "alone"),
    ],
)
def test_a_blocked_file_is_opened_by_the_focal_point_on_a_paper(by, is_blocked, reason, why):
    said = says(policies.can_open_blocked(HOUSE, by=by, is_blocked=is_blocked, reason=reason))
    assert why in said
    assert bool(why) == bool(said)


@pytest.mark.parametrize(("minutes", "open_still"), [(59, True), (60, False), (61, False)])
def test_a_request_opens_it_for_sixty_minutes(minutes, open_still):
    opened = datetime(2026, 11, 22, 12, tzinfo=UTC)
    ends = opened + timedelta(minutes=60)
    assert policies.lasts(ends, now=opened + timedelta(minutes=minutes)) is open_still
