"""S6, the first half: from the interview to a request that is ready to be sent, at a keyboard.

An assessment that is too old holds it up; the paper that is missing is the first line of the page;
her change of mind is one press, and the airline is told without a reason.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amparo.core import clock

pytestmark = pytest.mark.browser
GUATEMALA = "Oficina de Guatemala (invención)"
REQUEST, MISSING = 900, 10
PARTS = ("person", "family", "traffickers", "stigma", "documents")


def test_a_return_is_ready_to_be_asked_for_in_a_quarter_of_an_hour(
    visit, hands, say, site, record_property
):
    page = visit("ana")
    site.open(page, f"/cases/{site.things['case']}/", "ana")
    ana, today = hands(page), clock.today()
    ana.open(f"/journeys/{site.things['case']}/")
    ana.answer("pathway", "return")
    ana.pick("country", "GT")
    ana.write("office", GUATEMALA)
    ana.press(say("Empezar", "Begin"))
    address = page.url.partition("?")[0]
    her_yes(ana, site, say)

    interview(ana, address, say, on=today - timedelta(days=7), says="undecided", told=True)
    interview(ana, address, say, on=today, says="wants", told=False)
    assess(ana, address, say, on=today - timedelta(days=15))
    missing = page.locator("[aria-labelledby=h-missing] li")
    expect(missing.filter(has_text="14")).to_have_count(1)
    assess(ana, address, say, on=today)
    ana.open(f"{address}both/")
    ana.write_day("first", str(today + timedelta(days=7)))
    ana.write_day("last", str(today + timedelta(days=10)))
    ana.press(say("Sellar la solicitud", "Seal the request"))
    expect(page.locator("main .badge").first).to_contain_text(
        say("Se preguntó a la otra oficina", "The other office was asked")
    )
    record_property("seconds", round(ana.seconds))
    assert ana.seconds < REQUEST
    the_missing_paper_is_found(page, hands, site, say, record_property)


def the_missing_paper_is_found(page, hands, site, say, record_property):
    """From the page of her case, where a colleague begins who knows nothing of it."""
    site.open(page, f"/cases/{site.things['case']}/", "ana")
    ana = hands(page)
    ana.skip()
    ana.unfold(say("Ayuda y plan", "Help and plan"))
    stands = page.locator("#help li", has_text=say("Trayectos", "Journeys"))
    expect(stands).to_contain_text(say("Falta este documento", "This paper is missing"))
    expect(stands).to_contain_text(
        say("Pasaporte o documento de viaje", "Passport or consular travel paper")
    )
    record_property("seconds to the missing paper", round(ana.seconds, 1))
    assert ana.seconds < MISSING


def her_yes(ana, site, say):
    ana.open(f"/people/{site.things['person']}/consents/")
    for name, value in (("purpose", "return"), ("block", "identity"), ("recipient", "other")):
        ana.pick(name, value)
    ana.write("recipient_name", GUATEMALA)
    ana.answer("answer", "granted")
    ana.pick("language", "quc")
    ana.pick("how", "spoken")
    ana.press(say("Registrar la respuesta", "Record the answer"))


def interview(ana, address, say, *, on, says, told):
    ana.open(f"{address}write/interview/")
    ana.write_day("held_on", str(on))
    ana.pick("language", "quc")
    if told:
        for box in ana.page.locator("main [name=told]").all():
            ana.tick("told", box.get_attribute("value"))
    ana.tick("assistance_goes_on")
    ana.answer("says", says)
    ana.write("words", "Quiero ver a mi madre, pero no antes de la cosecha.")
    ana.press(say("Anotar", "Write it down"))
    expect(ana.page).to_have_url(address)


def assess(ana, address, say, *, on):
    ana.open(f"{address}write/assessment/")
    ana.write_day("assessed_on", str(on))
    for part in PARTS:
        ana.answer(part, "low")
        ana.write(f"why_{part}", "La tía la espera y nadie sabe nada.")
    ana.answer("verdict", "safe")
    ana.press(say("Anotar", "Write it down"))
    expect(ana.page).to_have_url(address)
