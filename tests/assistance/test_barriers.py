"""Why services were not reached: kept with her, counted without her."""

from datetime import date

import pytest

from amparo.agencies.enums import Role
from amparo.assistance.actions import barriers as actions
from amparo.assistance.models import Barrier
from amparo.assistance.queries import barriers as queries
from amparo.cases import actions as cases
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in, statuses
from tests.town import _member

FACTS = {"service": "Health", "kind": "distance", "done": "nothing"}


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

    for number in range(3):
        case = town.new_case(person={"given_names": f"Nadie {number}"})
        actions.write(by=town.ana, case=case, met_on=today, **FACTS)
    last = town.new_case(person={"given_names": "Nadie"})
    page = sign_in(client, town.alba).get("/assistance/barriers/")
    assert page.context["found"][0][1] == {"kinds": [], "services": []}
    actions.write(by=town.ana, case=last, met_on=today, **FACTS)
    # What another agency met is none of hers, nor is what was met years ago.
    theirs = town.new_case(by=town.bruno)
    actions.write(by=town.bruno, case=theirs, met_on=today, **FACTS)
    actions.write(by=town.ana, case=last, met_on=date(2019, 1, 1), **FACTS)
    page = client.get("/assistance/barriers/")
    assert page.context["found"][0][1] == {
        "kinds": [("Distance or transport", 5, "Health")],
        "services": [("Health", 5, "Distance or transport")],
    }
    assert page.context["found"][1][1] == {"kinds": [], "services": []}
    assert "bus" not in page.content.decode()


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
    assert queries.gaps(Case.objects.all(), year=today.year).kinds == []


def test_what_was_struck_is_counted_no_more(town):
    today = clock.today()
    theirs = [town.new_case(person={"given_names": f"Nadie {n}"}) for n in range(5)]
    held = [actions.write(by=town.ana, case=case, met_on=today, **FACTS) for case in theirs]
    assert [gap.people for gap in queries.gaps(Case.objects.all(), year=today.year).kinds] == [5]
    actions.strike(by=town.ana, barrier=held[0])
    assert queries.gaps(Case.objects.all(), year=today.year).kinds == []
