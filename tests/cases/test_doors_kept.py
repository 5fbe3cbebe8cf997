"""Doors to letters, secret addresses, acts and blocked files, to conflicts and to settlements."""

from datetime import date, timedelta
from uuid import uuid4

from amparo.agencies.enums import Role
from amparo.cases import access
from amparo.cases.access import calendar, conflicts, grants, letter, need_to_know, retention
from amparo.cases.access import disclosure as doors
from amparo.cases.actions import calendars, deputies
from amparo.cases.actions import glass as glasses
from amparo.cases.actions import letters as writing
from amparo.cases.models import (
    BlockedOpening,
    BrokenGlass,
    Case,
    Deputy,
    Disclosure,
    Disposal,
    NotTheSame,
    SeriesSwitch,
    Teammate,
)
from amparo.core import clock
from amparo.people import actions as people
from amparo.people.actions.relations import add_related
from amparo.people.models import DutySwitch
from tests.doors import an_event, is_read_with, last_event, opens
from tests.helpers import as_if
from tests.town import _member

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_a_letter_is_found_under_its_case_and_taken_out_with_a_trace(town, bea):
    case, other = Case.objects.get(pk=town.case.pk), town.new_case()
    foreign = town.new_case(by=town.bruno)
    mine, hers, theirs = (
        writing.issue_letter(
            by=by, case=each, template="medical_care", language="es", copies="",
            issued_on=date(2026, 3, 4), addressee="Hospital (inventado)", body="Se pide atención.",
        )
        for by, each in ((town.ana, case), (town.ana, other), (town.bruno, foreign))
    )  # fmt: skip
    assert set(letter.visible_letters(town.ana)) == {mine, hers}
    assert set(letter.visible_letters(town.alba)) == {mine, hers}
    assert set(letter.visible_letters(town.bruno)) == {theirs}
    for nobody in (bea, town.fina, town.celia):
        assert set(letter.visible_letters(nobody)) == set()
        assert opens(letter.get_letter_or_404, nobody, case, mine.pk) is None
    found = letter.get_letter_or_404(town.ana, case, mine.pk)
    assert (found, found.case) == (mine, case)
    assert found.case is case
    assert is_read_with(found, "agency", "signed_by")
    for wanted in (hers.pk, theirs.pk, uuid4()):
        assert opens(letter.get_letter_or_404, town.ana, case, wanted) is None
    assert writing.take_out_letter(by=town.ana, letter=found) == mine
    assert last_event() == an_event(
        "letter_taken_out", town.ana, mine, ["body"], folio=mine.shown_folio, rests=False
    )
    # Written by an agency that no longer holds the case: not there for the new one.
    as_if(mine, agency=town.norte)
    assert set(letter.visible_letters(town.ana)) == {hers}


def test_a_secret_address_answers_for_who_works_on_cases(town):
    secret = calendars.make_calendar_address(by=town.ana)
    feed = calendar.feed_by_secret_or_404(secret)
    assert feed.member == town.ana
    assert is_read_with(feed, "member__agency")
    calendars.make_calendar_address(by=town.bruno)
    assert calendar.feed_by_secret_or_404(secret) == feed
    assert opens(calendar.feed_by_secret_or_404, "x") is None
    assert [calendar.asked_this_hour(feed) for _ in range(4)] == [0, 1, 2, 3]
    other = calendar.feed_by_secret_or_404(calendars.make_calendar_address(by=town.alba))
    assert calendar.asked_this_hour(other) == 0
    as_if(town.ana, is_active=False)
    assert opens(calendar.feed_by_secret_or_404, secret) is None


def test_how_often_an_address_was_asked_is_kept_for_an_hour(town, monkeypatch):
    kept = []
    monkeypatch.setattr(calendar.cache, "set", lambda *words: kept.append(words))
    feed = calendar.feed_by_secret_or_404(calendars.make_calendar_address(by=town.ana))
    calendar.asked_this_hour(feed)
    assert kept == [(f"calendar:{feed.pk}", 1, 3600)]


def test_acts_and_series_are_reached_by_who_answers_for_their_agency(town, felix):
    facts = {"code": "x", "version": "1", "at_end": "block", "asked_files": 1}
    facts |= {"asked_by": town.fina, "asked_at": clock.now()}
    act, foreign = (
        Disposal.objects.create(agency=agency, **facts) for agency in (town.casa_luz, town.faro)
    )
    named = {"code": "x", "version": "1", "lawyer": "Sol", "rests_on": "7"}
    named |= {"switched_on": clock.today(), "recorded_by": town.fina}
    ours, theirs = (
        SeriesSwitch.objects.create(agency=agency, **named) for agency in (town.casa_luz, town.faro)
    )
    for member, acts in (
        (town.fina, {act}), (town.alba, {act}), (felix, {act, foreign}), (town.ana, set()),
        (town.noe, set()),
    ):  # fmt: skip
        assert set(retention.disposals(member)) == acts
        for agency, switch, wanted in ((town.casa_luz, ours, act), (town.faro, theirs, foreign)):
            reached = wanted in acts
            kept = opens(retention.kept_agency_or_404, member, agency.code)
            assert kept == (agency if reached else None)
            found = opens(retention.disposal_or_404, member, wanted.pk)
            assert found == (wanted if reached else None)
            if found is not None:
                assert is_read_with(found, "agency", "asked_by")
                assert "answered_by" in found._state.fields_cache
            found = opens(retention.switch_or_404, member, switch.pk)
            assert found == (switch if reached else None)
            assert found is None or is_read_with(found, "agency")
    assert opens(retention.kept_agency_or_404, felix, "nowhere") is None
    for door in (retention.disposal_or_404, retention.switch_or_404):
        assert opens(door, felix, uuid4()) is None


