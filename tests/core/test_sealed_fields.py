"""Sealed fields on a real model: open on their own instance, and nowhere else."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from amparo import agencies
from amparo.agencies import actions
from amparo.core import keyring, keystore
from amparo.core.keyring import WrongKey
from amparo.core.transactions import outlast_earlier
from amparo.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def casa():
    return actions.found_agency(
        by=agencies.OPERATOR, code="casa-luz", name="Casa Luz", kind="shelter"
    )


@pytest.fixture
def faro():
    return actions.found_agency(by=agencies.OPERATOR, code="faro", name="Faro", kind="association")


def draw(agency, name="Sirena", **facts):
    person = Person(agency=agency, given_names=name, came_from="intake", **facts)
    keystore.create([person.id])
    return person


def saved(agency, name="Sirena", **facts):
    person = draw(agency, name, **facts)
    person.save()
    return person


def stored(column="given_names"):
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from people_person")
        return [row[0] for row in cursor.fetchall()]


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_a_saved_name_is_sealed_in_the_database_and_open_on_its_instance(casa):
    person = saved(casa)
    assert stored()[0].startswith("s1.1.")
    assert "Sirena" not in stored()[0]
    assert person.given_names == fresh(person).given_names == "Sirena"


def test_create_and_bulk_create_seal_as_save_does(casa):
    Person.objects.bulk_create([draw(casa, "Uno"), draw(casa, "Dos")])
    assert all(token.startswith("s1.1.") for token in stored())
    assert {person.given_names for person in Person.objects.all()} == {"Uno", "Dos"}


def test_nothing_typed_is_nothing_stored(casa):
    saved(casa, "")
    assert stored() == [""]


def test_a_list_comes_back_as_a_list(casa):
    papers = [{"kind": "passport", "number": "X-INVENTADO"}]
    person = saved(casa, identity_documents=papers)
    assert fresh(person).identity_documents == papers
    assert "INVENTADO" not in stored("identity_documents")[0]


def test_what_is_appended_to_an_opened_list_is_kept(casa):
    person = fresh(saved(casa, identity_documents=[{"kind": "passport"}]))
    person.identity_documents.append({"kind": "licence"})
    person.save(update_fields=["identity_documents"])
    assert len(fresh(person).identity_documents) == 2


def test_an_empty_list_is_stored_as_nothing(casa):
    person = saved(casa)
    assert stored("identity_documents") == [""]
    assert fresh(person).identity_documents == []


def test_two_rows_that_changed_places_do_not_open(casa):
    first, second = saved(casa, "Uno"), saved(casa, "Dos")
    one, two = (_token(person) for person in (first, second))
    _put(first, two)
    _put(second, one)
    for person in (first, second):
        with pytest.raises(WrongKey):
            _ = fresh(person).given_names


def test_a_row_moved_to_another_agency_does_not_open(casa, faro):
    person = saved(casa)
    Person.objects.filter(pk=person.pk).update(agency=faro)
    with pytest.raises(WrongKey):
        _ = fresh(person).given_names


def test_a_value_moved_to_another_field_does_not_open(casa):
    person = saved(casa)
    with connection.cursor() as cursor:
        cursor.execute("update people_person set known_as = given_names")
    with pytest.raises(WrongKey):
        _ = fresh(person).known_as


@pytest.mark.parametrize(
    "lookup",
    [
        {"given_names": "Sirena"},
        {"given_names__icontains": "s1"},
        {"given_names__startswith": "s1"},
        {"given_names__regex": "s1"},
        {"given_names__in": ["Sirena"]},
        {"given_names__gt": "s1"},
        {"given_names__length__gt": 3},
    ],
    ids=str,
)
def test_no_query_matches_a_sealed_field(casa, lookup):
    saved(casa)
    with pytest.raises(FieldError):
        Person.objects.filter(**lookup).exists()


def test_update_cannot_write_a_plain_value(casa):
    saved(casa)
    with pytest.raises(FieldError, match="sealed"):
        Person.objects.update(given_names="Clara")


def test_bulk_update_cannot_write_a_plain_value(casa):
    person = saved(casa)
    person.given_names = "Clara"
    with pytest.raises(FieldError, match="sealed"):
        Person.objects.bulk_update([person], ["given_names"])


def test_values_give_the_token_and_not_the_name(casa):
    saved(casa)
    assert Person.objects.values_list("given_names", flat=True)[0].startswith("s1.")


def test_a_deferred_name_opens_when_it_is_looked_at(casa):
    person = saved(casa)
    assert Person.objects.defer("given_names").get(pk=person.pk).given_names == "Sirena"


def test_saving_other_fields_does_not_seal_again(casa):
    person = saved(casa)
    before = stored()
    held = fresh(person)
    held.version = 2
    held.save(update_fields=["version"])
    assert stored() == before


def test_an_older_key_still_opens_and_the_next_save_takes_the_newer(casa, settings):
    person = saved(casa)
    keyring.keep(keyring.ring().rotated(), settings.KEY_RING_FILE)
    assert sum(keystore.renew_behind()) >= 1
    outlast_earlier()
    held = fresh(person)
    assert held.given_names == "Sirena"
    held.given_names = "Clara"
    held.save()
    assert stored()[0].startswith("s1.2.")
    assert fresh(person).given_names == "Clara"


def test_an_erased_person_cannot_be_read(casa):
    person = saved(casa)
    keystore.destroy(person.id, at="2026-01-01")
    with pytest.raises(keystore.KeyDestroyed):
        _ = fresh(person).given_names


def _token(person):
    return Person.objects.filter(pk=person.pk).values_list("given_names", flat=True)[0]


def _put(person, token):
    Person.objects.filter(pk=person.pk).update(given_names=token)
