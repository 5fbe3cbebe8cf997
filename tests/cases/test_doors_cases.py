"""Every door to a case and to what lies in it: who comes in, by which way, what the log says."""

from datetime import timedelta
from uuid import uuid4

from amparo.agencies import queries as agencies
from amparo.cases import access
from amparo.cases.access import case as doors
from amparo.cases.access import (
    grants,
    need_to_know,
    rights,
)  # fmt: skip
from amparo.cases.actions import deputies
from amparo.cases.actions import glass as glasses
from amparo.cases.actions import rights as asking
from amparo.cases.models import (
    BrokenGlass,
    Case,
    Deputy,
    Disposal,
    Teammate,
)  # fmt: skip
from amparo.core import clock
from amparo.people import access as people_access
from tests.doors import BREAKS, DAY, an_event, is_read_with, last_event, opens, until
from tests.helpers import as_if, audit_events


def test_teams_open_cases_until_their_last_day(town, bea):
    today = clock.today()
    mine = town.new_case(by=bea)
    assert set(access.visible_cases(town.ana)) == {town.case}
    assert set(access.visible_cases(bea)) == {mine}
    assert set(access.visible_cases(town.alba)) == {town.case, mine}
    for nobody in (town.fina, town.celia, town.noe, town.bruno):
        assert set(access.visible_cases(nobody)) == set()
    for day, live in ((today, True), (today + DAY, True), (today - DAY, False), (None, True)):
        until(town.case, town.ana, day)
        assert (town.case in access.visible_cases(town.ana)) is live
        assert grants.live_teams(today).filter(case=town.case).exists() is live
    # Her role opens no case, so no team opens one to her.
    Teammate.objects.create(case=town.case, member=town.fina)
    assert set(access.visible_cases(town.fina)) == set()
    town.ana.agency_id = None
    assert set(access.visible_cases(town.ana)) == set()
    Teammate.objects.create(case=town.case, member=town.bruno)
    assert set(access.visible_cases(town.bruno)) == set()


def test_a_deputy_opens_what_opens_to_whom_she_stands_in_for(town, bea, child):
    today = clock.today()
    deputies.name_deputy(by=town.ana, absent=town.ana, deputy=bea, starts_on=today, ends_on=today)
    row = Deputy.objects.get()
    assert set(access.visible_cases(bea)) == {town.case, child}
    case = access.open_case(bea, child.pk, page="case")
    assert last_event() == ("case_opened", str(bea.pk), str(child.pk), [], {
        "page": "case", "as": "deputy",
    })  # fmt: skip
    assert (case.by_team, case.by_deputy, case.glass_until) == (False, True, None)
    for changed in (
        {"starts_on": today + DAY, "ends_on": today + DAY},
        {"starts_on": today - DAY, "ends_on": today - DAY},
        {"starts_on": today, "ends_on": today, "ended_at": clock.now()},
    ):
        Deputy.objects.filter(pk=row.pk).update(**changed)
        assert set(access.visible_cases(bea)) == set()
        assert opens(access.open_case, bea, child.pk, page="case") is None
    Deputy.objects.filter(pk=row.pk).update(starts_on=today, ends_on=today + DAY, ended_at=None)
    assert set(access.visible_cases(bea)) == {town.case, child}
    until(child, town.ana, today - DAY)
    assert set(access.visible_cases(bea)) == {town.case}
    as_if(town.ana, is_active=False)
    assert set(access.visible_cases(bea)) == set()


def test_an_emergency_opens_one_file_for_an_hour(town, bea, child, monkeypatch):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    assert child.named_only
    assert set(access.visible_cases(town.alba)) == {town.case}
    found = need_to_know.case_to_break(town.alba, child.number)
    assert found == child
    glass = glasses.break_glass(by=town.alba, case=child, **BREAKS)
    assert set(access.visible_cases(town.alba)) == {town.case, child}
    case = access.open_case(town.alba, child.pk, page="case")
    assert is_read_with(case, "person", "agency")
    assert last_event()[4] == {"page": "case", "as": "glass"}
    assert town.alba.glass_until == glass.ends_at == case.glass_until
    later = BrokenGlass.objects.create(
        case=child,
        member=town.alba,
        reason="health",
        broken_at=clock.now(),
        ends_at=glass.ends_at + DAY,
    )
    access.open_case(town.alba, child.pk, page="case")
    assert town.alba.glass_until == later.ends_at
    later.delete()
    access.open_case(town.alba, town.case.pk, page="case")
    assert town.alba.glass_until is None
    assert last_event()[4] == {"page": "case"}
    assert set(grants.live_glasses(bea)) == set()
    monkeypatch.setattr(clock, "now", lambda: glass.ends_at - timedelta(microseconds=1))
    assert child in access.visible_cases(town.alba)
    monkeypatch.setattr(clock, "now", lambda: glass.ends_at)
    assert child not in access.visible_cases(town.alba)


