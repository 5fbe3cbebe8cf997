"""Documents of a case: who adds, opens, takes out and removes them, and what the log says."""

import hashlib
import json
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amparo.cases import actions
from amparo.cases.models import Case, Document, DocumentPiece
from amparo.cases.models.document import MOST_BYTES, MOST_DOCUMENTS, MOST_OF_A_CASE
from amparo.core import clock, sealing
from amparo.core.decisions import Refused
from amparo.core.keyring import WrongKey
from amparo.people import actions as people
from tests.cases import papers
from tests.core import test_cleaning
from tests.helpers import audit_events, sign_in, statuses
from tests.town import FIRST


@pytest.fixture
def url(town):
    return reverse("cases:document_new", args=[town.case.pk])


@pytest.fixture
def document(town):
    return town.new_document()


def typed(content=papers.PDF, name="acta.pdf", **more):
    file = SimpleUploadedFile(name, content) if content is not None else ""
    sent = {"file": file, "kind": "legal", "title": "", "received_on": clock.today().isoformat()}
    return sent | {"whole": "1"} | more


def page_of(document, page="document"):
    return reverse(f"cases:{page}", args=[document.case_id, document.pk])


def test_who_opens_adds_takes_out_and_removes(town, client, url, document):
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    table |= {"alba": 200, "fina": 404, "noe": 404}
    for address in (url, page_of(document), page_of(document, "document_file")):
        assert statuses(client, address, everyone) == table, address
    others = [None, town.bruno, town.celia, town.fina, town.noe]
    table = {"nobody": 302, "bruno": 404, "celia": 404, "fina": 404, "noe": 404}
    for address in (url, page_of(document, "document_remove")):
        found = statuses(client, address, others, method="post", data={"reason": "twice"})
        assert found == table, address
    assert Document.objects.count() == 1


def test_a_document_of_another_case_is_not_there_under_ones_own(town, client, document):
    mine = town.new_case(by=town.bruno)
    sign_in(client, town.bruno)
    for page in ("document", "document_file", "document_remove"):
        address = reverse(f"cases:{page}", args=[mine.pk, document.pk])
        method = client.post if page == "document_remove" else client.get
        assert method(address, {"reason": "twice"}).status_code == 404, page
    assert Document.objects.filter(pk=document.pk).exists()


def test_a_document_is_added_sealed_and_listed(town, client, url):
    answer = sign_in(client, town.ana).post(url, typed(title="Acta, primera hoja"))
    assert answer["Location"] == town.case.get_absolute_url()
    held = Document.objects.get()
    assert (held.number, held.file_type, held.added_by) == (1, "pdf", town.ana)
    assert held.original == papers.PDF
    assert held.cleaning == "cleaned"
    assert held.content != papers.PDF
    assert held.content.startswith(b"%PDF-")
    assert held.sha256 == hashlib.sha256(papers.PDF).hexdigest()
    page = client.get(town.case.get_absolute_url()).content.decode()
    assert "Acta, primera hoja" in page
    assert page_of(held) in page
    assert "acta.pdf" not in page


def test_a_photograph_of_the_camera_serves_as_well(town, client, url):
    photograph = SimpleUploadedFile("IMG_0001.jpg", papers.JPEG)
    sign_in(client, town.ana).post(url, typed(None, photograph=photograph))
    assert Document.objects.get().file_type == "jpg"


def test_the_script_is_told_where_to_go_on(town, client, url):
    answer = sign_in(client, town.ana).post(url, typed(), headers={"X-Sent-By-Script": "1"})
    assert (answer.status_code, answer["Location"]) == (204, town.case.get_absolute_url())


def test_it_leaves_under_a_name_that_says_nothing_and_no_browser_keeps_or_runs_it(
    town, client, document
):
    answer = sign_in(client, town.ana).get(page_of(document, "document_file"))
    assert answer.content == document.content
    name = f"{town.case.shown_number}-1.txt"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == "text/plain"


