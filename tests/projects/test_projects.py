"""A project: whose money, for which days, in which agencies; what is spent and what is reached."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.projects.actions import money, projects
from amparo.projects.models import BudgetLine, Project, Spending, Target
from amparo.projects.queries import frame as frames
from amparo.projects.queries import money as sums
from amparo.projects.queries import projects as queries
from tests.helpers import audit_events, sign_in, statuses


def sent(fund, agency, **facts):
    return {
        "code": "PV-26", "name": "Puerto seguro", "starts_on": "2026-01-01",
        "ends_on": "2027-12-31", "currency": "USD", "donor": fund.name,
        "agencies": [str(agency.pk)],
    } | facts  # fmt: skip


def test_who_opens_a_project(funded, client):
    town = funded.town
    url = funded.north.get_absolute_url()
    who = [None, town.ana, town.bruno, town.noe, funded.office.pablo, funded.office.sara]
    for page in (url, f"{url}money/", f"{url}log-frame/", f"{url}edit/", f"{url}money/line/",
                 f"{url}log-frame/row/"):  # fmt: skip
        table = {"nobody": 302, "ana": 200, "bruno": 404, "noe": 404, "pablo": 200, "sara": 404}
        assert statuses(client, page, who) == table
    open_to_all = {"nobody": 302, "ana": 200, "bruno": 200}
    for page in ("/projects/", "/projects/indicators/", "/projects/new/"):
        assert statuses(client, page, town.everyone[:3]) == open_to_all


def test_a_project_is_recorded_and_changed(funded, client):
    luz, pablo = funded.town.casa_luz, funded.office.pablo
    sign_in(client, pablo).post("/projects/new/", sent(funded.fund, luz))
    held = Project.objects.get(code="PV-26")
    assert (held.donors.get(), held.agencies.get()) == (funded.fund, luz)
    other = funded.office.organisation("Otro Fondo Inventado")
    facts = sent(funded.fund, funded.town.faro, donor_2=other.name, name="Puerto más seguro")
    client.post(f"{held.get_absolute_url()}edit/", facts)
    held.refresh_from_db()
    assert held.name == "Puerto más seguro"
    assert set(held.donors.all()) == {funded.fund, other}
    assert held.agencies.get() == funded.town.faro
    event = audit_events("project_changed")[-1]
    assert event.fields == '["agencies", "donors", "name"]'


def test_a_refusal_stands_on_the_page_and_loses_nothing(funded, client):
    page = sign_in(client, funded.office.pablo).post(
        "/projects/new/", sent(funded.fund, funded.town.casa_luz, code="norte")
    )
    assert "Another project bears this code" in page.content.decode()
    assert "Puerto seguro" in page.content.decode()
    assert Project.objects.count() == 2


def test_who_keeps_no_projects_is_told_so(funded, client):
    page = sign_in(client, funded.town.ana).get("/projects/new/").content.decode()
    assert "Your role does not allow you to keep projects" in page
    facts = {
        "code": "X", "name": "x", "starts_on": clock.today(), "ends_on": clock.today(),
        "currency": "USD", "donors": [funded.fund], "agencies": [funded.town.casa_luz],
    }  # fmt: skip
    with pytest.raises(Refused, match="keep projects"):
        projects.record(by=funded.town.ana, **facts)


def test_money_is_added_up_and_what_is_struck_counts_no_more(funded, client):
    kept, wrong = funded.spend("300"), funded.spend("900.50")
    url = f"{funded.north.get_absolute_url()}money/"
    sign_in(client, funded.office.pablo).post(f"{url}{wrong.pk}/strike/")
    assert sums.sums(sums.lines(funded.north)) == (Decimal(1000), Decimal(300))
    (line,) = sums.lines(funded.north)
    assert (line.left, line.percent) == (Decimal(700), 30)
    page = client.get(url).content.decode()
    assert "Struck" in page
    with pytest.raises(Refused, match="struck already"):
        money.strike(by=funded.office.pablo, payment=Spending.objects.get(pk=wrong.pk))
    assert Spending.objects.get(pk=kept.pk).struck_at is None


def test_spending_by_donor_keeps_days_and_currencies_apart(funded):
    today = clock.today()
    funded.spend("10", on=today - timedelta(days=40))
    funded.spend("20")
    pesos = funded.project("PESOS", currency="MXN")
    line = money.budget(
        by=funded.office.pablo, project=pesos, code="1", title="x", donor=funded.fund,
        amount=Decimal(5),
    )  # fmt: skip
    funded.spend("3", line=line)
    found = sums.by_donor(Project.objects.all(), first=today - timedelta(days=1), last=today)
    assert [(each.project, each.currency, each.amount) for each in found] == [
        ("NORTE", "USD", Decimal(20)),
        ("PESOS", "MXN", Decimal(3)),
    ]
    early = sums.lines(funded.north, until=today - timedelta(days=30))
    assert early[0].spent == Decimal(10)


def test_a_payment_is_typed_and_refused_outside_the_period(funded, client):
    url = f"{funded.north.get_absolute_url()}money/"
    facts = {"line": str(funded.line.pk), "on": "2019-01-01", "what": "Taller", "amount": "5"}
    page = sign_in(client, funded.office.pablo).post(url, facts).content.decode()
    assert "outside the period of the project NORTE" in page
    assert client.post(url, facts | {"on": clock.today().isoformat()}).status_code == 302
    assert Spending.objects.get().amount == Decimal(5)


def test_a_line_is_paid_by_a_donor_of_the_project(funded, client):
    stranger = funded.office.organisation("Ajena Inventada")
    with pytest.raises(Refused, match="must be a donor"):
        money.budget(
            by=funded.office.pablo, project=funded.north, code="2", title="x", donor=stranger,
            amount=Decimal(1),
        )  # fmt: skip
    url = f"{funded.north.get_absolute_url()}money/line/"
    facts = {"code": "1", "title": "Otra", "donor": str(funded.fund.pk), "amount": "7"}
    page = sign_in(client, funded.office.pablo).post(url, facts).content.decode()
    assert "Another line bears this number" in page
    client.post(url, facts | {"code": "2"})
    assert BudgetLine.objects.count() == 2


def test_a_log_frame_stands_in_its_order(funded, client):
    pablo, url = funded.office.pablo, f"{funded.north.get_absolute_url()}log-frame/"
    goal = funded.goal()
    other = funded.goal(number="2")
    sign_in(client, pablo).post(
        f"{url}row/",
        {"level": "outcome", "parent": str(goal.pk), "number": "1.1", "text": "Más ayuda"},
    )
    steps = frames.steps(funded.north)
    assert [(step.row.number, step.depth) for step in steps] == [("1", 0), ("1.1", 1), ("2", 0)]
    page = client.post(
        f"{url}row/", {"level": "output", "parent": str(other.pk), "number": "9", "text": "x"}
    )
    assert "under one of level “Outcome”" in page.content.decode()


def test_a_target_says_what_it_is_measured_by_and_whether_anything_feeds_it(funded, client):
    row = funded.goal()
    url = f"{funded.north.get_absolute_url()}log-frame/"
    facts = {
        "indicator": "kap_change", "baseline": "", "goal": "12.5",
        "starts_on": funded.north.starts_on.isoformat(),
        "ends_on": funded.north.ends_on.isoformat(), "disaggregations": ["gender", "age"],
    }  # fmt: skip
    sign_in(client, funded.office.pablo).post(f"{url}{row.pk}/target/", facts)
    target = Target.objects.get()
    assert (target.baseline, target.goal) == (None, Decimal("12.5"))
    page = client.get(url).content.decode()
    assert "Nothing feeds it yet" in page
    assert "nobody measured before" in page
    assert "Gender, Age group" in page
    again = client.post(f"{url}{row.pk}/target/", facts).content.decode()
    assert "has a target of this indicator" in again


def test_a_period_is_not_cut_under_what_was_paid_or_is_to_be_reached(funded):
    today = clock.today()
    funded.spend("1", on=today)
    same = {
        "code": "NORTE", "name": "x", "grant": "", "starts_on": funded.north.starts_on,
        "currency": "USD", "donors": [funded.fund], "agencies": [funded.town.casa_luz],
    }  # fmt: skip
    with pytest.raises(Refused, match="lies outside this period"):
        projects.change(
            by=funded.office.pablo, project=funded.north, ends_on=today - timedelta(days=1), **same
        )
    projects.change(by=funded.office.pablo, project=funded.north, ends_on=today, **same)
    late = same | {"code": "SUR"}
    funded.north = funded.south
    funded.target(funded.goal(number="7"))
    with pytest.raises(Refused, match="lies outside this period"):
        projects.change(by=funded.office.pablo, project=funded.south, ends_on=today, **late)


def test_projects_are_found_by_words_and_by_how_they_stand(funded):
    day = date(2020, 6, 1)
    funded.project("VIEJO", starts_on=day, ends_on=day, grant="G-77")
    funded.project("LUEGO", starts_on=date(2090, 1, 1), ends_on=date(2090, 1, 2))
    everything, today = Project.objects.all(), clock.today()

    def codes(**asked):
        return {each.code for each in queries.found(everything, on=today, **asked)}

    assert codes(standing="over") == {"VIEJO"}
    assert codes(standing="ahead") == {"LUEGO"}
    assert codes(standing="runs") == {"NORTE", "SUR"}
    assert codes(text="g-77") == {"VIEJO"}
    assert codes(text="inventado v") == {"VIEJO"}


def test_the_page_of_a_donor_lists_what_it_pays_for(funded, client):
    page = sign_in(client, funded.office.pablo).get(funded.fund.get_absolute_url())
    assert "NORTE · Proyecto inventado NORTE" in page.content.decode()
    page = sign_in(client, funded.town.bruno).get(funded.fund.get_absolute_url())
    assert "NORTE" not in page.content.decode()
