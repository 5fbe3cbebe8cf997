"""Letters: their folios, who takes one out, and what the file says on its outside."""

import io
import threading
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import OperationalError, connections
from django.urls import reverse

from amparo.cases import letters
from amparo.cases.actions import disclosures
from amparo.cases.actions import letters as actions
from amparo.cases.models import Letter
from amparo.cases.queries import what_we_hold
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.cases.papers import pdf_text
from tests.helpers import audit_events, sign_in, statuses
from tests.town import FIRST

DAY = date(2026, 3, 4)
TO = "Hospital General (inventado)"


def issue(town, by=None, case=None, **more):
    facts = {"template": "medical_care", "language": "es", "issued_on": DAY, "addressee": TO}
    facts |= {"body": f"Se pide atención para {FIRST}.", "copies": "Archivo"} | more
    return actions.issue_letter(by=by or town.ana, case=case or town.case, **facts)


def page(town, name="letters", **more):
    return reverse(f"cases:{name}", kwargs={"case_id": town.case.pk} | more)


def begun(town, template="medical_care", language="es"):
    return f"{page(town, 'letter_new')}?template={template}&language={language}"


def test_who_opens_letters_issues_takes_out_and_voids(town, client):
    letter = issue(town)
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    table |= {"alba": 200, "fina": 404, "noe": 404}
    file = page(town, "letter_file", letter_id=letter.pk)
    for url in (page(town), begun(town), file):
        assert statuses(client, url, everyone) == table, url
    others = [None, town.bruno, town.celia, town.fina, town.noe]
    table = {"nobody": 302, "bruno": 404, "celia": 404, "fina": 404, "noe": 404}
    for url in (page(town, "letter_new"), page(town, "letter_void", letter_id=letter.pk)):
        sent = {"reason": "mistake", "template": "free", "language": "es"}
        assert statuses(client, url, others, method="post", data=sent) == table, url
    assert Letter.objects.get().void_at is None


def test_a_letter_of_another_case_is_not_there_under_ones_own(town, client):
    letter = issue(town)
    mine = town.new_case(by=town.bruno)
    sign_in(client, town.bruno)
    file = reverse("cases:letter_file", args=[mine.pk, letter.pk])
    assert client.get(file).status_code == 404
    void = reverse("cases:letter_void", args=[mine.pk, letter.pk])
    assert client.post(void, {"reason": "mistake"}).status_code == 404


def test_a_letter_begins_with_the_words_of_its_template_and_gets_the_next_folio(town, client):
    shown = sign_in(client, town.ana).get(begun(town)).content.decode()
    assert "solicita atención médica" in shown
    assert "No lawyer has looked" in shown
    sent = {"template": "medical_care", "language": "es", "place": "Comitán", "addressee": TO}
    sent |= {"issued_on": DAY.isoformat(), "body": "Se pide atención.", "copies": ""}
    sent |= {"rests_on": "nothing"}
    assert client.post(page(town, "letter_new"), sent).status_code == 302
    assert Letter.objects.get().shown_folio == "CASA-LUZ/0001/2026"
    assert "CASA-LUZ/0001/2026" in client.get(page(town)).content.decode()
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    answer = client.post(page(town, "letter_new"), sent | {"issued_on": tomorrow, "body": ""})
    assert {"issued_on", "body"} <= set(answer.context["form"].errors)
    answer = client.post(page(town, "letter_new"), sent | {"body": "Motivo:\n\n____"})
    assert "body" in answer.context["form"].errors
    answer = client.post(page(town, "letter_new"), sent | {"rests_on": ""})
    assert "rests_on" in answer.context["form"].errors


def test_a_letter_says_of_her_only_what_a_disclosure_lets_go_and_she_is_told(town, client):
    town.new_consent(purpose="referral", block="health", recipient="hospital")
    made = disclosures.prepare_disclosure(
        by=town.ana, case=town.case, recipient="hospital", purpose="referral", basis="consent"
    )
    with pytest.raises(Refused, match="does not stand today"):
        issue(town, disclosure=made)
    seen = {"was_seen": ["health"], "seen_at": clock.now()}
    made = disclosures.decide_disclosure(by=town.ana, disclosure=made, **seen)
    shown = sign_in(client, town.ana).get(begun(town)).content.decode()
    assert f'<option value="{made.pk}">' in shown
    sent = {"template": "medical_care", "language": "es", "addressee": TO, "body": "Se pide."}
    sent |= {"issued_on": DAY.isoformat(), "rests_on": str(made.pk)}
    assert client.post(page(town, "letter_new"), sent).status_code == 302
    assert Letter.objects.get().disclosure == made
    assert [each.to for each in what_we_hold.went(town.case.person)][-1] == TO
    disclosures.end_disclosure(by=town.ana, disclosure=made)
    with pytest.raises(Refused, match="does not stand today"):
        issue(town, disclosure=made)
    actions.void_letter(by=town.ana, letter=Letter.objects.get(), reason="not_sent")
    assert TO not in [each.to for each in what_we_hold.went(town.case.person)]


