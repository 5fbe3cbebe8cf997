"""Notes of a case: who reads which, what a correction leaves, what a redacted copy leaves out."""

import io
import json
from datetime import date, timedelta

import pikepdf
import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from amparo.cases import actions as cases
from amparo.cases.actions import notes as actions
from amparo.cases.models import EarlierNote, Note
from amparo.cases.queries import notes as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.cases.papers import pdf_text
from tests.helpers import audit_events, sign_in, statuses
from tests.town import FIRST, GIVEN, SECOND

DAY = date(2026, 3, 4)


def write(town, text, by=None, level="team", case=None):
    about = {"case": case or town.case, "text": text, "level": level, "noted_on": DAY}
    return actions.write_note(by=by or town.ana, **about)


def page(town, name="notes", **more):
    return reverse(f"cases:{name}", kwargs={"case_id": town.case.pk} | more)


def test_who_opens_the_notes_and_the_redacted_copy(town, client):
    note = write(town, "Llegó sola.")
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    table |= {"alba": 200, "fina": 404, "noe": 404}
    for url in (page(town), page(town, "note", note_id=note.pk), page(town, "redacted")):
        assert statuses(client, url, everyone) == table, url
    assert statuses(client, page(town, "redacted_file"), everyone) == table
    others = [None, town.bruno, town.celia, town.fina, town.noe]
    table = {"nobody": 302, "bruno": 404, "celia": 404, "fina": 404, "noe": 404}
    for url in (page(town), page(town, "note", note_id=note.pk), page(town, "mask")):
        assert statuses(client, url, others, method="post", data={"text": "x"}) == table, url
    url = page(town, "note_strike", note_id=note.pk)
    assert statuses(client, url, others, method="post", data={"reason": "wrong"}) == table
    assert not Note.objects.get().is_struck


def test_a_note_of_another_case_is_not_there_under_ones_own(town, client):
    note = write(town, "Llegó sola.")
    mine = town.new_case(by=town.bruno)
    for name in ("note", "note_strike"):
        url = reverse(f"cases:{name}", args=[mine.pk, note.pk])
        sign_in(client, town.bruno)
        assert client.post(url, {"text": "x", "reason": "wrong"}).status_code == 404


def test_a_note_is_written_in_one_go_and_its_words_lie_sealed(town, client):
    sent = {"text": f"Vio a {FIRST}.", "level": "team", "noted_on": DAY.isoformat()}
    assert sign_in(client, town.ana).post(page(town), sent).status_code == 302
    shown = client.get(page(town)).content.decode()
    assert f"Vio a {FIRST}." in shown
    with connection.cursor() as cursor:
        cursor.execute("select text from cases_note")
        assert FIRST not in cursor.fetchone()[0]
    event = audit_events("note_written")[0]
    assert FIRST not in event.fields + event.detail
    assert event.person == str(town.case.person_id)


def test_a_note_of_tomorrow_or_without_words_is_refused(town, client):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    sent = {"text": "", "level": "team", "noted_on": tomorrow}
    form = sign_in(client, town.ana).post(page(town), sent).context["form"]
    assert {"text", "noted_on"} <= set(form.errors)
    assert not Note.objects.exists()


def test_a_note_for_supervision_is_read_by_its_writer_and_the_coordinator_alone(town, client):
    cases.assign(by=town.alba, case=town.case, member=_colleague(town))
    colleague = town.colleague
    note = write(town, "Me cuesta este caso.", level="supervision")
    url = page(town, "note", note_id=note.pk)
    found = statuses(client, url, [town.ana, town.alba, colleague])
    assert found == {"ana": 200, "alba": 200, "lola": 404}
    sign_in(client, colleague)
    assert "Me cuesta" not in client.get(page(town)).content.decode()
    assert client.post(url, {"text": "x"}).status_code == 404
    others = write(town, "Para todas.", by=colleague)
    assert "Para todas" in sign_in(client, town.ana).get(page(town)).content.decode()
    with pytest.raises(Refused, match="Only who wrote"):
        actions.correct_note(by=town.ana, note=others, text="x")


def _colleague(town):
    from tests.town import Role, _member

    town.colleague = _member("lola", "Lola Lago", town.casa_luz, Role.CASEWORKER)
    return town.colleague


def test_a_correction_keeps_what_it_said_before(town, client):
    note = write(town, "Llegó el lunes.")
    url = page(town, "note", note_id=note.pk)
    sign_in(client, town.ana).post(url, {"text": "Llegó el martes."})
    assert Note.objects.get().text == "Llegó el martes."
    assert [earlier.text for earlier in EarlierNote.objects.all()] == ["Llegó el lunes."]
    assert "Llegó el lunes." in client.get(url).content.decode()
    assert "Llegó el lunes." not in client.get(page(town)).content.decode()
    client.post(url, {"text": "Llegó el martes."})
    assert EarlierNote.objects.count() == 1
    assert len(audit_events("note_corrected")) == 1


