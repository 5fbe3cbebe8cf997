"""One page a month: exact on the screen, rounded on paper, and what nobody keeps says so."""

import io
import subprocess
from dataclasses import replace
from datetime import time, timedelta

import pikepdf
import pytest

from amparo.agreements.actions import agreements
from amparo.assistance import actions as assistance
from amparo.committees.actions import commitments
from amparo.core import clock
from amparo.projects.actions import activities
from amparo.projects.feeding import Asked, fed
from amparo.projects.models import Project
from amparo.reporting.figures import done, figures, office
from amparo.reporting.months import Month
from amparo.reporting.report import compose
from tests.committees import sitting
from tests.helpers import audit_events, sign_in, statuses

URL = "/reports/"


def report(told, **more):
    town = told.town
    return compose(
        told.asked(**more), projects=Project.objects.all(),
        agencies=[town.casa_luz, town.faro], today=clock.today(),
    )  # fmt: skip


def numbers(found):
    return {line.figure.code: line.fed and line.fed.numerator for line in found.lines}


def words(content: bytes) -> tuple[int, str]:
    pages = len(pikepdf.open(io.BytesIO(content)).pages)
    ran = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return pages, " ".join(ran.stdout.decode().split())


def test_who_opens_the_report(told, client):
    town = told.town
    who = [None, town.ana, town.bruno, town.alba, town.noe, town.dora, told.pablo]
    table = {"nobody": 302, "ana": 404, "bruno": 404, "alba": 200, "noe": 200, "dora": 404,
             "pablo": 200}  # fmt: skip
    assert statuses(client, URL, who) == table
    paper = table | {"alba": 403}
    assert statuses(client, f"{URL}sheet.pdf", who) == paper


def test_every_figure_is_counted_or_says_that_nobody_keeps_it(told, client):
    found = numbers(report(told))
    assert (found["new"], found["continuing"], found["closed"]) == (11, 0, 0)
    assert (found["people_assisted"], found["services_given"]) == (11, 12)
    assert found["people_trained"] is None
    assert (found["returns"], found["reunifications"]) == (0, 0)
    page = sign_in(client, told.pablo).get(URL).content.decode()
    unkept = [each for each in figures() if not each.is_kept]
    assert unkept
    assert page.count("not kept yet") == len(unkept)
    for pillar in ("Documentation and analysis", "Mechanisms between agencies",
                   "Direct assistance", "Capacity building"):  # fmt: skip
        assert pillar in page
    # A project officer opens no case, so no list of cases is offered.
    assert 'href="/cases/"' not in page
    assert 'href="/agreements/">Mechanisms in force' in page


def test_a_project_and_an_agency_filter_the_people(told):
    funded, town = told.funded, told.town
    north, south = report(told, project=funded.north), report(told, project=funded.south)
    assert numbers(north)["people_assisted"] == 10
    assert numbers(south)["people_assisted"] == numbers(south)["new"] == 2
    assert numbers(report(told, agency=town.faro))["people_assisted"] == 0
    assert numbers(north)["mechanisms_in_force"] is None
    together = report(told).by_project
    assert [(each.code, number) for each, number in together.each] == [("NORTE", 10), ("SUR", 2)]
    assert together.total == 10 + 2 - 1
    assert north.by_project is None


def test_the_page_of_an_agency_is_of_that_agency_alone(told, client):
    page = sign_in(client, told.town.alba).get(URL).content.decode()
    assert 'value="">all agencies' not in page
    assert "never of one agency" in page
    numbers = "<strong>11</strong>"
    assert numbers in page
    assert '<a href="/cases/">New people</a>' in page
    # What she asks of another is not hers to choose, so she is shown her own.
    other = f"{URL}?month={told.month.code}&agency={told.town.faro.pk}"
    assert numbers in client.get(other).content.decode()


def test_mechanisms_are_counted_as_documents_in_force(told):
    sara = told.funded.office.sara
    day = str(told.month.first - timedelta(days=400))
    agreements.record(by=sara, title="Protocolo", kind="protocol", signed=day)
    agreements.record(by=sara, title="Estudio", kind="specific", signed=day)
    agreements.record(by=sara, title="Vencido", kind="protocol", signed=day, ends=day)
    agreements.record(by=sara, title="Sin firma", kind="cooperation")
    assert numbers(report(told))["mechanisms_in_force"] == 1


def test_activities_of_the_month_and_who_was_counted_at_the_door(told):
    north, south = told.funded.north, told.funded.south
    pablo, first = told.funded.office.pablo, told.month.first
    facts = {"by": pablo, "title": "Taller", "kind": "training"}
    activities.record(projects=[north, south], on=first, came=15, **facts)
    activities.record(projects=[north], on=told.month.last, **facts)
    activities.record(projects=[south], on=first, came=9, **facts | {"kind": "campaign"})
    activities.record(projects=[north], on=first - timedelta(days=1), came=4, **facts)
    found = numbers(report(told))
    assert (found["activities_done"], found["training_attendances"]) == (3, 15)
    asked = Asked(first, told.month.last, project=north)
    assert done.activities_done(asked).numerator == 2
    assert done.training_attendances(replace(asked, project=south)).numerator == 15
    # Nobody counted at any of them: that is no zero.
    assert done.training_attendances(replace(asked, first=told.month.last)) is None
    assert done.training_attendances(asked).base == 15
    for count in (done.activities_done, done.training_attendances):
        assert count(replace(asked, agency=told.town.casa_luz)) is None


