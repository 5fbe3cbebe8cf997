"""People between two days: one in two projects is one person; new, continuing and closed."""

from datetime import date, timedelta

import pytest

from amparo.assistance import actions as assistance
from amparo.assistance.models import AssistanceProject
from amparo.cases import actions as cases
from amparo.cases.actions import closing
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.actions import same
from amparo.people.enums.same import Verdict
from amparo.projects.models import Project
from amparo.statistics import months
from amparo.statistics.months import Census, Days
from tests.helpers import closed, sign_in

TODAY = clock.today
MONTH = timedelta(days=30)


def agrees(town, case, by=None):
    return people.record_consent(
        by=by or town.ana, person=case.person, purpose="statistics", block="facts",
        recipient="programme_statistics", answer="granted", language="es", how="spoken",
        notice_version="1", given_on=date(2026, 1, 1),
    )  # fmt: skip


def helped(town, case, *projects, by=None, on=None):
    return assistance.record(
        by=by or town.ana, case=case, service="Food", given_on=on or TODAY(), projects=projects
    )


def days(**more):
    return Days(TODAY() - MONTH, TODAY(), **more)


def counts(town):
    census = Census.of(TODAY())
    found = months.by_project(census, days(), Project.objects.order_by("code"))
    return {project.code: number for project, number in found.each}, found.total


def new(town, by=None):
    case = town.new_case(by=by, opened_on=TODAY() - 2 * MONTH)
    agrees(town, case, by=by)
    return case


def test_a_person_in_two_projects_is_one_person(funded):
    town = funded.town
    one, two, shared = new(town), new(town), new(town)
    helped(town, one, funded.north)
    helped(town, two, funded.south)
    helped(town, shared, funded.north)
    helped(town, shared, funded.south)
    helped(town, shared, funded.north, funded.south)
    each, total = counts(town)
    assert each == {"NORTE": 2, "SUR": 2}
    assert total == each["NORTE"] + each["SUR"] - 1


def test_two_records_of_one_person_in_two_agencies_are_one_person(funded):
    town = funded.town
    far = funded.project("LEJOS", agencies=[town.faro])
    mine, theirs = new(town), new(town, by=town.bruno)
    helped(town, mine, funded.north)
    helped(town, theirs, far, by=town.bruno)
    assert counts(town)[1] == 2
    again = new(town)
    helped(town, again, funded.south)
    same.compare(by=town.alba, one=mine.person, other=again.person, verdict=Verdict.ONE)
    each, total = counts(town)
    assert (each["NORTE"], each["SUR"], each["LEJOS"], total) == (1, 1, 1, 2)


def test_who_did_not_agree_is_in_no_count(funded):
    town = funded.town
    silent = town.new_case()
    helped(town, silent, funded.north)
    assert counts(town) == ({"NORTE": 0, "SUR": 0}, 0)
    census = Census.of(TODAY())
    assert months.services(census, days()) == 0


def test_a_corrected_service_counts_as_corrected_and_days_hold(funded):
    town, case = funded.town, new(funded.town)
    entry = helped(town, case, funded.north)
    assistance.correct(
        by=town.ana, entry=entry, service="Food", given_on=TODAY() - 2 * MONTH,
        projects=[funded.south],
    )  # fmt: skip
    assert counts(town) == ({"NORTE": 0, "SUR": 0}, 0)
    census = Census.of(TODAY())
    early = Days(TODAY() - 3 * MONTH, TODAY(), project=funded.south)
    assert len(months.served(census, early)) == months.services(census, early) == 1
    assert not months.served(census, days(agency=town.faro))


def test_new_continuing_and_closed(funded):
    town = funded.town
    first = TODAY() - MONTH
    fresh = town.new_case(opened_on=TODAY())
    agrees(town, fresh)
    old, ends = new(town), new(town)
    closed(ends, town.ana)
    found = months.course(Census.of(TODAY()), Days(first, TODAY()))
    assert found.new == {fresh.person_id}
    assert found.continuing == {old.person_id, ends.person_id}
    assert found.closed == {ends.person_id}
    # Of nobody's project, and of a month before all of them.
    assert not months.course(Census.of(TODAY()), days(project=funded.north)).new
    before = months.course(Census.of(TODAY()), Days(first - 9 * MONTH, first - 8 * MONTH))
    assert (before.new, before.continuing, before.closed) == (set(), set(), set())


def test_one_whose_second_case_is_open_is_not_closed(funded):
    town, case = funded.town, new(funded.town)
    cases.open_case(by=town.ana, agency=town.casa_luz, person=case.person, came_from="intake")
    closed(case, town.ana)
    found = months.course(Census.of(TODAY()), Days(TODAY() - MONTH, TODAY()))
    assert case.person_id in found.continuing
    assert case.person_id not in found.closed


def test_a_case_taken_up_again_is_not_closed(funded):
    town, case = funded.town, new(funded.town)
    closed(case, town.ana)
    case.refresh_from_db()
    closing.reopen(by=town.ana, case=case, reason="she_came_back", words="Volvió")
    found = months.course(Census.of(TODAY()), Days(TODAY() - MONTH, TODAY()))
    assert case.person_id in found.continuing
    assert case.person_id not in found.closed


def test_a_service_belongs_to_projects_of_its_agency_on_its_days(funded):
    town, case = funded.town, new(funded.town)
    far = funded.project("LEJOS", agencies=[town.faro])
    with pytest.raises(Refused, match="does not work in the project LEJOS"):
        helped(town, case, far)
    with pytest.raises(Refused, match="outside the period of the project NORTE"):
        helped(town, case, funded.north, on=date(2001, 1, 1))
    assert not AssistanceProject.objects.exists()


def test_projects_are_ticked_beside_the_service_and_kept_by_a_correction(funded, client):
    town, url = funded.town, f"/assistance/{funded.town.case.pk}/"
    sent = {"service": "Food", "given_on": TODAY().isoformat(), "projects": [str(funded.north.pk)]}
    sign_in(client, town.ana).post(url, sent)
    row = AssistanceProject.objects.get()
    assert row.project == funded.north
    page = client.get(url).content.decode()
    assert "NORTE" in page
    correct = f"{url}{row.assistance_id}/correct/"
    assert (
        f'value="{funded.north.pk}" id="id_projects_0" checked'
        in client.get(correct).content.decode()
    )
    page = client.post(url, sent | {"given_on": "2001-01-01"}).content.decode()
    assert "outside the period of the project NORTE" in page
    # An agency without a project is asked nothing.
    assert (
        b"In which projects"
        not in sign_in(client, town.bruno)
        .get(f"/assistance/{town.new_case(by=town.bruno).pk}/")
        .content
    )
