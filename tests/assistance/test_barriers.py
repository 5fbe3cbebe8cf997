"""Why services were not reached: kept with her, counted without her."""

from datetime import date, timedelta

import pytest
from django.utils import formats

from amparo.agencies.enums import Role
from amparo.assistance.actions import barriers as actions
from amparo.assistance.models import Barrier
from amparo.assistance.queries import barriers as queries
from amparo.cases import access
from amparo.cases import actions as cases
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.children import doubted
from tests.helpers import as_if, audit_events, sign_in, statuses
from tests.town import _member

FIRST = clock.today().replace(day=1)
LAST = FIRST - timedelta(days=1)
FACTS = {"service": "Health", "kind": "distance", "done": "nothing"}


def met(town, case, *, on=LAST, written=LAST, by=None):
    """Met on a day, and written down on one: numbers are those of the last whole month."""
    barrier = actions.write(by=by or town.ana, case=case, met_on=on, **FACTS)
    as_if(barrier, recorded_at=clock.end_of_day(written))
    return barrier


def others(town, number):
    return [town.new_case(person={"given_names": f"Nadie {n}"}) for n in range(number)]


def counted(town, by=None):
    found = queries.gaps(access.visible_cases(by or town.alba), year=LAST.year, until=LAST)
    return [gap.people for gap in found.kinds]


def test_a_barrier_is_written_sealed_and_counted_from_five_people_on(town, client):
    everyone = [*town.everyone, town.alba, town.fina]
    url = f"/assistance/{town.case.pk}/barriers/"
    assert statuses(client, url, everyone) == {
        "nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404,
    }  # fmt: skip
    assert statuses(client, "/assistance/barriers/", everyone) == {
        "nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "alba": 200, "fina": 404,
    }  # fmt: skip
    ana, today = sign_in(client, town.ana), clock.today()
    assert ana.post(url, FACTS | {"met_on": "ayer"}).context["form"].errors["met_on"]
    sent = FACTS | {"met_on": str(today), "note": "The bus no longer goes."}
    assert ana.post(url, sent).status_code == 302
    held = Barrier.objects.get()
    assert held.note == "The bus no longer goes."
    assert "bus" not in str(Barrier.objects.values_list("note", flat=True).get())
    assert "The bus no longer goes." in ana.get(url).content.decode()
    (event,) = audit_events("barrier_written")
    assert "distance" not in event.detail + event.fields

    *four, last = others(town, 5)
    for case in four:
        met(town, case)
    # What another agency met is none of hers, nor is what was met years ago.
    met(town, town.new_case(by=town.bruno), by=town.bruno)
    met(town, last, on=date(2019, 1, 1))
    page = sign_in(client, town.alba).get("/assistance/barriers/")
    assert all(said == {"kinds": [], "services": []} for _year, said in page.context["found"])
    met(town, last)
    page = client.get("/assistance/barriers/")
    shown = dict(page.context["found"])
    assert shown.pop(LAST.year) == {
        "kinds": [("Distance or transport", 5, "Health")],
        "services": [("Health", 5, "Distance or transport")],
    }
    assert list(shown.values()) == [{"kinds": [], "services": []}]
    assert formats.date_format(LAST, "F Y") in page.content.decode()
    assert "bus" not in page.content.decode()


def test_who_came_last_is_not_told_by_a_number_that_moved_when_she_was_written_down(town):
    """The numbers of a month are those of its first day: what happens in it moves none."""
    *nine, last = others(town, 10)
    held = [met(town, case) for case in nine]
    assert counted(town) == [5]
    late = met(town, last, on=LAST, written=FIRST)
    today = met(town, last, on=FIRST, written=FIRST)
    assert counted(town) == [5]
    as_if(late, recorded_at=clock.end_of_day(LAST))
    assert counted(town) == [10]
    as_if(late, met_on=FIRST)
    assert counted(town) == [5]
    for each in held[:5]:
        actions.strike(by=town.ana, barrier=each)
    assert counted(town) == [5]
    assert today.struck_at is None


def test_files_for_named_people_are_left_out_for_everybody(town):
    """Or two coordinators would read two numbers, and the difference is a child."""
    *four, child = others(town, 5)
    for case in [*four, child]:
        met(town, case)
    assert counted(town) == counted(town, by=town.ana) == [5]
    doubted(town, child)
    assert access.visible_cases(town.ana).filter(pk=child.pk).exists()
    assert counted(town) == counted(town, by=town.ana) == []


def test_only_her_team_writes_it(town):
    with pytest.raises(Refused, match="Only the agency"):
        actions.write(by=town.bruno, case=town.case, met_on=clock.today(), **FACTS)
    assert not Barrier.objects.exists()


def test_a_barrier_is_corrected_or_struck_by_who_wrote_it_or_a_coordinator(town, client):
    today = clock.today()
    barrier = actions.write(by=town.ana, case=town.case, met_on=today, **FACTS)
    url = f"/assistance/{town.case.pk}/barriers/"
    here = f"{url}{barrier.pk}/"
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, here, [*town.everyone, town.alba, town.fina]) == table
    other = actions.write(by=town.bruno, case=town.new_case(by=town.bruno), met_on=today, **FACTS)
    ana = sign_in(client, town.ana)
    assert ana.get(f"{url}{other.pk}/").status_code == 404
    assert ana.post(here, FACTS | {"met_on": ""}).context["form"].errors
    assert ana.get(here).context["form"].initial["kind"] == "distance"
    said = {"met_on": str(today), "note": "It was the papers.", "kind": "no_place"}
    assert ana.post(here, FACTS | said).status_code == 302
    barrier.refresh_from_db()
    newer = Barrier.objects.get(case=town.case, struck_at__isnull=True)
    assert (barrier.struck_by, newer.kind, newer.note) == (town.ana, "no_place", said["note"])
    (event,) = audit_events("barrier_corrected")
    assert "papers" not in event.detail + event.fields
    page = ana.get(url).content.decode()
    assert "Struck by Ana" in page
    assert "1 written down" in ana.get(f"/cases/{town.case.pk}/").content.decode()
    with pytest.raises(Refused, match="struck before"):
        actions.correct(by=town.ana, barrier=barrier, met_on=today, **FACTS)
    # A coordinator may; another colleague of the team tells one of them.
    bea = _member("bea", "Bea Bejuco", town.casa_luz, Role.CASEWORKER)
    cases.assign(by=town.alba, case=town.case, member=bea)
    with pytest.raises(Refused, match="Whoever wrote this down"):
        actions.strike(by=bea, barrier=newer)
    assert sign_in(client, town.alba).post(f"{url}{newer.pk}/", {"do": "strike"}).status_code == 302
    newer.refresh_from_db()
    assert newer.struck_by == town.alba


def test_what_was_struck_is_counted_no_more_from_the_next_month_on(town):
    held = [met(town, case) for case in others(town, 5)]
    actions.strike(by=town.ana, barrier=held[0])
    assert counted(town) == [5]
    as_if(Barrier.objects.get(pk=held[0].pk), struck_at=clock.end_of_day(LAST))
    assert counted(town) == []