@pytest.mark.parametrize("page", ["document", "document_file"])
def test_later_it_must_be_confirmed_again_and_nothing_is_shown_or_logged(
    town, client, document, page
):
    answer = sign_in(client, town.ana, confirmed=False).get(page_of(document, page))
    assert answer.status_code == 302
    assert FIRST.encode() not in answer.content
    assert audit_events("document_opened") == audit_events("document_taken_out") == []
    answer = client.get(page_of(document, page), follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"?next={page_of(document).replace('/', '%2F')}")


def test_its_page_shows_its_name_and_checksum_and_its_content_nowhere(town, client, document):
    page = sign_in(client, town.ana).get(page_of(document)).content.decode()
    assert f"acta {FIRST}.txt" in page
    assert document.sha256 in page
    assert "Acta de Xquic" not in page


def test_every_step_is_logged_without_a_word_of_it(town, client, url):
    sign_in(client, town.ana).post(url, typed(papers.TEXT, f"{FIRST}.txt", title=FIRST))
    held = Document.objects.get()
    client.get(page_of(held))
    client.get(page_of(held, "document_file"))
    client.post(page_of(held, "document_remove"), {"reason": "asked"})
    said = {event.verb: event for event in audit_events() if "document" in event.verb}
    assert list(said) == [
        "document_added",
        "document_opened",
        "document_taken_out",
        "document_removed",
    ]
    for event in said.values():
        assert event.person == str(town.case.person_id)
        assert event.about_id == str(held.pk)
        assert FIRST not in event.fields + event.detail
        assert "legal" not in event.fields + event.detail
    assert json.loads(said["document_removed"].detail) == {"number": 1, "reason": "asked"}
    assert json.loads(said["document_taken_out"].fields) == ["content"]


def test_who_saw_says_who_took_it_out_and_why_it_went(town, client, document):
    sign_in(client, town.alba).get(page_of(document))
    client.get(page_of(document, "document_file"))
    client.post(page_of(document, "document_remove"), {"reason": "twice"})
    audit_events()
    address = reverse("cases:who_saw", args=[town.case.pk])
    page = sign_in(client, town.fina).get(address)
    entries = page.context["page"].entries
    # What was opened in one hour stands together, page by page.
    said = [entry.what for entry in entries]
    said += [page for entry in entries for page, _times in entry.pages]
    assert "Took out document 1" in said
    assert "Looked at what is known of document 1" in said
    why = "It is here twice, or was replaced by a better one"
    assert f"Removed document 1: {why}" in said
    alba = next(r for r in page.context["readers"] if r.who.startswith("Alba"))
    assert alba.saw_identity


def test_looking_at_the_page_of_a_document_alone_is_not_seeing_the_name(town, client, document):
    sign_in(client, town.alba).get(page_of(document))
    audit_events()
    page = sign_in(client, town.fina).get(reverse("cases:who_saw", args=[town.case.pk]))
    assert [r.saw_identity for r in page.context["readers"] if r.who.startswith("Alba")] == [False]


# Removing


def test_a_removed_document_is_gone_and_its_number_is_never_given_again(town, client, document):
    answer = sign_in(client, town.ana).post(
        page_of(document, "document_remove"), {"reason": "twice"}
    )
    assert answer["Location"] == town.case.get_absolute_url()
    assert not Document.objects.exists()
    assert not DocumentPiece.objects.exists()
    assert client.get(page_of(document)).status_code == 404
    assert town.new_document().number == 2


@pytest.mark.parametrize("reason", ["", "because", "=cmd|' /C calc'!A0"])
def test_without_a_reason_nothing_is_removed(town, client, document, reason):
    answer = sign_in(client, town.ana).post(
        page_of(document, "document_remove"), {"reason": reason}
    )
    assert answer["Location"] == page_of(document)
    assert "Say why" in client.get(page_of(document)).content.decode()
    with pytest.raises(Refused, match="Say why"):
        actions.remove_document(by=town.ana, document=document, reason=reason)
    assert Document.objects.exists()


