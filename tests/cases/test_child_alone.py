"""A child whom nobody represents, and a yes of before that carries nothing any more: both due."""

from datetime import timedelta

import pytest
from django.utils import translation

from amparo.cases.models import Case
from amparo.cases.queries import due
from amparo.core import clock
from amparo.people import actions as people
from amparo.people.actions import children
from tests.children import ASSENT, STATISTICS, doubted, stands
from tests.helpers import sign_in

TODAY = clock.today()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def codes(town, case):
    found = due.due(Case.objects.filter(pk=case.pk), member=town.ana, on=TODAY)
    return {each.rule: each.on for each in found}


def child(town, years=14, **facts):
    born = TODAY.year - years
    person = {"given_names": "Ixchel", "birth_date": str(born), "birth_year": born} | facts
    return town.new_case(person=person, opened_on=TODAY - timedelta(days=9))


def test_a_child_whom_nobody_represents_is_due(town, client):
    case = child(town)
    assert codes(town, case)["child_alone"] == case.opened_on
    shown = sign_in(client, town.ana).get("/cases/due/").content.decode()
    assert "Nobody may represent a child" in shown
    uncle = stands(town, case, suspected="not_known", name="Ulises Inventado")
    assert "child_alone" in codes(town, case)
    mother = stands(town, case)
    assert "child_alone" not in codes(town, case)
    yesterday = TODAY - timedelta(days=1)
    children.revise_guardian(by=town.ana, guardian=mother, seen_version=1, until=yesterday)
    assert codes(town, case)["child_alone"] == yesterday
    children.revise_guardian(by=town.ana, guardian=mother, seen_version=2, until=TODAY)
    assert "child_alone" not in codes(town, case)
    assert codes(town, case)["guardian_ends"] == TODAY
    later = TODAY + timedelta(days=15)
    children.revise_guardian(by=town.ana, guardian=mother, seen_version=3, until=later)
    assert not codes(town, case)
    children.revise_guardian(by=town.ana, guardian=mother, seen_version=4, suspected="yes")
    assert codes(town, case)["child_alone"] == TODAY
    children.revise_guardian(
        by=town.ana, guardian=uncle, seen_version=1, suspected="no", since=later
    )
    assert "child_alone" in codes(town, case)


def test_who_has_just_grown_up_is_not_and_who_may_be_a_child_is(town):
    birthday = TODAY.replace(year=TODAY.year - 18)
    exact = {"birth_year": birthday.year}
    grown = child(town, birth_date=str(birthday), **exact)
    almost = child(town, birth_date=str(birthday + timedelta(days=1)), **exact)
    about = child(town, birth_date=f"{TODAY.year - 19}~", birth_year=TODAY.year - 19)
    unknown = town.new_case(person={"given_names": "Ixchel"})
    for case in (grown, almost, about, unknown):
        Case.objects.filter(pk=case.pk).update(named_only=True)
    assert "child_alone" not in codes(town, grown)
    assert "child_alone" in codes(town, almost)
    assert "child_alone" in codes(town, about)
    assert "child_alone" not in codes(town, unknown)
    doubted(town, unknown)
    assert "child_alone" in codes(town, unknown)
    children.find_age(
        by=town.ana, person=unknown.person, said="assessed", found_on=TODAY, reasons="Acta.",
        body="Procuraduría", method="interview", youngest=18, oldest=20,
    )  # fmt: skip
    assert "child_alone" not in codes(town, unknown)


def test_a_yes_of_an_adult_is_asked_again_with_whom_represents_her(town):
    case = town.case
    people.record_consent(by=town.ana, person=case.person, **STATISTICS)
    assert "childs_yes" not in codes(town, case)
    doubted(town, case)
    assert codes(town, case)["childs_yes"] == TODAY
    assent = ASSENT | {"guardian": stands(town, case)}
    beside = people.record_consent(by=town.ana, person=case.person, assent=assent, **STATISTICS)
    old = case.person.consents.exclude(pk=beside.pk).get()
    people.withdraw_consent(by=town.ana, consent=old)
    assert "childs_yes" not in codes(town, case)
