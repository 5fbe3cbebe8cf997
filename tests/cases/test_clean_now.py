"""Documents kept before there was cleaning: cleaned one by one on the page, or by command."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from amparo.cases import actions
from tests.cases import papers
from tests.core.test_cleaning import picture
from tests.helpers import audit_events, sign_in, statuses


@pytest.fixture
def photograph(town):
    """With all that a camera wrote into it."""
    return town.new_document(content=picture("JPEG"), file_type="jpg", file_name="IMG_0001.jpg")


def clean_page(document):
    return reverse("cases:document_clean", args=[document.case_id, document.pk])


def test_who_has_a_document_cleaned(town, client, photograph):
    others = [None, town.bruno, town.celia, town.fina, town.noe]
    table = {"nobody": 302, "bruno": 404, "celia": 404, "fina": 404, "noe": 404}
    assert statuses(client, clean_page(photograph), others, method="post") == table
    sign_in(client, town.ana, confirmed=False).post(clean_page(photograph))
    photograph.refresh_from_db()
    assert not photograph.has_copy
    assert audit_events("document_cleaned") == []


def test_ana_has_it_cleaned_and_the_original_stays(town, client, photograph):
    before = photograph.original
    assert (
        "Clean now" in sign_in(client, town.ana).get(photograph.get_absolute_url()).content.decode()
    )
    client.post(clean_page(photograph))
    photograph.refresh_from_db()
    assert photograph.has_copy
    assert photograph.original == before
    assert Image.open(io.BytesIO(before)).getexif()
    assert not Image.open(io.BytesIO(photograph.content)).getexif()
    assert "Clean now" not in client.get(photograph.get_absolute_url()).content.decode()
    (event,) = audit_events("document_cleaned")
    assert event.detail == '{"number": 1}'
    assert client.post(clean_page(photograph)).status_code == 403


def test_what_cannot_be_cleaned_stays_as_it_is(town, client):
    held = town.new_document(content=b"%PDF-1.4 broken", file_type="pdf", file_name="x.pdf")
    answer = sign_in(client, town.ana).post(clean_page(held), follow=True)
    assert "so it stays as it is: sealed" in answer.content.decode()
    held.refresh_from_db()
    assert not held.has_copy


def test_the_command_shows_and_writes_only_when_told(town, photograph):
    pdf = town.new_document(content=papers.PDF, file_type="pdf", file_name="acta.pdf")
    broken = town.new_document(content=b"%PDF-1.4 broken", file_type="pdf", file_name="x.pdf")
    text = town.new_document()

    def said(*more):
        out = io.StringIO()
        call_command("documents", "clean", *more, stdout=out, stderr=io.StringIO())
        return out.getvalue()

    assert "casa-luz: 3 without a cleaned copy" in said()
    assert audit_events("document_cleaned") == []
    assert "2 cleaned, 1 left as they are" in said("--write", "--agency", "casa-luz")
    assert "casa-luz: 1 without a cleaned copy" in said()
    for held, cleaning in (
        (photograph, "cleaned"),
        (pdf, "cleaned"),
        (broken, "kept"),
        (text, "plain"),
    ):
        held.refresh_from_db()
        assert held.cleaning == cleaning
        assert held.original
    actions.remove_document(by=town.ana, document=pdf, reason="twice")
