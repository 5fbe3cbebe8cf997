"""Documents sealed in the database, piece by piece: a file opens whole, in its place, or not."""

from uuid import uuid4

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from amparo.cases.models import Document, DocumentPiece
from amparo.cases.models.document import PIECE_BYTES
from amparo.core import keystore, sealing
from amparo.core.keyring import WrongKey

# Three pieces, each with other words in it.
SECRET = b"".join(word.ljust(PIECE_BYTES) for word in (b"Xquic", b"Piedraluna", b"Nubarron"))


@pytest.fixture
def document(town):
    return town.new_document(content=SECRET)


def fresh(document):
    return Document.objects.get(pk=document.pk)


def stored():
    with connection.cursor() as cursor:
        cursor.execute("select content from cases_documentpiece order by place")
        return [bytes(row[0]) for row in cursor.fetchall()]


def put(content):
    """Write what stands in the database, by place, round the sealed field."""
    with connection.cursor() as cursor:
        for place, token in content.items():
            query = "update cases_documentpiece set content = %s where place = %s"
            cursor.execute(query, [token, place])


def test_a_kept_file_is_sealed_in_the_database_and_opens_whole(document):
    assert len(stored()) == 3
    for token in stored():
        assert token.startswith(b"b1\x00\x00\x00\x01")
        assert not any(word in token for word in (b"Xquic", b"Piedraluna", b"Nubarron"))
    assert fresh(document).content == SECRET


@pytest.mark.parametrize("length", [1, PIECE_BYTES, PIECE_BYTES + 1])
def test_a_piece_fills_whole_steps(town, length):
    assert town.new_document(content=bytes(length)).content == bytes(length)
    lengths = [len(token) for token in stored()]
    assert len(lengths) == -(-length // PIECE_BYTES)
    assert {length % sealing.STEP for length in lengths} == {lengths[0] % sealing.STEP}
    assert max(lengths) < 4 * sealing.STEP + 100


def test_the_document_moved_to_another_case_does_not_open(town, document):
    Document.objects.filter(pk=document.pk).update(case=town.new_case())
    with pytest.raises(WrongKey):
        _ = fresh(document).content


def test_pieces_that_changed_their_content_do_not_open(document):
    first, second, _third = stored()
    put({0: second, 1: first})
    with pytest.raises(WrongKey):
        _ = fresh(document).content


def test_pieces_that_changed_their_places_do_not_open(document):
    for place in (9, 0, 1):
        DocumentPiece.objects.filter(place={9: 0, 0: 1, 1: 9}[place]).update(place=place)
    with pytest.raises(WrongKey):
        _ = fresh(document).content


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_file_without_one_of_its_pieces_does_not_open(document, place):
    DocumentPiece.objects.filter(place=place).delete()
    with pytest.raises(WrongKey):
        _ = fresh(document).content


def test_one_altered_bit_does_not_open(document):
    token = bytearray(stored()[1])
    token[1000] ^= 1
    put({1: bytes(token)})
    with pytest.raises(WrongKey):
        _ = fresh(document).content


def test_the_key_of_somebody_else_raises(document):
    stranger = uuid4()
    keystore.create([stranger])
    piece = DocumentPiece.objects.get(place=0)
    token = sealing.seal_file(
        b"x", key=keystore.get(stranger)[1], version=1, agency_id=piece.sealing_agency_id,
        row_id=piece.pk, field="cases.documentpiece.content",
    )  # fmt: skip
    put({0: token})
    with pytest.raises(WrongKey):
        _ = DocumentPiece.objects.get(pk=piece.pk).content


@pytest.mark.parametrize("lookup", [{"content": b"Piedra"}, {"content__contains": b"x"}], ids=str)
def test_no_query_matches_a_file(document, lookup):
    with pytest.raises(FieldError):
        DocumentPiece.objects.filter(**lookup).exists()


def test_update_cannot_write_a_plain_file(document):
    with pytest.raises(FieldError, match="sealed"):
        DocumentPiece.objects.update(content=b"plain")


def test_an_erased_person_leaves_no_file_that_opens(town, document):
    keystore.destroy(town.case.person_id, at="2026-01-01")
    with pytest.raises(keystore.KeyDestroyed):
        _ = fresh(document).content
