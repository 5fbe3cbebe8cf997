"""What a person may ask about her data: a paper in plain words, a card, and answers in time."""

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import translation

from amparo.assistance.actions import justice
from amparo.cases import deadlines, due_dates
from amparo.cases.actions import rights as actions
from amparo.cases.enums.rights import Asks, Standing
from amparo.cases.models import RightsRequest
from amparo.cases.queries import what_we_hold
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in, statuses
from tests.inflesz import EASY, hard_sentences, inflesz
from tests.town import FIRST, GIVEN

SAFE, CARD = "?identity=known&safe=yes", "?identity=document&safe=no"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def url(town):
    return f"/cases/{town.case.pk}/rights/"


@pytest.fixture
def lived(town):
    town.new_event()
    town.new_document()
    town.new_consent()
    town.new_assistance()
    return town


def everyone(town):
    return [*town.everyone, town.alba, town.fina, town.noe]


def paper(client, url, query=SAFE):
    return unescape(client.get(f"{url}copy/{query}").content.decode())


def text(page):
    return re.sub(r"\s+", " ", re.sub(r"<(script|title).*?</\1>|<[^>]+>", "\n", page, flags=re.S))


def ask(town, by=None, **more):
    asked = {"asks": Asks.RECTIFICATION, "came_by": "in_person", "received_on": clock.today()}
    return actions.take_request(by=by or town.ana, case=town.case, **asked | more)


def test_who_opens_what_she_may_ask(town, url, client):
    opened = {"ana": 200, "alba": 200, "fina": 200}
    closed = {"nobody": 302, "bruno": 404, "celia": 404, "noe": 404}
    assert statuses(client, url, everyone(town)) == opened | closed
    assert statuses(client, f"{url}copy/{SAFE}", everyone(town)) == opened | closed
    opened = {"alba": 200, "fina": 200}
    closed = {"nobody": 302, "ana": 403, "bruno": 403, "celia": 403, "noe": 403}
    assert statuses(client, "/cases/requests/", everyone(town)) == opened | closed


def test_a_file_for_named_people_stays_theirs_and_the_focal_points(town, client):
    child = town.new_case(by=town.ana, person={"birth_year": clock.today().year - 10})
    url = f"/cases/{child.pk}/rights/"
    assert child.named_only
    opened, closed = {"ana": 200, "fina": 200}, {"nobody": 302, "alba": 404, "bruno": 404}
    assert statuses(client, url, [None, town.ana, town.alba, town.bruno, town.fina]) == (
        opened | closed
    )
    actions.take_request(
        by=town.fina, case=child, asks=Asks.RECTIFICATION, came_by="in_person",
        received_on=clock.today(),
    )  # fmt: skip
    for reader, seen in ((town.fina, True), (town.alba, False)):
        page = sign_in(client, reader).get("/cases/requests/").content.decode()
        assert (child.shown_number in page) == seen


def test_the_paper_names_kinds_offices_and_roles_and_neither_her_nor_a_colleague(
    lived, url, client
):
    for reader in (lived.ana, lived.alba):
        sign_in(client, reader)
        client.get(lived.case.get_absolute_url())
    audit_events()  # as a commit would write them
    page = paper(client, url)
    for words in ("Your name", "What happened to you", "Papers and photos", "Help you got"):
        assert words in page
    assert "Casa Luz (invented) · Caseworker" in page
    assert "Casa Luz (invented) · Coordinator" in page
    for hidden in (GIVEN, FIRST, "Ana Arroyo", "Alba Abedul", lived.case.shown_number):
        assert hidden not in page


def test_it_counts_what_is_there_and_leaves_out_what_is_not(town, url, client):
    sign_in(client, town.ana)
    assert "Papers and photos" not in paper(client, url)
    town.new_document()
    town.new_document()
    assert "Papers and photos (2)" in paper(client, url)


def test_a_subject_that_hangs_on_her_is_named_by_itself(lived):
    """Whatever a later change hangs on a case stands on the paper, known or not."""
    names = {str(kind.name) for kind in what_we_hold.kinds(lived.case.person)}
    assert {"What happened to you", "What you said yes or no to", "Help you got"} <= names
    known = {*what_we_hold.KINDS, *what_we_hold.LEFT_OUT}
    assert "cases.rightsrequest" not in known
    ask(lived)
    names = {str(kind.name) for kind in what_we_hold.kinds(lived.case.person)}
    assert "Requests of a person" in names


def test_each_kind_says_since_when(lived, url, client):
    """Also of kinds that keep no day: since the log first tells of one."""
    ask(lived)
    justice.keep_file(by=lived.ana, case=lived.case, seen_version=0, adviser="Lic. Inventada")
    audit_events()
    found = {str(kind.name): kind.since for kind in what_we_hold.kinds(lived.case.person)}
    assert "Justice files" in found
    assert [name for name, since in found.items() if since is None] == []
    page = paper(sign_in(client, lived.ana), url)
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "<td></td>" not in table


@pytest.mark.parametrize("language", ["es", "en"])
def test_where_a_paper_is_not_safe_a_card_says_nothing(town, url, client, language, settings):
    town.ana.language = language
    town.ana.save(update_fields=["language"])
    sign_in(client, town.ana)
    with translation.override(language):
        page = text(paper(client, url, CARD)).lower()
    for word in ("casa luz", "ceiba", "amparo", "víctima", "victim", "trata", "datos", "data",
                 "caso", "case", "programa", "programme", "privacidad", "example.org"):  # fmt: skip
        assert word not in page, word
    settings.NEUTRAL_CONTACT = "800 555 0199"
    assert "800 555 0199" in text(paper(client, url, CARD))