def test_sessions_that_were_called_and_those_that_were_held(bay):
    today = clock.today()
    month = Month(today.replace(day=1))
    asked = Asked(month.first, month.last)
    sitting.closed(bay, sitting.opened(bay))
    sitting.opened(bay, starts_at=time(20))
    assert office.sessions_held(asked).numerator == 1
    held = fed("meetings_held", asked)
    assert (held.numerator, held.denominator) == (1, 2)
    before = Asked(month.earlier.first, month.earlier.last)
    assert office.sessions_held(before).numerator == 0
    assert office.sessions_held(replace(asked, agency=bay.office.sara.agency)) is None
    assert fed("meetings_held", replace(asked, agency=bay.office.sara.agency)) is None


def test_commitments_of_the_month_and_those_past_their_day(told):
    sara, month = told.funded.office.sara, told.month
    facts = {
        "owner": told.funded.fund, "origin": "other", "made_at": "Foro inventado",
        "made": str(month.first),
    }  # fmt: skip
    late = commitments.write(by=sara, text="Tarde", due_on=month.last - timedelta(days=1), **facts)
    commitments.write(by=sara, text="Luego", due_on=month.last + timedelta(days=900), **facts)
    found = report(told)
    assert numbers(found)["commitments_written"] == 2
    assert found.late_commitments == 1
    # It is settled today: at the end of that month it was late still.
    commitments.settle(by=sara, commitment=late, evidence="Lista")
    assert report(told).late_commitments == 1
    assert numbers(report(told))["commitments_kept"] == 0


def test_money_by_funder_and_targets_against_what_was_reached(told):
    row = told.funded.goal()
    told.funded.target(row, goal=20)
    told.funded.target(row, indicator="kap_change", goal=5)
    found = report(told)
    assert [(each.donor, each.amount) for each in found.spending] == [("Fondo Inventado", 250)]
    unfed, assisted = found.targets
    assert (assisted.fed.numerator, assisted.percent, assisted.out.words) == (10, 50, "10")
    assert (unfed.fed, unfed.is_fed, unfed.percent) == (None, False, None)


def test_what_the_ledger_paid_is_on_the_screen_alone(told, client):
    town = told.town
    told.helped(told.cases[0], service="MedicalCare")
    assistance.record(
        by=town.ana, case=told.cases[1], service="Transport", given_on=told.month.last,
        cost=777, currency="MXN", funder="Donante chico",
    )  # fmt: skip
    page = sign_in(client, told.pablo).get(URL).content.decode()
    assert "Donante chico: 777.00" in page
    pages, text = words(client.get(f"{URL}sheet.pdf?in=en").content)
    assert (pages, "777" in text, "Donante" in text) == (1, False, False)
    filtered = client.get(f"{URL}?project={told.funded.north.pk}").content.decode()
    assert "Donante chico" not in filtered


def test_the_sheet_is_one_page_by_the_rule_in_both_languages_and_logged(told, client):
    funded = told.funded
    row = funded.goal()
    for number in range(20):
        funded.target(row, starts_on=funded.north.starts_on + timedelta(days=number), goal=60)
    sign_in(client, told.pablo)
    query = f"month={told.month.code}&project={funded.south.pk}"
    answer = client.get(f"{URL}sheet.pdf?{query}&in=en")
    assert answer["Content-Disposition"].endswith(f'informe-{told.month.code}-SUR-en.pdf"')
    pages, text = words(answer.content)
    assert pages == 1
    # Two people, exact on the screen, like none on paper.
    assert "fewer than 10" in text
    assert "not kept yet" in text
    pages, text = words(client.get(f"{URL}sheet.pdf?month={told.month.code}&in=es").content)
    assert pages == 1
    assert "Informe mensual" in text
    assert "10" in text
    assert [event.verb for event in audit_events("report_taken_out")] == ["report_taken_out"] * 2
    assert '"kind": "pdf"' in audit_events("report_taken_out")[0].detail


def test_a_month_that_runs_stays_inside(told, client):
    running = f"{clock.today():%Y-%m}"
    page = sign_in(client, told.pablo).get(f"{URL}?month={running}").content.decode()
    assert "This month is not over" in page
    answer = client.get(f"{URL}sheet.pdf?month={running}")
    assert answer.status_code == 403
    assert not audit_events("report_taken_out")


def test_a_month_that_is_none_is_said(told, client):
    page = sign_in(client, told.pablo).get(f"{URL}?month=octubre").content.decode()
    assert "This is no month" in page or "too long" in page


@pytest.mark.parametrize("text", ["2026-13", "26-01", "2026-1", "1900-01", "2101-01", "x"])
def test_what_is_no_month(text):
    assert Month.read(text) is None


def test_months_follow_one_another():
    month = Month.read("2026-02")
    assert (month.first.isoformat(), month.last.isoformat()) == ("2026-02-01", "2026-02-28")
    assert (month.earlier.code, month.later.code) == ("2026-01", "2026-03")
    assert str(month) == "February 2026"