def test_whoever_finds_an_open_session_removes_nothing(town, client, document):
    sign_in(client, town.ana, confirmed=False)
    answer = client.post(page_of(document, "document_remove"), {"reason": "twice"})
    assert answer["Location"] == page_of(document)
    assert Document.objects.exists()


def test_under_a_legal_hold_nothing_is_removed_and_the_button_says_so(town, client, document):
    hold = people.place_hold(by=town.fina, person=town.case.person, reason="An invented order.")
    sign_in(client, town.ana)
    assert "A legal hold stands" in client.get(page_of(document)).content.decode()
    answer = client.post(page_of(document, "document_remove"), {"reason": "twice"})
    assert answer.status_code == 403
    assert "A legal hold stands" in answer.content.decode()
    assert Document.objects.exists()
    people.lift_hold(by=town.fina, hold=hold, reason="It was answered.")
    client.post(page_of(document, "document_remove"), {"reason": "twice"})
    assert not Document.objects.exists()


def test_a_mere_look_removes_nothing(town, client, document):
    assert sign_in(client, town.ana).get(page_of(document, "document_remove")).status_code == 405
    assert Document.objects.exists()


def test_a_document_goes_with_its_case_and_with_its_person(town):
    town.new_document()
    other = town.new_case()
    town.new_document(case=other)
    other.person.delete()
    assert [document.case for document in Document.objects.all()] == [town.case]
    Case.objects.filter(pk=town.case.pk).delete()
    assert not Document.objects.exists()
    assert not DocumentPiece.objects.exists()


# Limits


def test_a_hundred_fit_and_the_next_one_is_told_why(town, client, url, monkeypatch):
    Document.objects.bulk_create(
        _bare(town.case, number) for number in range(100, 100 + MOST_DOCUMENTS - 1)
    )
    sign_in(client, town.ana)
    assert client.post(url, typed()).status_code == 302
    assert Document.objects.count() == MOST_DOCUMENTS
    answer = client.post(url, typed())
    assert answer.status_code == 200
    assert "as many documents as fit" in answer.content.decode()
    assert Document.objects.count() == MOST_DOCUMENTS
    with pytest.raises(Refused, match="as many documents as fit"):
        town.new_document()


def _bare(case, number, size=1):
    return Document(
        case=case,
        number=number,
        kind="other",
        file_type="txt",
        size=size,
        received_on=clock.today(),
    )