def test_nothing_is_made_before_somebody_says_who_she_is_and_whether_it_is_safe(town, url, client):
    sign_in(client, town.ana)
    for query in ("", "?identity=known", "?safe=yes", "?identity=x&safe=yes"):
        assert client.get(f"{url}copy/{query}").status_code == 302
    assert not audit_events("copy_given")


def test_each_paper_is_logged_with_how_she_was_known_and_no_word_of_hers(town, url, client):
    sign_in(client, town.ana)
    paper(client, url)
    client.get(f"{url}copy/{CARD}&as=pdf")
    (given,), (card,) = audit_events("copy_given"), audit_events("card_given")
    assert json.loads(given.detail) == {"identity": "known", "safe": True, "form": "page"}
    assert json.loads(card.detail) == {"identity": "document", "safe": False, "form": "pdf"}
    assert given.person == str(town.case.person_id)


def test_the_pdf_has_a_name_that_says_nothing(lived, url, client):
    sign_in(client, lived.ana)
    answer = client.get(f"{url}copy/{SAFE}&as=pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="documento.pdf"'
    assert answer.content.startswith(b"%PDF")


def test_the_paper_is_easy_to_read(lived, url, client):
    lived.ana.language = "es"
    lived.ana.save(update_fields=["language"])
    sign_in(client, lived.ana)
    with translation.override("es"):
        page = text(paper(client, url))
    # What offices call themselves, and figures, are nobody's sentence.
    words = page.replace("Casa Luz (invented)", "")
    assert inflesz(words) >= EASY, inflesz(words)
    assert hard_sentences(words) == []


# Requests


@pytest.mark.parametrize(
    ("received", "due"),
    [(date(2026, 3, 2), date(2026, 3, 30)), (date(2026, 3, 6), date(2026, 4, 3))],
)
def test_a_request_is_due_after_twenty_working_days(received, due):
    assert deadlines.due(received) == due
    assert deadlines.extended(due) == due + timedelta(days=14)
    assert not deadlines.ARCO.verified


def test_who_works_with_her_or_answers_for_the_records_takes_a_request(town):
    for by in (town.ana, town.alba, town.fina):
        assert ask(town, by).is_open
    for by in (town.bruno, town.celia, town.noe):
        with pytest.raises(Refused):
            ask(town, by)
    with pytest.raises(Refused, match="still to come"):
        ask(town, received_on=clock.today() + timedelta(days=1))


def test_a_refusal_needs_its_reason_and_an_answer_comes_once(town):
    asked = ask(town)
    with pytest.raises(Refused, match="where she can complain"):
        actions.answer_request(by=town.fina, request=asked, standing=Standing.REFUSED)
    told = {"standing": Standing.REFUSED, "reason": "Carpeta Sigilosa"}
    actions.answer_request(by=town.fina, request=asked, **told)
    with pytest.raises(Refused, match="answered before"):
        actions.answer_request(by=town.ana, request=asked, **told)
    assert RightsRequest.objects.get().reason == "Carpeta Sigilosa"
    assert "Carpeta" not in str([vars(event) for event in audit_events()])


def test_it_is_extended_once(town):
    asked = ask(town)
    due = actions.extend_request(by=town.ana, request=asked).due_on
    assert due == deadlines.extended(asked.due_on)
    with pytest.raises(Refused, match="extended once already"):
        actions.extend_request(by=town.ana, request=asked)


def test_it_falls_due_among_the_days_of_the_case(town):
    asked = ask(town)
    rule = next(each for each in due_dates.rules() if each.code == "rights_request")
    cases = type(town.case).objects.filter(pk=town.case.pk)
    ahead = asked.due_on - rule.ahead
    assert not rule.due(cases, on=ahead - timedelta(days=1)).exists()
    assert rule.due(cases, on=ahead).exists()
    actions.answer_request(by=town.ana, request=asked, standing=Standing.ANSWERED)
    assert not rule.due(cases, on=ahead).exists()


def test_the_page_takes_a_request_and_its_answer(town, url, client):
    sign_in(client, town.fina)
    typed = {"asks": "cancellation", "received_on": "2026-03-02", "came_by": "writing", "words": ""}
    assert client.post(url, typed).status_code == 302
    asked = RightsRequest.objects.get()
    answer = f"{url}{asked.pk}/answer/"
    name = f"answer-{asked.pk}"
    refused = client.post(answer, {f"{name}-standing": "refused", f"{name}-reason": ""})
    assert "where she can complain" in unescape(refused.content.decode())
    client.post(answer, {"step": "extend"})
    told = {f"{name}-standing": "answered", f"{name}-reason": "Erased."}
    assert client.post(answer, told).status_code == 302
    asked.refresh_from_db()
    assert (asked.standing, asked.is_extended) == ("answered", True)
    assert town.case.shown_number in client.get("/cases/requests/").content.decode()


def test_a_request_of_another_case_is_not_there(town, client):
    asked = ask(town)
    other = town.new_case()
    sign_in(client, town.ana)
    url = f"/cases/{other.pk}/rights/{asked.pk}/answer/"
    assert client.post(url, {"step": "extend"}).status_code == 404