def test_a_struck_note_stays_with_its_reason_and_changes_no_more(town, client):
    note = write(town, "Llegó el lunes.")
    url = page(town, "note_strike", note_id=note.pk)
    sign_in(client, town.ana)
    client.post(url, {"reason": ""})
    assert not Note.objects.get().is_struck
    client.post(url, {"reason": "twice"})
    assert Note.objects.get().struck_reason == "twice"
    shown = client.get(page(town)).content.decode()
    assert "<del>" in shown
    assert "It stands here twice" in shown
    with pytest.raises(Refused, match="was struck"):
        actions.correct_note(by=town.ana, note=note, text="x")
    with pytest.raises(Refused, match="was struck"):
        actions.strike_note(by=town.ana, note=note, reason="wrong")


def test_notes_go_with_their_case(town):
    actions.correct_note(by=town.ana, note=write(town, "Llegó el lunes."), text="x")
    actions.mask_words(by=town.ana, case=town.case, words=["lunes"])
    town.case.person.delete()
    assert not Note.objects.exists()
    assert not EarlierNote.objects.exists()


# The redacted copy


def laden(town):
    write(town, f"{GIVEN} vino del taller La Esperanza; llamó al 555-0100 (invented).")
    write(town, f"La señora {SECOND.upper()} no sabe del TALLER  la esperanza.")
    write(town, "Solo para supervisión.", level="supervision")
    actions.strike_note(by=town.ana, note=write(town, "Esto no fue así."), reason="wrong")
    town.new_event(narrative=f"En La Esperanza la tuvieron con {FIRST}.")
    actions.mask_words(by=town.ana, case=town.case, words=["taller La Esperanza", "La Esperanza"])


GONE = ["Esperanza", "esperanza", "555-0100", GIVEN, SECOND, SECOND.upper(), FIRST]
GONE += ["supervisión", "Esto no fue"]


def test_what_is_left_out_is_nowhere_in_the_copy(town, client):
    laden(town)
    answer = sign_in(client, town.ana).get(page(town, "redacted_file"))
    assert answer["Content-Disposition"] == 'attachment; filename="documento.pdf"'
    text = pdf_text(answer.content)
    assert "vino del" in text
    assert "la tuvieron con" in text
    said = [text, *streams(answer.content)]
    assert [word for word in GONE if any(word in each for each in said)] == []
    assert json.loads(audit_events("redacted_copy_made")[0].detail) == {"notes": 2, "events": 1}


def streams(content):
    """Every byte of the file, packed and unpacked, and what its objects say."""
    yield content.decode("latin-1")
    with pikepdf.open(io.BytesIO(content)) as found:
        yield repr(found.docinfo)
        for each in found.objects:
            yield repr(each)
            if isinstance(each, pikepdf.Stream):
                yield each.read_bytes().decode("latin-1")
                yield each.read_bytes().decode("utf-16-be", "replace")


def test_the_page_shows_what_is_left_and_the_originals_stay(town, client):
    laden(town)
    sign_in(client, town.ana)
    left = queries.redacted(town.case)
    assert not any(word in each.text for each in left.notes for word in GONE)
    client.post(page(town, "mask"), {"words": "vino\n\nVINO\n llamó "})
    assert queries.words_of(town.case) == ["VINO", "llamó"]
    assert "taller La Esperanza" in client.get(page(town)).content.decode()


def test_an_event_of_several_people_is_not_handed_on(town):
    other = town.new_case()
    cases.record_event(
        by=town.ana, cases=[town.case, other], narrative="Las dos.", definition_version="htcds-2.0"
    )
    left = queries.redacted(town.case)
    assert (left.events, left.shared) == ([], 1)


def test_later_it_must_be_confirmed_again(town, client):
    sign_in(client, town.ana, confirmed=False)
    for name in ("redacted", "redacted_file"):
        assert client.get(page(town, name)).status_code == 302
    assert audit_events("redacted_copy_made") == []


# What is not there


def test_no_field_holds_a_portrait_and_none_could_find_somebody_by_a_face():
    import re

    face = re.compile(r"portrait|retrato|face|avatar|photo(?!graph)|embedding|biometr|fingerprint")
    for model in apps.get_models():
        for field in model._meta.get_fields():
            assert field.get_internal_type() not in ("ImageField", "FileField") or (
                model._meta.app_label != "people" and model._meta.app_label != "cases"
            ), f"{model.__name__}.{field.name}"
            if model.__module__.startswith(("amparo.people", "amparo.cases")):
                assert not face.search(field.name), f"{model.__name__}.{field.name}"