def test_a_blocked_file_is_known_to_the_focal_point_and_read_within_the_hour(
    town, felix, monkeypatch
):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    facts = {"code": "x", "version": "1", "at_end": "block", "asked_files": 1}
    facts |= {"asked_by": town.fina, "asked_at": now}
    act = Disposal.objects.create(agency=town.casa_luz, **facts)
    open_one, foreign = town.new_case(), town.new_case(by=town.bruno)
    case, second = (
        min(pair, key=lambda each: each.number) if first else max(pair, key=lambda e: e.number)
        for pair in [(town.case, town.new_case())]
        for first in (True, False)
    )
    for each in (second, case, foreign):
        Case.objects.filter(pk=each.pk).update(disposal=act)
    assert list(retention.blocked(town.fina)) == [case, second]
    assert set(retention.blocked(felix)) == {case, second, foreign}
    for nobody in (town.alba, town.ana, town.noe):
        assert opens(retention.blocked, nobody) is None
        assert opens(retention.blocked_of_number, nobody, case.number) is None
    found = retention.blocked_of_number(town.fina, case.shown_number)
    assert found == case
    assert is_read_with(found, "agency", "disposal__agency")
    for wrong in (open_one.number, foreign.number, "", "nonsense"):
        assert retention.blocked_of_number(town.fina, wrong) is None
    until = {"opened_at": now, "ends_at": now + HOUR}
    hers, his, not_hers = (
        BlockedOpening.objects.create(member=member, case=each, **until)
        for member, each in ((town.fina, case), (felix, case), (town.fina, foreign))
    )
    opening = retention.open_blocked(town.fina, hers.pk)
    assert opening == hers
    assert is_read_with(opening, "case__person", "case__agency")
    assert last_event() == an_event("blocked_file_read", town.fina, case)
    for wanted in (his.pk, not_hers.pk, uuid4()):
        assert opens(retention.open_blocked, town.fina, wanted) is None
    monkeypatch.setattr(clock, "now", lambda: now + HOUR)
    assert opens(retention.open_blocked, town.fina, hers.pk) is None


def test_who_bears_a_feared_name_and_through_whom_a_file_would_reach_her(town, bea):
    today = clock.today()
    other = town.new_case()
    held = [town.case, other]
    assert conflicts.in_conflict(held, bea) == set()
    add_related(by=town.ana, person=town.case.person, name="Bea Brezo", suspected=True)
    assert conflicts.in_conflict(held, bea) == {town.case.pk}
    assert conflicts.in_conflict([other], bea) == set()
    assert conflicts.in_conflict(held, town.alba) == set()
    assert conflicts.stands_between(town.case, bea) is True
    assert conflicts.stands_between(other, bea) is False
    row = NotTheSame.objects.create(case=other, member=bea)
    NotTheSame.objects.create(case=town.case, member=town.alba)
    assert conflicts.in_conflict(held, bea) == {town.case.pk}
    row.delete()

    assert conflicts.through_deputies(town.case, town.ana) == set()
    deputy = Deputy.objects.create(
        absent=town.ana, deputy=bea, starts_on=today + DAY, ends_on=today + DAY, set_by=town.alba
    )
    assert conflicts.through_deputies(town.case, town.ana) == {town.case.pk}
    assert conflicts.through_deputies(other, town.ana) == set()
    assert conflicts.through_deputies(town.case, town.alba) == set()
    for changed, reaches in (
        ({"starts_on": today, "ends_on": today}, True),
        ({"starts_on": today - DAY, "ends_on": today - DAY}, False),
        ({"starts_on": today, "ends_on": today, "ended_at": clock.now()}, False),
    ):
        Deputy.objects.filter(pk=deputy.pk).update(**changed)
        assert bool(conflicts.through_deputies(town.case, town.ana)) is reaches
    found = NotTheSame.objects.create(case=town.case, member=bea)
    assert conflicts.in_conflict(held, bea) == set()
    found.delete()

    foreign = town.new_case(by=town.bruno)
    cases = conflicts.cases_of(town.ana)
    assert isinstance(cases, list)
    assert set(cases) == {town.case, other}
    assert all("person_id" not in each.get_deferred_fields() for each in cases)
    assert {each.person_id for each in cases} == {town.case.person_id, other.person_id}
    assert conflicts.cases_of(town.bruno) == [foreign]
    Teammate.objects.filter(case=other).update(until=today - DAY)
    assert conflicts.cases_of(town.ana) == [town.case]


