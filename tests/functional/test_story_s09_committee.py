"""S9: a committee of three sectors meets, resolves and follows up.

Expected: no quorum, no vote; minutes ready to be signed in 15 minutes, and a commitment closed with
its evidence in 2, by somebody who never did it before; who is late, by institution; nothing of a
case anywhere. A case comes before a session by a code alone, and nothing of it is left when it is
closed. A new data-sharing agreement widens at once what may be sent, and no longer than it lasts.
"""

import json
import re
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from amparo.core import clock
from tests.served import ROOT

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


# A case before a session, by a code


def calls_a_session(page, hands, say, committee):
    sara = hands(page)
    sara.open(f"{committee}sessions/new/")
    sara.write_day("on", clock.today().isoformat())
    sara.write_day("starts_at", "00:00")
    sara.write("place", "Sala inventada")
    sara.press(say("Convocar la sesión", "Call the session"))
    return page.url


def opens_it_with_all_of_them(page, hands, say, session):
    sara = hands(page)
    sara.open(session)
    sara.press(say("Abrir la sesión", "Open the session"))
    names = page.locator("main input[type=radio]").evaluate_all(
        "all => [...new Set(all.map(one => one.name))]"
    )
    for name in names:
        sara.answer(name, "holder")
    sara.press(say("Guardar", "Save"))


def brings_it(page, hands, say, case, session, picture):
    """Ana puts her case before the session of today. Returns its code."""
    ana = hands(page)
    ana.open(f"/referrals/{case}/")
    ana.press(say("Llevar su caso ante un comité", "Bring her before a committee"))
    ana.pick("session", session.rstrip("/").rpartition("/")[2])
    ana.tick("needed", "Legal")
    ana.pick("asks", "offer")
    assert page.locator("main input[type=text], main textarea").count() == 0
    picture(page, "s09-bring")
    ana.press(say("Llevarlo, con un código nuevo", "Bring it, under a new code"))
    return page.locator("main .card .number").first.inner_text()


def offers(site, page, hands, say, table, session, code, picture):
    """Bruno reads the code and what is asked, and nothing that says who it is."""
    site.open(page, table, "bruno")
    page.goto(session)
    bruno = hands(page)
    bruno.press(say("Lo que está ante esta mesa", "What is before this table"))
    main = page.locator("main")
    expect(main).to_contain_text(code)
    expect(main).to_contain_text(say("Apoyo jurídico", "Legal support"))
    assert CASE_NUMBER.findall(main.inner_text()) == []
    assert page.locator("main a[href*='/cases/'], main a[href*='/people/']").count() == 0
    picture(page, "s09-table")
    bruno.answer("said", "offers:Legal")
    bruno.press(say("Dar esta respuesta", "Give this answer"))
    expect(main).to_contain_text(say("Se respondió.", "Answered."))


def test_a_case_before_the_committee_by_a_code_alone(site, visit, hands, say, picture):
    sara, ana, bruno = visit("sara"), visit("ana"), visit("bruno")
    case, committee = site.things["case"], f"/committees/{site.things['committee']}/"
    session = calls_a_session(sara, hands, say, committee)
    table = f"/referrals/table/{session.rstrip('/').rpartition('/')[2]}/"
    code = brings_it(ana, hands, say, case, session, picture)

    # Before it opens nobody at the table reads anything; who keeps the committee never does.
    for page in (bruno, sara, ana):
        assert page.goto(table).status == 404
        page.goto(session)
        assert code not in page.content()
    opens_it_with_all_of_them(sara, hands, say, session)
    offers(site, bruno, hands, say, table, session, code, picture)
    assert sara.goto(table).status == 404

    ana.goto(f"/referrals/{case}/conference/")
    expect(ana.locator("main")).to_contain_text(
        say("Puede ofrecer: Apoyo jurídico", "Can offer: Legal support")
    )
    sara.goto(session)
    hands(sara).press(say("Cerrar la sesión", "Close the session"))
    read = [session, committee, f"{session}minutes/", f"{committee}plan/"]
    sees_no_case(sara, read)
    for address in read:
        sara.goto(address)
        assert code not in sara.content()
    assert bruno.goto(table).status == 404

    # On her case: that it was heard, the offer, and from it one click to a referral.
    ana.goto(f"/referrals/{case}/conference/")
    main = ana.locator("main")
    expect(main).to_contain_text(say("La sesión se cerró", "The session was closed"))
    expect(main).not_to_contain_text(code)
    hands(ana).press(say("Canalizar a Faro, mesa cuatro", "Refer to Faro, mesa cuatro"))
    expect(ana.locator("h1, h2").first).to_contain_text(say("Canalización", "Referral"))
    picture(ana, "s09-referral")