def test_all_documents_of_a_case_weigh_half_a_gigabyte_at_most(town, client, url):
    left = sealing.in_steps(1)
    sizes = [MOST_BYTES] * (MOST_OF_A_CASE // MOST_BYTES - 1) + [MOST_BYTES - left]
    Document.objects.bulk_create(
        _bare(town.case, number, size) for number, size in enumerate(sizes, 200)
    )
    assert town.new_document().size == left
    with pytest.raises(Refused, match="as many documents as fit"):
        town.new_document()


# The original


def opened(client, document, reason):
    return client.post(page_of(document, "document_original"), {"reason": reason})


def test_the_cleaned_copy_leaves_and_the_original_only_with_a_reason(town, client, url):
    sent = test_cleaning.picture("JPEG")
    sign_in(client, town.ana).post(url, typed(sent, "IMG_0001.jpg"))
    held = Document.objects.get()
    copy = client.get(page_of(held, "document_file")).content
    assert test_cleaning.says(copy) == []
    assert test_cleaning.says(sent)
    assert opened(client, held, "").status_code == 302
    assert opened(client, held, "provenance").status_code == 302
    assert audit_events("document_original_opened") == []
    answer = opened(client, held, "evidence")
    assert answer.content == sent
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "no-store"
    event = audit_events("document_original_opened")[0]
    assert json.loads(event.detail) == {"number": 1, "reason": "evidence"}
    assert opened(sign_in(client, town.alba), held, "provenance").content == sent
    assert client.get(page_of(held, "document_original")).status_code == 405


def test_who_opens_an_original(town, client, url):
    sign_in(client, town.ana).post(url, typed())
    address = page_of(Document.objects.get(), "document_original")
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    table |= {"alba": 200, "fina": 404, "noe": 404}
    sent = {"reason": "evidence"}
    assert statuses(client, address, everyone, method="post", data=sent) == table


def test_whoever_finds_an_open_session_opens_no_original(town, client, url):
    sign_in(client, town.ana).post(url, typed())
    held = Document.objects.get()
    answer = opened(sign_in(client, town.ana, confirmed=False), held, "evidence")
    assert answer["Location"] == page_of(held)
    assert audit_events("document_original_opened") == []


def test_without_a_copy_only_the_original_is_there_and_the_team_may_say_so(town, client, url):
    locked = test_cleaning.pdf(encryption=pikepdf.Encryption(user="x", owner="y"))
    sign_in(client, town.ana)
    answer = client.post(url, typed(locked))
    assert "locked" in str(answer.context["form"].errors["file"])
    assert "original_only" in answer.content.decode()
    assert not Document.objects.exists()
    client.post(url, typed(locked, original_only="on"))
    held = Document.objects.get()
    assert held.cleaning == "kept"
    assert client.get(page_of(held, "document_file")).status_code == 403
    page = client.get(page_of(held)).content.decode()
    assert page_of(held, "document_file") not in page
    assert opened(client, held, "no_copy").content == locked


def test_there_is_no_box_to_skip_cleaning_before_it_was_tried(town, client, url):
    assert "original_only" not in sign_in(client, town.ana).get(url).content.decode()


def test_a_lost_piece_of_the_copy_leaves_the_original_whole(town, client, url):
    sign_in(client, town.ana).post(url, typed())
    held = Document.objects.get()
    held.pieces.filter(is_original=False).delete()
    assert held.original == papers.PDF
    with pytest.raises(WrongKey):
        _ = held.content


def test_the_page_says_the_limits_before_anything_is_sent(town, client, url, document):
    page = sign_in(client, town.ana).get(url).content.decode()
    assert "20 MB at most" in page
    assert "100 documents fit in a case; this one holds 1." in page


def test_the_newest_stand_first_and_the_older_ones_are_folded(town, client):
    for number in range(1, 8):
        town.new_document(title=f"paper {number}")
    page = sign_in(client, town.ana).get(town.case.get_absolute_url()).content.decode()
    places = [page.index(f"paper {number}") for number in range(7, 0, -1)]
    assert places == sorted(places)
    assert places[4] < page.index("Older documents") < places[5]


def test_the_case_page_opens_no_file(town, client, document):
    sign_in(client, town.ana)
    with CaptureQueriesContext(connection) as asked:
        client.get(town.case.get_absolute_url())
    assert any('"cases_document"' in query["sql"] for query in asked)
    assert not any("cases_documentpiece" in query["sql"] for query in asked)


def test_the_printed_sheet_says_how_many_and_nothing_of_them(town, client, document):
    page = sign_in(client, town.ana).get(reverse("cases:print", args=[town.case.pk]))
    shown = page.content.decode()
    assert "Documents in the file" in shown
    assert document.title not in shown


# Shape


def test_a_document_of_tomorrow_is_refused(town, client, url):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    answer = sign_in(client, town.ana).post(url, typed(received_on=tomorrow))
    assert answer.context["form"].errors["received_on"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (typed(None), "No file came"),
        (typed(photograph=SimpleUploadedFile("a.jpg", papers.JPEG)), "came together"),
        (typed(b""), "empty"),
        (typed(b"MZ" + bytes(99), "acta.pdf"), "not one of the types"),
        (typed(whole=""), "connection broke"),
    ],
    ids=["nothing", "two", "empty", "a program called acta.pdf", "cut off"],
)
def test_what_does_not_fit_is_said_and_not_kept(town, client, url, sent, words):
    for file in (sent["file"], sent.get("photograph")):
        if file:
            file.seek(0)
    answer = sign_in(client, town.ana).post(url, sent)
    assert answer.status_code == 200
    assert words in str(answer.context["form"].errors["file"])
    assert not Document.objects.exists()