def test_what_was_taken_further_waits_for_a_third(town, felix):
    fila = _member("fila", "Fila Flor", town.casa_luz, Role.DATA_PROTECTION)
    child = town.new_case(person={"birth_year": clock.today().year - 10})
    reason = {"reason": "health", "words": "The hospital calls."}
    glass = glasses.break_glass(by=town.alba, case=child, **reason)
    everyone = (town.fina, fila, felix, town.alba, town.ana)
    assert not need_to_know.was_taken_further(town.alba)
    assert [list(need_to_know.glasses_to_settle(each)) for each in everyone] == [[]] * 5
    facts = {"outcome": "escalated", "reviewed_by": town.fina, "reviewed_at": clock.now()}
    BrokenGlass.objects.filter(pk=glass.pk).update(**facts)
    assert [need_to_know.was_taken_further(each) for each in everyone] == [
        False, False, False, True, False,
    ]  # fmt: skip
    expected = [[], [glass], [glass], [], []]
    assert [list(need_to_know.glasses_to_settle(each)) for each in everyone] == expected
    found = need_to_know.open_glass(fila, glass.pk)
    assert found == glass
    assert is_read_with(found, "case__agency", "member", "reviewed_by")
    assert opens(need_to_know.open_glass, town.fina, glass.pk) is None
    BrokenGlass.objects.filter(pk=glass.pk).update(member=fila)
    assert list(need_to_know.glasses_to_settle(fila)) == []
    BrokenGlass.objects.filter(pk=glass.pk).update(member=town.alba)
    Case.objects.filter(pk=child.pk).update(agency=town.faro)
    assert list(need_to_know.glasses_to_settle(fila)) == []
    assert list(need_to_know.glasses_to_settle(felix)) == [glass]
    Case.objects.filter(pk=child.pk).update(agency=town.casa_luz)
    BrokenGlass.objects.filter(pk=glass.pk).update(outcome="closed")
    assert list(need_to_know.glasses_to_settle(fila)) == []
    assert not need_to_know.was_taken_further(town.alba)
    settled = {"settlement": "in_order", "settled_by": felix, "settled_at": clock.now()}
    BrokenGlass.objects.filter(pk=glass.pk).update(outcome="escalated", **settled)
    assert list(need_to_know.glasses_to_settle(fila)) == []
    assert not need_to_know.was_taken_further(town.alba)


def test_what_rests_on_a_duty_is_asked_of_the_duty_as_it_stands(town):
    switch = people.switch_duty_on(
        by=town.fina, agency=town.casa_luz, code="mx-child-protection", lawyer="Lic. Sol",
        rests_on="Oficio 7",
    )  # fmt: skip
    other = DutySwitch.objects.create(
        agency=town.faro, code=switch.code, version=switch.version, lawyer="x", rests_on="y",
        switched_on=clock.today(), recorded_by=town.fina,
    )  # fmt: skip
    told = Disclosure.objects.create(
        case=town.case, recipient="child_protection", purpose="justice", basis="duty",
        duty_code=switch.code, duty_version=switch.version, blocks=["identity"],
        prepared_by=town.alba, prepared_at=clock.now(),
    )  # fmt: skip
    basis = doors.basis_of(told, on=clock.today())
    assert (basis.duty.code, basis.switch) == (switch.code, switch)
    assert basis.switch != other
    assert (basis.kind, basis.age) == (town.casa_luz.kind, "adult")
    # It is about children, so nothing of an adult goes under it.
    assert {each.why for each in doors.verdicts(told, on=clock.today())} == {"duty_does_not_hold"}
    for changed in (
        {"duty_version": "1999-01"},
        {"duty_version": switch.version, "duty_code": "x"},
    ):
        Disclosure.objects.filter(pk=told.pk).update(**changed)
        basis = doors.basis_of(Disclosure.objects.get(pk=told.pk), on=clock.today())
        assert (basis.basis, basis.blocks, basis.reason, basis.reference) == ("", set(), "", "")
        assert (basis.first, basis.second, basis.until) == (None, None, None)


def test_the_ways_by_which_a_case_opens(town, bea):
    """By team and by deputy at once: each is told of the one who asks."""
    today = clock.today()
    Teammate.objects.create(case=town.case, member=bea)
    (found,) = grants.with_ways(Case.objects.filter(pk=town.case.pk), bea)
    assert (found.by_team, found.by_deputy, found.glass_until) == (True, False, None)
    deputies.name_deputy(by=town.ana, absent=town.ana, deputy=bea, starts_on=today, ends_on=today)
    (found,) = grants.with_ways(Case.objects.filter(pk=town.case.pk), bea)
    assert (found.by_team, found.by_deputy) == (True, True)
    access.open_case(bea, town.case.pk, page="case")
    assert last_event() == an_event("case_opened", bea, town.case, page="case")
    (found,) = grants.with_ways(Case.objects.filter(pk=town.case.pk), town.celia)
    assert (found.by_team, found.by_deputy) == (False, False)
