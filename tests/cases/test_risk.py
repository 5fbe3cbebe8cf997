"""Her risk: chosen by a person with reasons, due again at every contact, never computed."""

from datetime import date, timedelta

import pytest

from amparo.cases import due_dates
from amparo.cases.actions import risk as actions
from amparo.cases.models import Case, RiskAssessment
from amparo.cases.policies.risk import is_current
from amparo.cases.queries import risk as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.actions import contact as contacts
from tests.helpers import as_if, audit_events, sign_in, statuses

HIGH = {"levels": {"person": "high"}, "reasons": {"person": "They ask for her at the market."}}
CAME = {"channel": "visit", "began": "her", "outcome": "reached"}


@pytest.fixture
def url(town):
    return f"{town.case.get_absolute_url()}risk/"


def assessed(town, *, ago=0, due_in=14):
    """An assessment of some days ago."""
    today = clock.today()
    facts = HIGH | {"next_due_on": today + timedelta(days=max(due_in, 0))}
    made = actions.assess_risk(by=town.ana, case=town.case, **facts)
    at = made.assessed_at - timedelta(days=ago)
    as_if(made, assessed_at=at, assessed_on=at.astimezone(clock.programme_zone()).date())
    if due_in < 0:
        as_if(made, next_due_on=today + timedelta(days=due_in))
    return made


def due_now(town):
    rows = queries._due(Case.objects.filter(pk=town.case.pk))
    return rows.filter(risk_due_on__lte=clock.today()).exists()


def test_who_opens_the_risk(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {
        "nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404, "noe": 404,
    }  # fmt: skip
    assert statuses(client, url, everyone) == table
    table["ana"] = table["alba"] = 302
    assert statuses(client, f"{url}unchanged/", everyone, method="post") == table


@pytest.mark.parametrize(("day", "holds"), [(9, True), (10, True), (11, False)])
def test_it_holds_through_its_last_day(day, holds):
    made = RiskAssessment(next_due_on=date(2026, 11, 10))
    assert bool(is_current(made, on=date(2026, 11, day))) == holds


def test_a_contact_after_it_makes_it_stale_whatever_its_day():
    made = RiskAssessment(next_due_on=date(2026, 12, 1))
    assert not is_current(made, on=date(2026, 11, 10), contacts=[date(2026, 11, 9)])
    assert is_current(made, on=date(2026, 11, 10), contacts=[None])
    assert not is_current(None, on=date(2026, 11, 10))


def test_a_contact_makes_it_due_and_the_next_assessment_settles_it(town):
    made = assessed(town, ago=1)
    assert queries.standing(town.case, made)
    assert not due_now(town)
    contacts.log_contact(by=town.ana, person=town.case.person, **CAME)
    assert not queries.standing(town.case, made)
    assert due_now(town)
    again = assessed(town)
    assert queries.standing(town.case, again)
    assert not due_now(town)


def test_help_given_after_it_makes_it_due(town):
    made = assessed(town, ago=3)
    town.new_assistance(given_on=clock.today() - timedelta(days=3))
    assert queries.standing(town.case, made)
    town.new_assistance(given_on=clock.today() - timedelta(days=1))
    assert not queries.standing(town.case, made)
    assert due_now(town)


def test_a_day_that_passed_is_due_and_is_said_on_the_page_of_the_case(town, client):
    assessed(town, ago=20, due_in=-1)
    assert due_now(town)
    page = sign_in(client, town.ana).get(town.case.get_absolute_url()).content.decode()
    assert "Due again" in page
    assert "risk" in due_dates._rules


def test_a_level_needs_its_reason(town, client, url):
    sent = {"person": "high", "next_due_on": f"{clock.today()}"}
    page = sign_in(client, town.ana).post(url, sent)
    assert page.context["form"].errors["why_person"]
    sent["why_person"] = "They ask for her at the market."
    assert client.post(url, sent).status_code == 302
    made = RiskAssessment.objects.get()
    assert (made.person, made.family) == ("high", "not_assessed")
    assert "market" in client.get(url).content.decode()
    assert "market" not in str([(e.detail, e.fields) for e in audit_events()])


def test_as_before_is_one_press_after_looking(town, client, url):
    first = assessed(town, ago=5)
    sent = {"seen": first.pk, "next_due_on": f"{clock.today() + timedelta(days=7)}"}
    sign_in(client, town.ana)
    assert client.post(f"{url}unchanged/", sent).status_code == 302
    second = queries.newest(town.case)
    assert (second.person, second.unchanged, second.reasons) == ("high", True, first.reasons)
    assert second.assessed_on == clock.today()
    # A colleague assessed meanwhile: what she was shown is not the last word.
    assert client.post(f"{url}unchanged/", sent).status_code == 403
    assert RiskAssessment.objects.count() == 2


def test_it_is_not_due_before_today(town):
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(Refused):
        actions.assess_risk(by=town.ana, case=town.case, **HIGH, next_due_on=yesterday)
    with pytest.raises(Refused):
        actions.assess_risk(by=town.bruno, case=town.case, **HIGH, next_due_on=clock.today())


def test_no_level_is_computed_and_no_number_kept():
    names = {field.name for field in RiskAssessment._meta.fields}
    kinds = {f.get_internal_type() for f in RiskAssessment._meta.fields}
    assert not [name for name in names if "score" in name or "points" in name]
    assert not kinds & {"IntegerField", "FloatField", "DecimalField", "PositiveIntegerField"}