@pytest.mark.parametrize("language", ["mam", "quc", "kek", "tzh", "tzo"])
def test_in_a_mayan_language_people_write_and_nothing_is_put_into_their_mouths(
    town, client, language
):
    assert all(letters.text(code, language, "body") == "" for code in letters.templates())
    shown = sign_in(client, town.ana).get(begun(town, language=language)).content.decode()
    assert "Somebody who speaks it writes the text" in shown


def test_folios_run_on_in_each_agency_and_year_and_are_never_given_again(town):
    theirs = town.new_case(by=town.bruno)
    assert [issue(town).folio, issue(town).folio] == [1, 2]
    assert issue(town, by=town.bruno, case=theirs).shown_folio == "FARO/0001/2026"
    assert issue(town, issued_on=date(2025, 12, 31)).shown_folio == "CASA-LUZ/0001/2025"
    other = town.new_case()
    assert issue(town, case=other).folio == 3
    other.person.delete()
    assert issue(town).folio == 4


@pytest.mark.django_db(transaction=True)
def test_letters_issued_at_once_get_different_folios(town):
    failures, start = [], threading.Barrier(4)

    def write(member):
        try:
            start.wait()
            issue(town, by=member)
        except (OperationalError, AssertionError) as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(m,)) for m in (town.ana, town.alba) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(Letter.objects.values_list("folio", flat=True)) == [1, 2, 3, 4]


def test_the_outside_of_the_file_names_nobody(town, client):
    letter = issue(town)
    file = page(town, "letter_file", letter_id=letter.pk)
    answer = sign_in(client, town.ana).get(file)
    assert answer["Content-Disposition"] == 'attachment; filename="documento.pdf"'
    text = pdf_text(answer.content)
    for words in (FIRST, TO, "CASA-LUZ/0001/2026", "Se solicita atención médica", "Archivo"):
        assert words in text
    with pikepdf.open(io.BytesIO(answer.content)) as found:
        said = repr(found.docinfo) + str(found.open_metadata())
        assert FIRST not in said
        assert "Ana" not in said
        pictures = [each for each in found.objects if "/Image" in repr(each)]
        assert pictures == []
    subject = text[text.index("Asunto") :].splitlines()[0]
    assert FIRST not in subject
    event = audit_events("letter_taken_out")[0]
    assert FIRST not in event.fields + event.detail


def test_later_it_must_be_confirmed_again(town, client):
    file = page(town, "letter_file", letter_id=issue(town).pk)
    assert sign_in(client, town.ana, confirmed=False).get(file).status_code == 302
    assert audit_events("letter_taken_out") == []


def test_a_void_letter_stays_under_its_folio_and_says_so(town, client):
    letter = issue(town)
    url = page(town, "letter_void", letter_id=letter.pk)
    sign_in(client, town.ana).post(url, {"reason": ""})
    assert Letter.objects.get().void_at is None
    client.post(url, {"reason": "mistake"})
    assert Letter.objects.get().void_reason == "mistake"
    with pytest.raises(Refused, match="void already"):
        actions.void_letter(by=town.ana, letter=letter, reason="mistake")
    file = client.get(page(town, "letter_file", letter_id=letter.pk))
    assert "Nulo" in pdf_text(file.content)
    assert issue(town).folio == 2


def test_the_register_shows_folios_of_ones_own_cases_and_nobody(town, client):
    issue(town)
    url = reverse("cases:letter_register")
    for member, sees in ((town.ana, True), (town.alba, True), (town.bruno, False)):
        shown = sign_in(client, member).get(f"{url}?year=2026").content.decode()
        assert ("CASA-LUZ/0001/2026" in shown) == sees
        assert FIRST not in shown
        assert TO not in shown
    assert "CASA-LUZ" not in sign_in(client, town.ana).get(f"{url}?year=2025").content.decode()
    assert client.get(f"{url}?year=x").status_code == 200
