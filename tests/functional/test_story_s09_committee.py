"""S9: a committee of three sectors meets, resolves and follows up.

Expected: no quorum, no vote; minutes ready to be signed in 15 minutes, and a commitment closed with
its evidence in 2, by somebody who never did it before; who is late, by institution; nothing of a
case anywhere.
"""

import re
import time
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from amparo.core import clock

pytestmark = pytest.mark.browser

ACTA, CLOSED = 15 * 60, 2 * 60
SEATS = {"DIF Puerto Vallarta": "chair", "Hoteles Unidos": "member", "Casa Luz": "member"}
POINTS = ["Lista de asistencia", "Capacitación del personal de los hoteles", "Carteles"]
PROMISED = "La asociación de hoteles capacita a 120 personas antes del 30 de noviembre"
RESOLVED = ["Se aprueba el orden del día.", f"{PROMISED}.", "Se ponen carteles en la central."]
CASE_NUMBER = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")
PAPER = {"name": "hoja.txt", "mimeType": "text/plain", "buffer": b"Firmas inventadas"}


def next_november(today):
    due = date(today.year, 11, 30)
    return due if due >= today else date(today.year + 1, 11, 30)


def founds(page, hands, say):
    """A committee with half and one more, and a seat for each sector."""
    sara = hands(page)
    sara.open("/committees/new/")
    sara.write("name", "Comité inventado de la bahía")
    sara.write("code", "CB")
    sara.press(say("Guardar", "Save"))
    for name, role in SEATS.items():
        sara.write("organisation", name)
        sara.pick("role", role)
        sara.write("starts", "2020")
        sara.press(say("Ocupar el lugar", "Take the seat"))
    return re.search(r"/committees/[0-9a-f-]{36}/", page.url)[0]


def comes(sara, page, say, here):
    """Say of the first so many seats that their holders are here."""
    names = page.locator("main input[type=radio]").evaluate_all(
        "all => [...new Set(all.map(one => one.name))]"
    )
    assert len(names) == len(SEATS)
    for name in names[:here]:
        sara.answer(name, "holder")
    sara.press(say("Guardar", "Save"))


def resolves(sara, say, text, point, due=None):
    sara.press(say("Escribir un acuerdo", "Write a resolution"))
    sara.write("text", text)
    sara.pick("point", point)
    if due:
        sara.unfold(say("Alguien se comprometió a algo", "Somebody promised something"))
        sara.write("owner", "Hoteles Unidos")
        sara.write_day("due_on", due.isoformat())
    sara.press(say("Por unanimidad", "All are in favour"))


def holds_a_session(page, hands, say, committee, picture):
    """From the call to the paper on which they sign. Returns who did it, and her minutes."""
    sara = hands(page)
    sara.open(committee)
    sara.press(say("Convocar una sesión", "Call a session"))
    sara.write_day("on", clock.today().isoformat())
    sara.write_day("starts_at", "00:00")
    sara.write("place", "Sala inventada")
    sara.write("points", "\n".join(POINTS))
    sara.press(say("Convocar la sesión", "Call the session"))
    sara.press(say("Abrir la sesión", "Open the session"))

    # One of three: nothing can be resolved, and the page says why.
    comes(sara, page, say, 1)
    sara.open(page.url + "resolutions/new/")
    vote = page.get_by_role("button", name=say("Por unanimidad", "All are in favour"))
    expect(vote).to_be_disabled()
    why = say("presentes 1 de 3; se necesitan 2.", "are here 1 of 3; 2 are needed.")
    expect(page.locator("main")).to_contain_text(why)
    picture(page, "s09-no-quorum")
    sara.open(page.url.replace("resolutions/new/", "attendance/"))
    comes(sara, page, say, 3)
    expect(page.locator("main")).to_contain_text(say("Hay quórum.", "There is quorum."))

    due = next_november(clock.today())
    for number, text in enumerate(RESOLVED, 1):
        point = f"{number}. {POINTS[number - 1]}"
        resolves(sara, say, text, point, due if PROMISED in text else None)
        expect(page.locator("main")).to_contain_text(f"CB/{number}/{clock.today().year}")
    picture(page, "s09-session")
    sara.press(say("Cerrar la sesión", "Close the session"))
    expect(page).to_have_url(re.compile("/minutes/$"))
    began = time.monotonic()
    answer = page.request.get(page.url + "file/?l=" + say("es", "en"))
    sara.waited += time.monotonic() - began
    assert answer.body().startswith(b"%PDF-")
    return sara, page.url


def is_signed(page, hands, say, minutes):
    sara = hands(page)
    sara.open(minutes)
    page.set_input_files("main [name=paper]", PAPER)
    sara.press(say("Guardarlo", "Keep it"))
    expect(page.locator("main")).to_contain_text(say("Acta firmada", "Minutes signed"))


def one_is_late(page, hands, say, committee):
    """Promised last month, due yesterday: it stands under its institution."""
    sara = hands(page)
    sara.open(f"/committees/commitments/new/?committee={committee.split('/')[2]}")
    sara.write("text", "Entregar folletos en la recepción")
    sara.write("owner", "Hoteles Unidos")
    sara.write("made", (clock.today() - timedelta(days=40)).isoformat())
    sara.write_day("due_on", (clock.today() - timedelta(days=2)).isoformat())
    sara.press(say("Guardar", "Save"))
    sara.open("/committees/commitments/")
    late = page.locator("section", has=page.locator("#h-late"))
    owner = late.locator("ul > li", has_text="Hoteles Unidos de la Bahía").first
    expect(owner).to_contain_text("Entregar folletos en la recepción")


def closes_it(page, hands, say):
    """Without what shows it, it stays open; with a paper it closes. Returns who did it."""
    sara = hands(page)
    sara.open("/committees/commitments/")
    sara.press(PROMISED)
    sara.press(say("Ya se cumplió", "It was done"))
    expect(page.locator("main .error")).to_have_count(1)
    sara.write("words", "Lista de asistencia de los tres cursos")
    page.set_input_files("main [name=paper]", PAPER)
    sara.press(say("Ya se cumplió", "It was done"))
    expect(page.locator("main")).to_contain_text(say("Cumplido", "Kept"))
    return sara


def sees_no_case(page, addresses):
    for address in addresses:
        assert page.goto(address).status == 200
        assert CASE_NUMBER.findall(page.locator("main").inner_text()) == []
        assert page.locator("main a[href*='/cases/'], main a[href*='/people/']").count() == 0


def test_from_its_seats_to_a_commitment_that_was_kept(
    site, visit, hands, say, picture, record_property
):
    page = visit("sara")
    committee = founds(page, hands, say)
    sara, minutes = holds_a_session(page, hands, say, committee, picture)
    record_property("seconds of the minutes", round(sara.seconds))
    assert sara.seconds < ACTA
    picture(page, "s09-minutes")
    is_signed(page, hands, say, minutes)
    one_is_late(page, hands, say, committee)
    closing = closes_it(page, hands, say)
    record_property("seconds of the commitment", round(closing.seconds))
    assert closing.seconds < CLOSED

    # Who keeps a committee opens no case, and who reads its minutes reads of none.
    assert page.goto(f"/cases/{site.things['case']}/").status in (403, 404)
    read = [committee, f"{committee}plan/", "/committees/commitments/", minutes]
    sees_no_case(page, read)
    sees_no_case(visit("ana"), read)
