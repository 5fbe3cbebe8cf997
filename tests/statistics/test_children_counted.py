"""A yes counts as it does elsewhere: of a child, beside her own word and who represents her."""

from datetime import date, timedelta

import pytest

from amparo.core import clock
from amparo.people import actions as people
from amparo.people.actions import children, relations
from amparo.people.queries import consents_ended_since
from amparo.statistics import queries
from tests.children import ASSENT, STATISTICS, doubted, stands

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def recorded(town, **person):
    opened = {"is_assisted": True, "opened_on": date(2026, 3, 1)}
    return town.new_case(by=town.ana, person=person, **opened)


def counted():
    return len(list(queries.counted(scope="MX", as_of=clock.today())))


def test_an_adults_yes_counts_no_more_once_she_is_presumed_a_child(town):
    case = recorded(town, birth_year=2001)
    people.record_consent(by=town.ana, person=case.person, **STATISTICS)
    assert counted() == 1
    doubted(town, case)
    assert counted() == 0
    assessed = {"found_on": TODAY, "reasons": "Acta.", "body": "P", "method": "interview"}
    children.find_age(
        by=town.ana, person=case.person, said="assessed", youngest=18, oldest=20, **assessed
    )
    assert counted() == 1


def test_a_childs_yes_counts_while_who_gave_it_is_nobody_to_doubt(town):
    case = recorded(town, birth_year=TODAY.year - 14)
    guardian = stands(town, case)
    people.record_consent(
        by=town.ana, person=case.person, assent=ASSENT | {"guardian": guardian}, **STATISTICS
    )
    assert counted() == 1
    around = {"relation": "family", "name": "Rosa Inventada", "suspected": True}
    relations.add_related(by=town.ana, person=case.person, **around)
    assert counted() == 0


def test_corrected_to_a_child_by_her_dates_she_is_not_counted_on_an_adults_yes(town):
    case = recorded(town, birth_year=2001)
    people.record_consent(by=town.ana, person=case.person, **STATISTICS)
    born = TODAY.replace(year=TODAY.year - 18) + timedelta(days=1)
    facts = {"birth_year": born.year, "birth_date": str(born)}
    people.revise(by=town.ana, person=case.person, seen_version=1, **facts)
    assert counted() == 0
    facts = {"birth_date": str(born - timedelta(days=1))}
    people.revise(by=town.ana, person=case.person, seen_version=2, **facts)
    assert counted() == 1
    # A date alone, without its year beside it.
    facts = {"birth_date": str(born), "birth_year": None}
    people.revise(by=town.ana, person=case.person, seen_version=3, **facts)
    assert counted() == 0


def test_a_record_that_says_child_speaks_for_all_of_hers(town):
    grown, young = recorded(town, birth_year=2001), recorded(town, birth_year=TODAY.year - 14)
    people.record_consent(by=town.ana, person=grown.person, **STATISTICS)
    people.compare(by=town.ana, one=grown.person, other=young.person, verdict="two")
    assert counted() == 1
    people.compare(by=town.ana, one=grown.person, other=young.person, verdict="one")
    assert counted() == 0


@pytest.mark.django_db(transaction=True)
def test_a_count_of_before_the_doubt_is_made_anew_before_it_is_let_out(town):
    case, before = recorded(town, birth_year=2001), clock.now()
    people.record_consent(by=town.ana, person=case.person, **STATISTICS)
    assert not consents_ended_since(before)
    doubted(town, case)
    assert consents_ended_since(before)
    assert not consents_ended_since(clock.now())
