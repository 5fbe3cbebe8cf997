"""Letters: their folios, who takes one out, and what the file says on its outside."""

import io
import json
import threading
from datetime import date, timedelta
from importlib import import_module

import pikepdf
import pytest
from django.apps import apps
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amparo.cases import letters
from amparo.cases.actions import disclosures
from amparo.cases.actions import letters as actions
from amparo.cases.models import Letter
from amparo.cases.queries import what_we_hold
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.actions.relations import add_related
from tests.cases.papers import pdf_text
from tests.helpers import audit_events, sign_in, statuses
from tests.town import FIRST, GIVEN

DAY = date(2026, 3, 4)
TO = "Hospital General (inventado)"


def issue(town, by=None, case=None, **more):
    facts = {"template": "medical_care", "language": "es", "issued_on": DAY, "addressee": TO}
    facts |= {"body": "Se pide atención.", "copies": "Archivo"} | more
    return actions.issue_letter(by=by or town.ana, case=case or town.case, **facts)


def disclosed(town, *blocks, **named):
    """What she agreed to for a hospital, decided. `named`: for one hospital by its name."""
    to = {"purpose": "referral", "recipient": "hospital", **named}
    yes = [town.new_consent(block=block, **to) for block in blocks or ("identity",)]
    made = disclosures.prepare_disclosure(by=town.ana, case=town.case, basis="consent", **to)
    seen = {"was_seen": list(blocks or ("identity",)), "seen_at": clock.now()}
    return disclosures.decide_disclosure(by=town.ana, disclosure=made, **seen), yes


def named_letter(town, **more):
    """A letter that says her name, and rests on what lets it go."""
    disclosure, _yes = disclosed(town)
    return issue(town, body=f"Se pide atención para {FIRST}.", disclosure=disclosure, **more)


def told(town):
    """To whom something went, as her own paper says it."""
    return [each.to for each in what_we_hold.went(town.case.person)]


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
    assert TO not in told(town)


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
    letter = named_letter(town)
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
    # Nobody should receive it: it is not taken out any more, and says so.
    file = client.get(page(town, "letter_file", letter_id=letter.pk))
    assert file.status_code == 403
    assert "A void letter is not taken out" in file.content.decode()
    assert "Take out (PDF)" not in client.get(page(town)).content.decode()
    assert audit_events("letter_taken_out") == []
    assert issue(town).folio == 2


def test_a_letter_goes_no_more_once_her_yes_is_withdrawn(town, client):
    disclosure, (identity, health) = disclosed(town, "identity", "health")
    letter = issue(town, body=f"{FIRST} necesita atención.", disclosure=disclosure)
    file = page(town, "letter_file", letter_id=letter.pk)
    assert sign_in(client, town.ana).get(file).status_code == 200
    # In part: its words do not change, and nobody knows which of them were of that part.
    people.withdraw_consent(by=town.ana, consent=health)
    refused = client.get(file)
    assert refused.status_code == 403
    assert "may not go any more" in refused.content.decode()
    people.withdraw_consent(by=town.ana, consent=identity)
    assert "does not stand today" in client.get(file).content.decode()
    shown = client.get(page(town)).content.decode()
    assert "does not stand today" in shown
    assert "Take out (PDF)" not in shown
    assert len(audit_events("letter_taken_out")) == 1


def test_of_a_letter_from_before_all_that_was_decided_must_still_hold(town):
    disclosure, (_identity, health) = disclosed(town, "identity", "health")
    letter = issue(town, disclosure=disclosure)
    Letter.objects.update(blocks=[])
    assert actions.take_out_letter(by=town.ana, letter=letter)
    people.withdraw_consent(by=town.ana, consent=health)
    with pytest.raises(Refused, match="may not go any more"):
        actions.take_out_letter(by=town.ana, letter=letter)


def test_a_letter_goes_no_more_to_whom_she_is_found_to_fear(town, client):
    letter = issue(town, addressee="Lic. Rufino Alcaraván Tordo")
    file = page(town, "letter_file", letter_id=letter.pk)
    assert sign_in(client, town.ana).get(file).status_code == 200
    feared = {"relation": "employer", "suspected": True, "name": "Rufino Alcaraván Tordo"}
    add_related(by=town.ana, person=town.case.person, **feared)
    refused = client.get(file)
    assert refused.status_code == 403
    assert "nothing goes to this name" in refused.content.decode()
    assert "nothing goes to this name" in client.get(page(town)).content.decode()
    assert len(audit_events("letter_taken_out")) == 1


def test_the_page_asks_of_each_disclosure_once_however_many_letters_rest_on_it(town, client):
    disclosure, _yes = disclosed(town)

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(page(town)).status_code == 200
        return len(found)

    sign_in(client, town.ana)
    issue(town, disclosure=disclosure)
    few = asked()
    for _each in range(4):
        issue(town, disclosure=disclosure)
    assert asked() <= few


