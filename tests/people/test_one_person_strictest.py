"""Two records of one person: whatever protects her in one of them protects her in both."""

import pytest
from django.utils import translation

from amparo.cases.access import need_to_know, visible_cases
from amparo.cases.actions import teams
from amparo.cases.queries import find_by_name, safe_contact
from amparo.cases.queries import same as pairs
from amparo.core.decisions import Refused
from amparo.people import actions
from amparo.people.actions import contact as contact_actions
from amparo.people.actions import relations as relation_actions
from amparo.people.models import Person
from amparo.people.queries import contact, relations
from amparo.people.queries import same as queries
from tests.helpers import sign_in

pytestmark = pytest.mark.django_db
LIKE = {"given_names": "Xquic", "paternal_surname": "Piedraluna", "maternal_surname": "Nubarrón"}
ALWAYS = [{"channel": "call", "days": list(range(7)), "from": "00:00", "until": "23:59"}]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def other(town):
    return town.new_case(by=town.ana, person=LIKE).person


def join(town, one, other):
    return actions.compare(by=town.ana, one=one, other=other, verdict="one")


def says(town, person, answer, ways=()):
    held = contact.current(person)
    return contact_actions.say_how_to_contact(
        by=town.ana, person=person, answer=answer, ways=list(ways),
        seen_version=held.version if held else 0,
    )  # fmt: skip


def opened(person):
    return [door.channel for door in contact.doors(person) if door.decision]


def test_she_is_contacted_only_by_ways_that_both_records_allow(town, other, client):
    her = town.case.person
    says(town, her, "yes", ALWAYS)
    assert opened(her) == ["call"]
    found = join(town, her, other)
    assert opened(her) == opened(other) == []
    assert contact.answer_of(her) == "not_asked"
    assert "Do not contact now" in str(safe_contact.contact(town.ana, town.case).standing)
    with pytest.raises(Refused, match="What else is written about her"):
        contact_actions.log_contact(
            by=town.ana, person=her, channel="call", began="us", outcome="reached"
        )
    page = sign_in(client, town.ana).get(f"/people/{her.pk}/contact/").content.decode()
    assert "555-0100" not in page
    assert "What else is written about her" in page
    says(town, other, "yes", ALWAYS)
    assert opened(her) == opened(other) == ["call"]
    says(town, other, "no")
    assert contact.answer_of(her) == "no"
    actions.undo_comparison(by=town.ana, comparison=found)
    assert opened(her) == ["call"]
    assert contact.answer_of(her) == "yes"


def test_a_contact_outside_what_the_other_record_allows_is_marked(town, other):
    says(town, town.case.person, "yes", ALWAYS)
    join(town, town.case.person, other)
    kept = contact_actions.log_contact(
        by=town.ana, person=town.case.person, channel="call", began="us", outcome="reached",
        outside_reason="Llamó la enfermera.",
    )  # fmt: skip
    assert kept.outside_rules


def test_who_endangers_her_by_one_record_endangers_her_by_both(town, other, client):
    relation_actions.add_related(
        by=town.ana, person=other, relation="employer", name="Alba Abedul", suspected=True
    )
    assert relations.conflicts(town.case.person, "Alba Abedul") == []
    found = join(town, town.case.person, other)
    [conflict] = relations.conflicts(town.case.person, "Alba Abedul")
    assert conflict.related.person_id == other.pk
    with pytest.raises(Refused, match="bears a name like this one"):
        teams.assign(by=town.alba, case=town.case, member=town.alba)
    # Who reads this record learns nothing of what the other says.
    page = sign_in(client, town.ana).get(f"/people/{town.case.person_id}/relations/")
    assert "Alba Abedul" not in page.content.decode().split("<main")[1]
    actions.undo_comparison(by=town.ana, comparison=found)
    assert relations.conflicts(town.case.person, "Alba Abedul") == []


def test_hidden_in_one_record_she_is_found_by_neither(town, other):
    third = town.new_case(by=town.ana, person=LIKE).person
    cases = visible_cases(town.ana)

    def found():
        return {
            each.person.pk for each in find_by_name(cases, "Xquic Piedraluna", member=town.ana)[0]
        }

    her = town.case.person
    assert found() == {her.pk, other.pk, third.pk}
    first = join(town, her, other)
    join(town, other, third)
    relation_actions.hide_from_search(by=town.ana, person=third, hidden=True, reason="La buscan.")
    assert found() == set()
    assert queries.hidden_through_another() == {her.pk, other.pk}
    assert queries.is_hidden(her)
    assert pairs.to_compare(cases, member=town.ana)[0] == []
    actions.undo_comparison(by=town.ana, comparison=first)
    assert found() == {her.pk}


def test_hidden_in_one_record_the_other_is_on_no_list_of_files_for_named_people(town, other):
    child = town.new_case(by=town.ana, person={"birth_year": 2015})
    assert child in need_to_know.named_files(town.alba)
    join(town, child.person, other)
    relation_actions.hide_from_search(by=town.ana, person=other, hidden=True, reason="La buscan.")
    assert child not in need_to_know.named_files(town.alba)


def test_the_page_of_hiding_says_so_without_saying_which(town, other, client):
    join(town, town.case.person, other)
    relation_actions.hide_from_search(by=town.ana, person=other, hidden=True, reason="La buscan.")
    page = sign_in(client, town.ana).get(f"/people/{town.case.person_id}/search/").content.decode()
    assert "By what else is written about her" in page
    assert "La buscan" not in page


def test_erased_the_other_record_holds_her_no_longer(town, other):
    join(town, town.case.person, other)
    assert len(queries.together(town.case.person)) == 2
    Person.objects.filter(pk=other.pk).delete()
    assert queries.together(town.case.person) == [town.case.person]
