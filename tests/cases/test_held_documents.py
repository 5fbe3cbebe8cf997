"""A document on hold stays, under a key of its own, while the rest of the file is erased."""

import json

import pytest
from django.db import connection
from django.utils import translation

from amparo.cases import actions as cases
from amparo.cases.actions import held_documents as actions
from amparo.cases.enums import RemovalReason
from amparo.cases.models import Document, HeldDocument, HeldPiece
from amparo.core import keystore
from amparo.core.decisions import Refused
from amparo.people.models import Person
from tests.helpers import audit_events, sign_in, statuses
from tests.people.erasing import erase
from tests.town import FIRST, GIVEN

LIST = "/cases/held/"
ORDER = "Oficio inventado 12, juzgado inventado"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def document(town):
    town.new_document()
    return Document.objects.get()


@pytest.fixture
def held(town, document):
    return actions.hold_document(by=town.fina, document=document, order=ORDER)


def everyone(town):
    return [*town.everyone, town.alba, town.fina, town.noe]


def test_who_opens_the_list_and_takes_a_held_document_out(town, held, client):
    opened = {"alba": 200, "fina": 200}
    closed = {"nobody": 302, "ana": 403, "bruno": 403, "celia": 403, "noe": 403}
    assert statuses(client, LIST, everyone(town)) == opened | closed
    closed = {"nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "noe": 404}
    assert statuses(client, f"{LIST}{held.pk}/file/", everyone(town)) == opened | closed


def test_the_document_stays_and_is_listed_while_she_is_erased(
    town, held, client, django_capture_on_commit_callbacks
):
    person = town.case.person_id
    with django_capture_on_commit_callbacks(execute=True):
        erase(town)
    assert not Person.objects.filter(pk=person).exists()
    assert not Document.objects.exists()
    with pytest.raises(keystore.KeyDestroyed):
        keystore.get(person)
    sign_in(client, town.fina)
    assert ORDER in client.get(LIST).content.decode()
    answer = client.get(f"{LIST}{held.pk}/file/")
    assert FIRST in answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="documento-1.txt"'
    assert audit_events("held_document_taken_out")[-1].person == str(person)


def test_it_lies_sealed_under_the_key_of_the_hold(town, held):
    tables = (HeldDocument._meta.db_table, HeldPiece._meta.db_table)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select * from {table}")
            rows = str(cursor.fetchall())
            assert not [word for word in (GIVEN, FIRST, "Oficio", town.case.number) if word in rows]
    assert keystore.newest_versions([held.pk]) == {held.pk: 1}


@pytest.mark.parametrize("name", ["ana", "bruno", "celia", "noe"])
def test_nobody_else_holds_or_lifts(town, held, name):
    by = getattr(town, name)
    other = town.new_document()
    with pytest.raises(Refused):
        actions.hold_document(by=by, document=other, order=ORDER)
    with pytest.raises(Refused):
        actions.lift_document_hold(by=by, held=held)


def test_it_is_held_once_with_an_order_and_meanwhile_not_removed(town, document, held):
    with pytest.raises(Refused, match="stands on this document already"):
        actions.hold_document(by=town.alba, document=document, order=ORDER)
    with pytest.raises(Refused, match="who ordered it"):
        actions.hold_document(by=town.alba, document=town.new_document(), order=" ")
    with pytest.raises(Refused, match="An authority ordered"):
        cases.remove_document(by=town.ana, document=document, reason=RemovalReason.values[0])


def test_lifting_destroys_the_copy_and_its_key_and_says_so(
    town, held, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.lift_document_hold(by=town.alba, held=held)
    assert not HeldPiece.objects.exists()
    assert held.pk in keystore.tombstones()
    sign_in(client, town.fina)
    page = client.get(LIST).content.decode()
    assert "hold lifted and copy destroyed" in page
    assert client.get(f"{LIST}{held.pk}/file/").status_code == 403
    (event,) = audit_events("document_hold_lifted")
    assert json.loads(event.detail) == {"number": 1}


def test_what_a_crash_or_a_restore_leaves_is_completed(town, held):
    actions.lift_document_hold(by=town.alba, held=held)  # nothing is confirmed, so no key went
    assert actions.destroy_lifted() == 1
    assert actions.destroy_lifted() == 0
    # A backup of before holds the row as it stood.
    HeldDocument.objects.update(lifted_at=None, lifted_by=None)
    assert actions.lift_again() == 1
    assert not HeldDocument.objects.exists()


def test_the_page_holds_by_the_numbers_on_the_paper(town, document, client):
    sign_in(client, town.fina)
    typed = {"number": town.case.shown_number, "document": 1, "order": ORDER}
    assert client.post(LIST, typed | {"document": 2}).status_code == 200
    assert not HeldDocument.objects.exists()
    assert client.post(LIST, typed).status_code == 302
    assert HeldDocument.objects.get().document_id == document.pk
