"""Documents sealed in the database: a file opens on its own row and nowhere else."""

from uuid import uuid4

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from amparo.cases.models import Document
from amparo.core import keystore
from amparo.core.keyring import WrongKey

SECRET = b"Piedraluna " * 500


@pytest.fixture
def document(town):
    return town.new_document(content=SECRET)


def stored(document):
    with connection.cursor() as cursor:
        cursor.execute("select content from cases_document where number = %s", [document.number])
        return bytes(cursor.fetchone()[0])


def fresh(document):
    return Document.objects.get(pk=document.pk)


def test_a_kept_file_is_sealed_in_the_database_and_open_on_its_row(document):
    assert stored(document).startswith(b"b1\x00\x00\x00\x01")
    assert b"Piedraluna" not in stored(document)
    assert fresh(document).content == SECRET
    assert Document.objects.defer("content").get(pk=document.pk).content == SECRET


def test_a_row_moved_to_another_case_does_not_open(town, document):
    other = town.new_case()
    Document.objects.filter(pk=document.pk).update(case=other)
    with pytest.raises(WrongKey):
        _ = fresh(document).content


def test_two_files_of_one_case_that_changed_places_do_not_open(town, document):
    second = town.new_document(content=b"another")
    tokens = dict(Document.objects.values_list("pk", "content"))
    Document.objects.filter(pk=document.pk).update(content=tokens[second.pk])
    Document.objects.filter(pk=second.pk).update(content=tokens[document.pk])
    for moved in (document, second):
        with pytest.raises(WrongKey):
            _ = fresh(moved).content


def test_the_key_of_somebody_else_raises(town, document):
    stranger = uuid4()
    keystore.create([stranger])
    held = fresh(document)
    held.__dict__["_data_keys"] = {1: keystore.get(stranger)[1]}
    with pytest.raises(WrongKey):
        _ = held.content


@pytest.mark.parametrize(
    "lookup", [{"content": b"Piedra"}, {"content__contains": b"Piedra"}], ids=str
)
def test_no_query_matches_a_file(document, lookup):
    with pytest.raises(FieldError):
        Document.objects.filter(**lookup).exists()


def test_update_cannot_write_a_plain_file(document):
    with pytest.raises(FieldError, match="sealed"):
        Document.objects.update(content=b"plain")


def test_an_erased_person_leaves_no_file_that_opens(town, document):
    keystore.destroy(town.case.person_id, at="2026-01-01")
    with pytest.raises(keystore.KeyDestroyed):
        _ = fresh(document).content
