"""S2 · Intake and consent: asked in K'iche' through an interpreter, shown before anything goes.

Health to the hospital for 30 days, identity to the consulate for the document alone, nothing to the
prosecutor, statistics yes. Four rows stand in the ledger, each with language and interpreter; the
page says what each agency would see; the prosecutor's package is empty and refuses to go.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amparo.core import clock

pytestmark = pytest.mark.browser
ANSWERS = [
    {"purpose": "referral", "block": "health", "recipient": "hospital", "said": "granted"},
    {"purpose": "document", "block": "identity", "recipient": "consulate", "said": "granted"},
    {"purpose": "any", "block": "all", "recipient": "prosecutor", "said": "refused"},
    {"purpose": "statistics", "block": "facts", "recipient": "programme_statistics",
     "said": "granted"},
]  # fmt: skip


def test_what_she_agrees_to_is_asked_in_her_language_and_seen_before_it_goes(
    visit, hands, say, picture
):
    page = visit("ana")
    ana = hands(page)
    case = take_in(page, ana, say)
    ana.unfold(say("Consentimientos", "Consents"))
    page.locator("a[href$='/consents/']").first.click()
    for number, answer in enumerate(ANSWERS):
        ask(ana, answer, first=number == 0, lasts="30" if number == 0 else None, say=say)
    the_ledger_holds_four_rows_with_language_and_interpreter(page, say)
    the_page_says_what_each_agency_would_see(page, say)
    picture(page, "s02-consents")
    ledger = page.url

    # What would go to each, with what stands there now.
    expect(preview(page, ana, case, "hospital", "referral", say)).to_contain_text(
        say("Dijo que sí a esto.", "She said yes to this.")
    )
    expect(page.locator("main")).not_to_contain_text("Inventada")
    preview(page, ana, case, "consulate", "document", say)
    expect(page.locator("main")).to_contain_text("Inventada")
    expect(page.locator(".card .badge", has_text=say("Sale", "Goes"))).to_have_count(1)

    preview(page, ana, case, "prosecutor", "justice", say)
    main = page.locator("main")
    expect(main).to_contain_text(say("El paquete está vacío", "The package is empty"))
    expect(main.locator(".card .badge", has_text=say("Se queda", "Stays"))).to_have_count(6)
    expect(main.get_by_text(say("Dijo que no a esto.", "She said no to this."))).to_have_count(6)
    go = main.get_by_role("button", name=say("Decidir: esto puede salir", "Decide: this may go"))
    expect(go).to_be_disabled()
    picture(page, "s02-prosecutor")
    # Whoever sends it all the same, by hand, is refused by the server.
    go.evaluate("one => { one.disabled = false }")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        go.click()
    assert answer.value.status == 403
    expect(page.locator("main")).to_contain_text(say("está vacío", "is empty"))
    page.goto(ledger)
    the_page_says_what_each_agency_would_see(page, say)


def take_in(page, ana, say):
    ana.press(say("Nueva atención", "New intake"))
    ana.answer("can_contact", "yes")
    ana.tick("notice_explained")
    ana.write("given_names", "Nicté Luminaria")
    ana.write("paternal_surname", "Inventada")
    ana.press(say("Guardar el caso", "Save the case"))
    expect(page).to_have_url(re.compile(r"/cases/[0-9a-f-]{36}/"))
    return page.url.partition("?")[0]


def ask(ana, answer, *, first, lasts, say):
    """One answer. After the first, language, interpreter and manner stand there already."""
    for name in ("purpose", "block", "recipient"):
        ana.pick(name, answer[name])
    ana.answer("answer", answer["said"])
    if lasts:
        ana.pick("lasts", lasts)
    if first:
        ana.pick("language", "quc")
        ana.pick("how", "spoken")
        ana.tick("interpreter")
    ana.press(say("Registrar la respuesta", "Record the answer"))


def the_ledger_holds_four_rows_with_language_and_interpreter(page, say):
    rows = page.locator("[aria-labelledby='h-answers'] tbody tr")
    expect(rows).to_have_count(4)
    for number in range(4):
        expect(rows.nth(number)).to_contain_text("K'iche'")
        expect(rows.nth(number)).to_contain_text(say("con intérprete", "through an interpreter"))


def the_page_says_what_each_agency_would_see(page, say):
    sees = page.locator("[aria-labelledby='h-sees'] tbody tr")
    hospital = sees.filter(has_text="Hospital")
    expect(hospital).to_contain_text(say("Salud", "Health"))
    day = clock.today() + timedelta(days=30)
    expect(hospital).to_contain_text(str(day.year))
    consulate = sees.filter(has_text=say("Consulado", "Consulate"))
    expect(consulate).to_contain_text(say("Identidad", "Identity"))
    expect(consulate).to_contain_text(
        say("para obtener un documento de identidad", "to get an identity document")
    )
    prosecutor = sees.filter(has_text=say("Fiscalía", "Prosecutor"))
    expect(prosecutor).to_contain_text(say("Nada", "Nothing"))
    expect(prosecutor).to_contain_text(say("Dijo que no", "She said no"))
    expect(sees.filter(has_text=say("Estadística", "Statistics"))).to_have_count(1)


def preview(page, ana, case, recipient, purpose, say):
    ana.open(f"{case}disclosures/")
    ana.pick("recipient", recipient)
    ana.pick("purpose", purpose)
    ana.press(say("Mostrar la vista previa", "Show the preview"))
    return page.locator("main")