# The clause of the hospital

SETTING = """
import json, os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amparo.settings")
import django
django.setup()
from datetime import timedelta
from amparo.agencies.models import Member
from amparo.agreements.models import DataClause
from amparo.directory.models import Service
from amparo.people import actions as people
from amparo.site.demonstration.referrals import _of_an_adult
if sys.argv[1] == "her yes":
    ana = Member.objects.select_related("agency").get(username="ana")
    case = _of_an_adult(ana)
    people.record_consent(
        by=ana, person=case.person, purpose="referral", block="contact", recipient="hospital",
        answer="granted", language="es", how="spoken", notice_version="2026-11",
    )
    service = Service.objects.get(organisation__short_name="Hospital de la Frontera")
    print(json.dumps([str(case.pk), str(service.pk)]))
else:
    held = DataClause.objects.get(agreement__title=sys.argv[2])
    days = {name: getattr(held, name) - timedelta(days=1) for name in ("starts_on", "ends_on")}
    DataClause.objects.filter(pk=held.pk).update(**days)
"""
TITLE = "Convenio nuevo con el Hospital (invención)"


def told(site, *words):
    """On the machine of the server: what she said before, or that a day has passed."""
    ran = subprocess.run(
        [sys.executable, "-c", SETTING, *words],
        env=site.surroundings, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def signs_it(page, hands, say):
    """Alba writes down the agreement, its parties, and what may cross until tonight."""
    alba, today = hands(page), clock.today().isoformat()
    alba.open("/agreements/new/")
    alba.write("title", TITLE)
    alba.pick("kind", "data_sharing")
    alba.write("signed", today)
    alba.press(say("Guardar", "Save"))
    agreement = re.search(r"/agreements/[0-9a-f-]{36}/", page.url)[0]
    for name in ("Casa Luz", "Hospital de la Frontera"):
        alba.open(f"{agreement}parties/")
        alba.write("organisation", name)
        alba.pick("role", "party")
        alba.press(say("Agregar la parte", "Add the party"))
    alba.open(f"{agreement}sharing/")
    for field, name in (("giver", "Casa Luz"), ("receiver", "Hospital")):
        option = page.locator(f"main [name={field}] option", has_text=name).first
        alba.pick(field, option.get_attribute("value"))
    alba.tick("blocks", "contact")
    alba.pick("purpose", "referral")
    alba.pick("basis", "consent")
    alba.write_day("starts_on", today)
    alba.write_day("ends_on", today)
    alba.press(say("Proponer", "Propose"))
    return agreement


def confirms_it(page, hands, say, agreement):
    page.goto(agreement)
    fina = hands(page)
    fina.open(page.locator("main a[href*='/sharing/']").first.get_attribute("href"))
    fina.press(say("Confirmar: dejar pasar", "Confirm: let it cross"))


def test_a_clause_widens_at_once_what_may_go_and_ends_on_its_day(site, visit, hands, say, picture):
    case, service = json.loads(told(site, "her yes"))
    ana, alba, fina = visit("ana"), visit("alba"), visit("fina")
    main, send = ana.locator("main"), ana.locator("main button[name=step][value=send]")
    goes = main.locator(".badge", has_text=say("Sale", "Goes"))
    hers = hands(ana)
    site.open(ana, f"/cases/{case}/", "ana")
    hers.open(f"/referrals/{case}/new/{service}/")
    hers.press(say("Mostrar la vista previa", "Show the preview"))
    preview = ana.url
    why = say("Ninguna cláusula de datos permite", "No data-sharing clause lets this go")
    expect(main).to_contain_text(why)
    expect(goes).to_have_count(0)
    expect(send).to_be_disabled()
    picture(ana, "s09-no-clause")

    agreement = signs_it(alba, hands, say)
    ana.goto(preview)
    expect(goes).to_have_count(0)
    confirms_it(fina, hands, say, agreement)
    ana.goto(preview)
    expect(goes).to_have_count(1)
    expect(main).not_to_contain_text(why)
    expect(send).to_be_enabled()
    picture(ana, "s09-clause")

    # The next day, seen from the clause: its last day is yesterday.
    told(site, "a day later", TITLE)
    send.click()
    expect(main).to_contain_text(say("El paquete está vacío", "The package is empty"))
    ana.goto(preview)
    why = say("La cláusula de datos sobre esto no rige hoy", "about this does not hold today")
    expect(main).to_contain_text(why)
    expect(goes).to_have_count(0)
    expect(send).to_be_disabled()
