"""The controller's office sees the numbers of all agencies, others those of their own."""

import json
from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.http import Http404

from amparo.agencies.enums import AgencyKind
from amparo.agencies.models import Agency
from amparo.agencies.roles import Permission
from amparo.core import clock
from amparo.projects.feeding import Asked
from amparo.reporting import access
from amparo.reporting.actions import owed, transparency
from amparo.reporting.actions import reports as actions
from tests.helpers import audit_events
from tests.somebody import allows

P, TODAY = Permission, clock.today()


def shut(door, *arguments):
    with pytest.raises(Http404):
        door(*arguments)


@pytest.mark.parametrize("kind", AgencyKind)
def test_only_the_office_of_the_controller_sees_all(kind):
    member = Thing(agency=Thing(kind=kind))
    assert access.sees_all(member) == (kind == AgencyKind.OFFICE)


def test_whose_numbers_open(funded):
    town, pablo = funded.town, funded.office.pablo
    assert set(access.visible_agencies(pablo)) == set(Agency.objects.all())
    assert set(access.visible_agencies(town.alba)) == {town.casa_luz}
    assert set(access.visible_agencies(town.ana)) == set()
    far = funded.project("LEJOS", agencies=[town.faro])
    assert set(access.visible_projects(pablo)) == {funded.north, funded.south, far}
    assert set(access.visible_projects(town.alba)) == {funded.north, funded.south}
    assert set(access.visible_projects(town.ana)) == set()
    assert access.get_project_or_404(town.alba, funded.north.pk) == funded.north
    shut(access.get_project_or_404, town.alba, far.pk)
    shut(access.get_project_or_404, town.ana, funded.north.pk)


def test_a_report_opens_to_whoever_may_see_it_and_the_log_says_so(told):
    town, pablo = told.town, told.pablo
    mine, all_of_them = told.asked(agency=town.casa_luz), told.asked()
    theirs = told.asked(agency=town.faro)
    for member, asked in (
        (town.ana, mine), (town.alba, all_of_them), (town.alba, theirs), (town.dora, all_of_them),
    ):  # fmt: skip
        shut(access.open_report, member, asked)
    assert not audit_events("report_shown")
    access.open_report(pablo, all_of_them)
    access.open_report(pablo, theirs)
    access.open_report(town.alba, mine)
    access.open_report(town.noe, told.asked(project=told.funded.north))
    events = audit_events("report_shown")
    assert [str(town.faro.pk) in event.detail for event in events] == [False, True, False, False]
    assert [json.loads(event.detail) for event in events[:2]] == [
        {"month": told.month.code},
        {"month": told.month.code, "agency": str(town.faro.pk)},
    ]
    assert [event.about_id for event in events] == ["", "", "", str(told.funded.north.pk)]


def test_the_template_is_found_under_its_project_alone(funded):
    kept = actions.keep_template(
        by=funded.office.pablo, project=funded.north, content=b"x", file_type="xlsx"
    )
    assert access.template_of(funded.north) == kept
    assert access.template_of(funded.south) is None


def test_a_report_asked_for_days_is_one_that_compares(funded):
    asked = Asked(funded.north.starts_on, funded.north.ends_on)
    asked.memo["x"] = 1
    assert asked == Asked(funded.north.starts_on, funded.north.ends_on)


def test_who_reads_what_is_owed_and_what_was_asked(funded):
    town, pablo = funded.town, funded.office.pablo
    row = owed.owe(by=town.noe, kind="tip_report", to=funded.fund, period="2025", due_on=TODAY)
    asked = transparency.receive(by=town.noe, folio="1", received_on=TODAY, question="¿?")
    for member, reads, decides in (
        (town.noe, True, True), (town.dora, True, True), (pablo, True, False),
        (town.alba, True, False), (town.ana, False, False), (town.fina, False, False),
    ):  # fmt: skip
        assert access.reads_what_is_owed(member) == reads
        assert access.reads_requests(member) == decides
        assert list(access.visible_returns(member)) == [row] * reads
        assert list(access.visible_requests(member)) == [asked] * decides
    assert access.get_return_or_404(pablo, row.pk) == row
    assert access.get_request_or_404(town.dora, asked.pk) == asked
    shut(access.get_return_or_404, town.ana, row.pk)
    shut(access.get_request_or_404, pablo, asked.pk)
    shut(access.get_return_or_404, pablo, uuid4())
    shut(access.get_request_or_404, town.noe, uuid4())


@pytest.mark.parametrize("permission", list(Permission))
def test_one_permission_is_enough_to_read(permission):
    member = allows(permission)
    reads = {P.PROPOSE_RELEASE, P.APPROVE_RELEASE, P.SEE_REPORTS}
    assert access.reads_what_is_owed(member) == (permission in reads)
    assert access.reads_requests(member) == (permission in reads - {P.SEE_REPORTS})
