"""A paper of the office: cleaned on the way in, sealed where it lies, never altered unseen."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from amparo.core.keyring import WrongKey
from amparo.organisations import papers
from amparo.organisations.actions import papers as actions
from amparo.organisations.forms.paper import PaperField
from amparo.organisations.models import Paper
from amparo.organisations.models.paper import MOST_BYTES

LIST = "Lista inventada: Rosa Ficticia, Juan Ficticio"


def sent(content, name="lista Rosa Ficticia.txt"):
    return PaperField().clean(SimpleUploadedFile(name, content))


def refused(content):
    with pytest.raises(Exception, match=r"not kept|are kept") as caught:
        sent(content)
    return caught.value.messages[0]


def test_what_lies_there_names_nobody(office):
    cleaned = sent(LIST.encode())
    paper = actions.keep(by=office.sara, content=cleaned.content, file_type=cleaned.file_type)
    held = Paper.objects.get(pk=paper.pk)
    assert b"Rosa" not in bytes(held.sealed)
    assert held.content.decode() == LIST
    answer = papers.answer(held, name="anexo-1")
    assert answer["Content-Disposition"] == 'attachment; filename="anexo-1.txt"'


def test_a_paper_that_was_altered_or_moved_does_not_open(office):
    one, other = (
        actions.keep(by=office.sara, content=words, file_type="txt")
        for words in (b"uno " * 40, b"dos " * 40)
    )
    Paper.objects.filter(pk=one.pk).update(sealed=other.sealed, sha256=other.sha256)
    with pytest.raises(WrongKey):
        _ = Paper.objects.get(pk=one.pk).content
    altered = bytearray(bytes(other.sealed))
    altered[-1] ^= 1
    Paper.objects.filter(pk=other.pk).update(sealed=bytes(altered))
    with pytest.raises(WrongKey):
        _ = Paper.objects.get(pk=other.pk).content


def test_a_photograph_loses_where_it_was_taken():
    picture, out = Image.new("RGB", (8, 8)), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at the market"
    picture.save(out, "JPEG", exif=exif)
    assert b"taken at the market" in out.getvalue()
    assert b"taken at the market" not in sent(out.getvalue(), "foto.jpg").content


def test_what_cannot_be_kept_is_said_and_quotes_nothing():
    for content in (b"MZ\x90\x00", b"<html><script>", b"%PDF-1.7 broken %%EOF"):
        words = refused(content)
        assert "Rosa" not in words, content
    assert "larger than 10 MB" in refused(b"a" * (MOST_BYTES + 1))
    assert PaperField().clean(None) is None
