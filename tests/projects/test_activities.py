"""What a project does for many at once: written down once done, in one project or in several."""

from datetime import timedelta
from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.http import Http404

from amparo.agencies.roles import Permission
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.projects import access
from amparo.projects.actions import activities, projects
from amparo.projects.models import Activity, Project
from amparo.projects.policies import project as policies
from amparo.projects.queries import activities as queries
from tests.helpers import audit_events, sign_in, statuses
from tests.somebody import TODAY, TOMORROW, YESTERDAY, allows, needs, refused

PABLO = allows(Permission.KEEP_PROJECTS, pk="pablo")


def done(funded, *held, **facts):
    facts = {"kind": "training", "title": "Taller para hoteles", "on": clock.today()} | facts
    return activities.record(by=funded.office.pablo, projects=held or [funded.north], **facts)


def days():
    return {"first": clock.today() - timedelta(days=30), "last": clock.today()}


def test_what_belongs_to_two_projects_is_one_activity(funded):
    done(funded, came=20)
    done(funded, funded.south, kind="meeting", came=7)
    done(funded, funded.north, funded.south, came=15)
    north, south = (
        queries.standing(**days(), project=each) for each in (funded.north, funded.south)
    )
    assert (north.count(), south.count()) == (2, 2)
    everything = queries.standing(**days())
    assert everything.count() == north.count() + south.count() - 1
    assert queries.came(everything) == 42
    assert queries.came(queries.standing(**days(), kind="training")) == 35


def test_nobody_counted_is_not_that_nobody_came(funded, client):
    done(funded, came=None)
    done(funded, came=0, title="Taller sin nadie")
    page = sign_in(client, funded.office.pablo).get(f"{funded.north.get_absolute_url()}activities/")
    words = page.content.decode()
    assert "nobody counted who came" in words
    assert "0 came" in words


def test_struck_it_stays_and_counts_no_more(funded, client):
    held = done(funded, funded.north, funded.south, came=15)
    url = f"{funded.north.get_absolute_url()}activities/{held.pk}/strike/"
    assert sign_in(client, funded.town.ana).post(url).status_code == 403
    sign_in(client, funded.office.pablo).post(url)
    assert Activity.objects.get().struck_by == funded.office.pablo
    assert queries.standing(**days()).count() == 0
    assert list(queries.of_project(funded.south, seen=Project.objects.all())) == [held]
    with pytest.raises(Refused, match="struck already"):
        activities.strike(by=funded.office.pablo, activity=held)
    assert len(audit_events("activity_struck")) == 2


def test_it_lies_within_the_period_of_each_of_its_projects(funded):
    short = funded.project("CORTO", starts_on=clock.today(), ends_on=clock.today())
    with pytest.raises(Refused, match="outside the period of the project CORTO"):
        done(funded, funded.north, short, on=clock.today() - timedelta(days=1))
    assert not Activity.objects.exists()
    held = done(funded, funded.north, on=clock.today() - timedelta(days=3))
    facts = {
        "code": "NORTE", "name": "N", "grant": "", "currency": "USD",
        "donors": [funded.fund], "agencies": [funded.town.casa_luz],
        "ends_on": funded.north.ends_on,
    }  # fmt: skip
    later = {"starts_on": clock.today() - timedelta(days=2)}
    with pytest.raises(Refused, match="an activity"):
        projects.change(by=funded.office.pablo, project=funded.north, **facts | later)
    activities.strike(by=funded.office.pablo, activity=held)
    projects.change(by=funded.office.pablo, project=funded.north, **facts | later)


def test_it_is_written_down_on_its_page(funded, client):
    url = f"{funded.north.get_absolute_url()}activities/"
    sent = {
        "kind": "training", "on": clock.today().isoformat(), "title": "Taller para hoteles",
        "came": "18", "with_whom": funded.fund.name, "also": [str(funded.south.pk)],
    }  # fmt: skip
    sign_in(client, funded.office.pablo).post(url, sent)
    held = Activity.objects.get()
    assert set(held.projects.all()) == {funded.north, funded.south}
    assert (held.came, held.with_whom, held.recorded_by) == (18, funded.fund, funded.office.pablo)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    page = client.post(url, sent | {"on": tomorrow, "title": "Taller que viene"})
    assert "This day lies ahead" in page.content.decode()
    assert "Taller que viene" in page.content.decode()
    refused = client.post(url, sent | {"also": [str(uuid4())], "title": "Otra"})
    assert refused.status_code == 200
    assert Activity.objects.count() == 1


def test_of_an_activity_nobody_reads_the_code_of_a_project_that_she_does_not_see(funded, client):
    foreign = funded.project("AJENO", agencies=[funded.town.faro])
    done(funded, funded.north, funded.south, foreign)
    done(funded, foreign, funded.north, title="Otro taller")
    for member, codes, project in (
        (funded.town.ana, {"SUR"}, funded.north),
        (funded.town.bruno, set(), foreign),
        (funded.office.pablo, {"SUR", "AJENO"}, funded.north),
    ):
        sign_in(client, member)
        page = client.get(f"{project.get_absolute_url()}activities/").content.decode()
        assert "Taller para hoteles" in page
        assert {code for code in ("NORTE", "SUR", "AJENO") if f"also {code}" in page} == codes


def test_who_opens_activities(funded, client):
    town, held = funded.town, done(funded)
    who = [None, town.ana, town.bruno, town.noe, funded.office.pablo, funded.office.sara]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "noe": 404, "pablo": 200, "sara": 404}
    assert statuses(client, f"{funded.north.get_absolute_url()}activities/", who) == table
    assert access.get_activity_or_404(funded.north, held.pk) == held
    for project, pk in ((funded.south, held.pk), (funded.north, uuid4())):
        with pytest.raises(Http404):
            access.get_activity_or_404(project, pk)


def test_another_agency_adds_no_project_that_it_does_not_see(funded, client):
    from amparo.projects.forms.activity import ActivityForm

    foreign = funded.project("AJENO", agencies=[funded.town.faro])
    seen = access.visible_projects(funded.town.ana).exclude(pk=funded.north.pk)
    assert str(foreign.pk) not in ActivityForm(others=seen).others


RUNS = Thing(code="NORTE", starts_on=YESTERDAY, ends_on=TOMORROW)
OVER = Thing(code="CORTO", starts_on=YESTERDAY, ends_on=YESTERDAY)


@pytest.mark.parametrize(
    ("held", "on", "words"),
    [
        ([RUNS], TODAY, ""),
        ([RUNS], YESTERDAY, ""),
        ([RUNS, OVER], YESTERDAY, ""),
        ([RUNS, OVER], TODAY, "This day lies outside the period of the project CORTO"),
        ([OVER, RUNS], TODAY, "This day lies outside the period of the project CORTO"),
        ([RUNS], TOMORROW, "This day lies ahead"),
        (
            [RUNS],
            YESTERDAY - timedelta(days=1),
            "This day lies outside the period of the project NORTE",
        ),
    ],
)
def test_when_an_activity_is_written(held, on, words):
    refused(policies.can_do(held, by=PABLO, on=on, today=TODAY), words)


def test_who_writes_activities_and_strikes_them():
    needs(
        Permission.KEEP_PROJECTS,
        lambda by: policies.can_do([RUNS], by=by, on=TODAY, today=TODAY),
    )
    standing, struck = Thing(struck_at=None), Thing(struck_at=TODAY)
    needs(Permission.KEEP_PROJECTS, lambda by: policies.can_strike_activity(standing, by=by))
    refused(policies.can_strike_activity(struck, by=PABLO), "This activity was struck")