def test_a_letter_that_was_taken_out_stays_on_her_paper_void_or_not(town, client):
    letter = issue(town)
    sign_in(client, town.ana).get(page(town, "letter_file", letter_id=letter.pk))
    first = Letter.objects.get().taken_out_at
    assert first is not None
    client.get(page(town, "letter_file", letter_id=letter.pk))
    assert Letter.objects.get().taken_out_at == first
    url = page(town, "letter_void", letter_id=letter.pk)
    for words in ("", "  "):
        answer = client.post(url, {"reason": "not_sent", "words": words}, follow=True)
        assert "Say how it is known that it was not sent" in answer.content.decode()
    assert Letter.objects.get().void_at is None
    client.post(url, {"reason": "not_sent", "words": f"{FIRST} tore it up."})
    held = Letter.objects.get()
    assert (held.void_reason, held.void_words) == ("not_sent", f"{FIRST} tore it up.")
    (event,) = audit_events("letter_voided")
    assert FIRST not in event.fields + event.detail
    assert TO in told(town)
    assert "does not count" in what_we_hold.went(town.case.person)[-1].what
    other = issue(town, addressee="Otro hospital (inventado)")
    actions.take_out_letter(by=town.ana, letter=other)
    actions.void_letter(by=town.ana, letter=other, reason="mistake")
    assert "Otro hospital (inventado)" in told(town)


def test_a_letter_that_nobody_took_out_is_declared_not_sent_without_more(town):
    letter = issue(town)
    actions.void_letter(by=town.ana, letter=letter, reason="not_sent")
    assert TO not in told(town)


def test_letters_from_before_are_known_by_the_log_to_have_been_taken_out(town):
    out, kept = issue(town), issue(town)
    actions.take_out_letter(by=town.ana, letter=out)
    actions.take_out_letter(by=town.ana, letter=out)
    first = audit_events("letter_taken_out")[0].at
    migration = import_module("amparo.cases.migrations.0032_letters_taken_out_before")
    Letter.objects.update(taken_out_at=None)
    for _twice in range(2):
        migration.remember(apps, None)
    assert Letter.objects.get(pk=out.pk).taken_out_at == first
    assert Letter.objects.get(pk=kept.pk).taken_out_at is None


def test_the_log_says_on_what_a_letter_rests_and_for_whom_that_was_decided(town):
    disclosure, _yes = disclosed(town)
    actions.take_out_letter(by=town.ana, letter=issue(town, disclosure=disclosure))
    for verb in ("letter_issued", "letter_taken_out"):
        (event,) = audit_events(verb)
        said = json.loads(event.detail)
        assert said["rests"] is True
        assert (said["disclosure"], said["recipient"]) == (str(disclosure.pk), "hospital")
    issue(town)
    assert json.loads(audit_events("letter_issued")[-1].detail)["rests"] is False


@pytest.mark.parametrize(
    ("addressee", "goes"),
    [
        ("Dirección\nHOSPITAL de la  mujer de Ceiba\nCalle 5", True),
        ("Hospital de la\nMujer de Ceiba", True),
        ("Hospital General de Ceiba", False),
        ("Hospital de la Mujer", False),
        ("Preparatoria del Hospital de la Mujer de Ceibal", False),
    ],
)
def test_what_was_decided_for_one_by_name_goes_to_that_one(town, addressee, goes):
    disclosure, _yes = disclosed(town, recipient_name="Hospital de la Mujer de Ceiba")
    if goes:
        assert issue(town, disclosure=disclosure, addressee=addressee)
        return
    with pytest.raises(Refused, match="decided for one recipient by name"):
        issue(town, disclosure=disclosure, addressee=addressee)


@pytest.mark.parametrize("where", ["body", "addressee", "place", "copies"])
@pytest.mark.parametrize("word", [GIVEN, FIRST.upper(), "nubarron", "Nu\u200bbarrón"])
def test_a_letter_that_rests_on_nothing_has_no_word_of_her_names(town, where, word):
    with pytest.raises(Refused, match="A word of her name") as refused:
        issue(town, **{where: f"Se pide para {word}, hoy."})
    assert word not in str(refused.value)
    # A word that only begins like hers is another word.
    assert issue(town, body="Se pide atención en Piedralunar.")


def test_a_letter_that_was_issued_before_her_name_was_known_goes_no_more(town):
    letter = issue(town, body="Se pide atención para Estrella.")
    her = town.case.person
    people.revise(by=town.ana, person=her, seen_version=her.version, known_as="Estrella")
    with pytest.raises(Refused, match="A word of her name"):
        actions.take_out_letter(by=town.ana, letter=letter)


def test_what_a_letter_may_not_say_comes_back_with_its_words(town, client):
    sent = {"template": "free", "language": "es", "issued_on": DAY.isoformat(), "addressee": TO}
    sent |= {"body": f"Se pide para {GIVEN}.", "rests_on": "nothing"}
    answer = sign_in(client, town.ana).post(page(town, "letter_new"), sent)
    assert "A word of her name" in answer.content.decode()
    assert f"Se pide para {GIVEN}." in answer.content.decode()
    assert not Letter.objects.exists()


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
