"""Perhaps she is already known: asked once, answered once, and only where both may be seen."""

import pytest
from django.urls import reverse

from amparo.people import actions as people
from amparo.people.models import Person
from tests.helpers import sign_in, statuses

pytestmark = pytest.mark.django_db
LIKE = {"given_names": "Xquic", "paternal_surname": "Piedraluna", "maternal_surname": "Nubarrón"}


@pytest.fixture
def other(town):
    return town.new_case(by=town.ana, person=LIKE)


def url(town, other, name="same"):
    return reverse(f"cases:{name}", args=[town.case.pk, other.pk])


def test_who_compares_two_records(town, client, other):
    everyone = [*town.everyone, town.alba, town.fina]
    assert statuses(client, url(town, other), everyone) == {
        "nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404,
    }  # fmt: skip


def test_who_goes_through_all_records_of_an_agency(town, client):
    everyone = [*town.everyone, town.alba, town.fina]
    assert statuses(client, reverse("cases:duplicates"), everyone) == {
        "nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "alba": 200, "fina": 404,
    }  # fmt: skip


def test_a_record_that_she_may_not_open_is_compared_with_nothing(town, client):
    of_a_colleague = town.new_case(by=town.alba, person=LIKE)
    theirs = town.new_case(by=town.bruno, person=LIKE)
    answer = sign_in(client, town.ana).get(town.case.get_absolute_url() + "?check=names")
    assert of_a_colleague.shown_number not in answer.content.decode()
    for one in (of_a_colleague, theirs):
        assert client.get(url(town, one)).status_code == 404


def test_asked_after_names_were_typed_answered_once_and_not_asked_again(town, client, other):
    ana = sign_in(client, town.ana)
    asked = town.case.get_absolute_url() + "?check=names"
    assert other.shown_number in ana.get(asked).content.decode()
    page = ana.get(url(town, other)).content.decode()
    assert "The names are very much alike." in page
    assert "Piedraluna" not in page
    answer = ana.post(url(town, other), {"verdict": "two", "why": "Otra madre."}, follow=True)
    assert "Two different people" in answer.content.decode()
    assert "Perhaps she is already known" not in ana.get(asked).content.decode()
    taken_back = ana.post(url(town, other, "same_undo"), follow=True)
    assert "Nobody has compared" in taken_back.content.decode()
    assert "Perhaps she is already known" in ana.get(asked).content.decode()


def test_a_form_without_an_answer_says_so_and_keeps_nothing(town, client, other):
    answer = sign_in(client, town.ana).post(url(town, other), {"why": "x"})
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.content.decode()
    assert client.post(url(town, other, "same_undo")).status_code == 404


def test_the_coordinator_is_shown_pairs_until_somebody_compared_them(town, client, other):
    alba = sign_in(client, town.alba)
    address = reverse("cases:duplicates")
    assert other.shown_number in alba.get(address).content.decode()
    people.compare(by=town.alba, one=town.case.person, other=other.person, verdict="one")
    page = alba.get(address).content.decode()
    assert other.shown_number not in page
    assert "Nothing to compare here" in page


def test_years_of_birth_that_do_not_agree_speak_against_it(town, client):
    people.revise(
        by=town.ana, person=town.case.person, seen_version=town.case.person.version, birth_year=1980
    )
    grown = town.new_case(by=town.ana, person=LIKE | {"birth_year": 1955})
    page = sign_in(client, town.alba).get(reverse("cases:duplicates")).content.decode()
    assert grown.shown_number not in page
    # The same paper is stronger than what somebody said of her age.
    for case in (town.case, grown):
        case.person.refresh_from_db()
        people.revise(
            by=town.ana,
            person=case.person,
            seen_version=case.person.version,
            identity_documents=["DPI 1234-56789 0101"],
        )
    assert grown.shown_number in client.get(reverse("cases:duplicates")).content.decode()


def test_who_is_hidden_from_search_is_compared_with_nobody(town, client, other):
    alba, address = sign_in(client, town.alba), reverse("cases:duplicates")
    assert other.shown_number in alba.get(address).content.decode()
    Person.objects.filter(pk=other.person_id).update(hidden_from_search=True)
    page = alba.get(address).content.decode()
    assert other.shown_number not in page
    assert town.case.shown_number not in page


def test_who_gave_another_name_is_found_by_her_paper(town, client):
    paper = {"identity_documents": ["Pasaporte GT 12345678"]}
    known = town.new_case(by=town.ana, person={"given_names": "Ixchel"} | paper)
    again = town.new_case(by=town.ana, person={"given_names": "Rosa"})
    asked = again.get_absolute_url() + "?check=names"
    ana = sign_in(client, town.ana)
    assert known.shown_number not in ana.get(asked).content.decode()
    people.revise(
        by=town.ana, person=again.person, seen_version=1, identity_documents=["n. 12345678"]
    )
    assert known.shown_number in ana.get(asked).content.decode()
    pairs = sign_in(client, town.alba).get(reverse("cases:duplicates")).content.decode()
    assert known.shown_number in pairs
    # Hidden from search she is compared with nobody, and a case that is not open to her is not.
    Person.objects.filter(pk=known.person_id).update(hidden_from_search=True)
    assert known.shown_number not in sign_in(client, town.ana).get(asked).content.decode()
    Person.objects.filter(pk=known.person_id).update(hidden_from_search=False)
    closed_to_her = town.new_case(by=town.alba, person={"given_names": "Petrona"} | paper)
    assert closed_to_her.shown_number not in ana.get(asked).content.decode()