def test_who_reads_the_log_of_a_case(town, child):
    foreign = town.new_case(by=town.bruno)
    for member, sees in (
        (town.ana, {town.case, child}), (town.alba, {town.case}), (town.fina, {town.case, child}),
        (town.noe, set()), (town.celia, set()),
    ):  # fmt: skip
        for case in (town.case, child, foreign):
            found = opens(access.open_log_of, member, case.pk)
            assert (found == case) is (case in sees)
            by_number = access.log_of_number(member, case.number)
            assert (by_number == case) is (case in sees)
            if found:
                assert is_read_with(found, "agency")
                assert last_event() == an_event("log_of_case_read", member, case)


def test_who_reaches_what_she_asks_about_her_data(town, child, felix):
    foreign = town.new_case(by=town.bruno)
    asked = {"asks": "access", "came_by": "spoken", "received_on": clock.today()}
    mine = asking.take_request(by=town.ana, case=town.case, **asked)
    hers = asking.take_request(by=town.ana, case=child, **asked)
    theirs = asking.take_request(by=town.bruno, case=foreign, **asked)
    for member, sees in (
        (town.ana, {town.case, child}), (town.alba, {town.case}), (town.fina, {town.case, child}),
        (felix, {town.case, child, foreign}), (town.noe, set()), (town.celia, set()),
    ):  # fmt: skip
        for case in (town.case, child, foreign):
            found = opens(rights.open_rights, member, case.pk, page="rights")
            assert (found == case) is (case in sees)
            number = case.shown_number
            assert (rights.case_of_number(member, number) == case) is (case in sees)
            if found:
                assert is_read_with(found, "person", "agency")
                assert last_event() == an_event("rights_opened", member, case, page="rights")
    assert rights.case_of_number(town.ana, "x") is None
    for member, requests in (
        (town.fina, {mine, hers}), (felix, {mine, hers, theirs}), (town.alba, {mine}),
        (town.ana, set()),
    ):  # fmt: skip
        assert set(rights.requests_to_answer(member)) == requests
        assert all(is_read_with(each, "case__agency") for each in rights.requests_to_answer(member))
    type(mine).objects.filter(pk=hers.pk).update(due_on=mine.due_on - DAY)
    assert list(rights.requests_to_answer(town.fina)) == [hers, mine]
    case = Case.objects.get(pk=town.case.pk)
    found = rights.request_of(case, mine.pk)
    assert found == mine
    assert found.case is case
    for wanted in (hers.pk, uuid4()):
        assert opens(rights.request_of, case, wanted) is None


def test_everybody_else_finds_nothing_and_nothing_is_logged(town):
    before = len(audit_events())
    for who in (town.celia, town.bruno, town.fina, town.noe):
        for wanted in (town.case.pk, uuid4()):
            assert opens(access.open_case, who, wanted, page="case") is None
    assert len(audit_events()) == before


def test_the_log_says_as_deputy_where_the_file_opens_in_no_other_way(town, bea, child):
    """A coordinator opens the files of her agency anyway, but those for named people."""
    today = clock.today()
    for deputy in (town.alba, bea):
        absent = {"absent": town.ana, "deputy": deputy, "starts_on": today, "ends_on": today}
        deputies.name_deputy(by=town.ana, **absent)
    for member, case, way in (
        (town.alba, town.case, {}), (town.alba, child, {"as": "deputy"}),
        (bea, town.case, {"as": "deputy"}), (bea, child, {"as": "deputy"}),
        (town.ana, town.case, {}), (town.ana, child, {}),
    ):  # fmt: skip
        access.open_case(member, case.pk, page="case")
        assert last_event() == an_event("case_opened", member, case, page="case", **way)


def test_her_pages_say_until_when_an_emergency_opens_them(town, child):
    glass = glasses.break_glass(by=town.alba, case=child, **BREAKS)
    assert people_access.file_of(town.alba, child.person).number == child.shown_number
    assert town.alba.glass_until == glass.ends_at


def test_a_room_above_says_too_who_sees_a_case_but_never_a_blocked_one(town, monkeypatch):
    monkeypatch.setattr(doors, "_granted", [])
    own = town.new_case(by=town.celia)

    @access.also_visible
    def _through_a_later_room(member):
        cases = Case.objects.all() if member == town.celia else Case.objects.none()
        return cases.filter(pk=town.case.pk)

    assert set(access.visible_cases(town.ana)) == {town.case}
    assert set(access.visible_cases(town.celia)) == {town.case, own}
    assert set(access.visible_cases(town.bruno)) == set()
    act = Disposal.objects.create(
        agency=town.casa_luz, code="x", version="1", at_end="block", asked_files=1,
        asked_by=town.fina, asked_at=clock.now(),
    )  # fmt: skip
    Case.objects.filter(pk=town.case.pk).update(disposal=act)
    assert set(access.visible_cases(town.celia)) == {own}


def test_an_agency_holds_cases_once_one_was_opened_there(town):
    """Nobody answers for the cases of Faro; Norte has none, and Casa Luz has Alba."""
    town.new_case(by=town.bruno)
    assert agencies.agencies_without_coordinator() == [town.faro]
