"""How long a first meeting and a second one take at a keyboard, at 360 px."""

import re

import pytest
from playwright.sync_api import expect

from tests.functional.hands import presses

pytestmark = pytest.mark.browser
FIRST_MEETING, SECOND_VISIT = 600, 180


@pytest.mark.parametrize(
    ("text", "keys"), [("tia", 3), ("Tía", 5), ("niña", 4), ("Ñandú", 7), ("Él", 4), ("", 0)]
)
def test_a_capital_and_an_accent_are_a_key_more(text, keys):
    assert presses(text) == keys


def test_a_first_intake_takes_ten_minutes_at_most(visit, hands, say, record_property):
    page = visit("ana")
    ana = hands(page)
    ana.press(say("Nueva atención", "New intake"))
    ana.answer("immediate_danger", "no")
    ana.answer("can_contact", "yes")
    ana.write("safety_note", "Duerme con su tía. Que no lo sepa el dueño del puesto.")
    ana.write("contact_notes", "Martes por la tarde, en la escuela. Decir que es por la beca.")
    ana.tick("notice_explained")
    ana.answer("statistics", "granted")
    ana.pick("consent_language", "quc")
    ana.pick("consent_how", "spoken")
    ana.tick("consent_interpreter")
    ana.write("given_names", "Casimira Nenúfar")
    ana.write("paternal_surname", "Inventada")
    ana.write("known_as", "Nenu")
    ana.write("age", "24")
    ana.pick("gender", "Feminine")
    ana.pick("citizenship_1", "GT")
    ana.pick("language_1", "quc")
    ana.write("phone", "00 0000 0000")
    ana.write("next_step", "Llevarla al médico")
    ana.write_day("next_step_on", "2030-01-15")
    ana.write("own_label", "Carpeta verde")
    ana.press(say("Guardar el caso", "Save the case"))
    expect(page).to_have_url(re.compile(r"/cases/[0-9a-f-]{36}/"))
    record_property("seconds", round(ana.seconds))
    assert ana.seconds < FIRST_MEETING


def test_a_second_visit_takes_three_minutes_at_most(visit, hands, say, site, record_property):
    """She came by herself: her coming, the risk as before, what was given, what is next."""
    page, case = visit("ana"), site.things["case"]
    site.open(page, f"/cases/{case}/", "ana")
    her = f"/people/{site.things['person']}/contact/"
    site.open(page, her, "ana")
    ana = hands(page)
    ana.open(her)
    ana.answer("began", "her")
    ana.pick("channel", "visit")
    ana.answer("outcome", "reached")
    ana.press(say("Anotar el contacto", "Record the contact"))
    ana.open(f"/cases/{case}/risk/")
    ana.press(say("Nada cambió", "Nothing changed"))
    ana.open(f"/cases/{case}/")
    ana.unfold(say("Asistencia", "Assistance"))
    ana.press(say("Registrar asistencia", "Record assistance"))
    ana.pick("service", "Food")
    ana.press(say("Registrar asistencia", "Record assistance"))
    ana.open(f"/cases/{case}/edit/")
    ana.write("next_step", "Acompañarla a la escuela")
    ana.press(say("Guardar el caso", "Save the case"))
    record_property("seconds", round(ana.seconds))
    assert ana.seconds < SECOND_VISIT
