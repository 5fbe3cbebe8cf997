"""S1: somebody tells of a girl who begs at a market; an operator records her and hands her over.

Expected: saved with the safety block alone; under 18 no means is needed; the status is the lowest,
presumed; no name is asked for; a task says to assess the risk again; the operator opens no case. It
fails if the address of whoever told it is anywhere.
"""

import re

import psycopg
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# An address of documentation, and a browser that nobody has.
ADDRESS, BROWSER = "203.0.113.77", "Telefono-Xocoyote/7"
NEUTRAL = "https://www.wikipedia.org/"
TOLD = "Una niña de unos 15 años pide limosna en el mercado; un señor le quita el dinero."


def kept(site) -> bytes:
    """Everything that the installation keeps: its files, and its tables where they lie apart."""
    found = b"".join(path.read_bytes() for path in site.var.rglob("*") if path.is_file())
    if address := site.surroundings["AMPARO_DATABASE"]:
        with psycopg.connect(address) as held:
            names = "select table_name from information_schema.tables where table_schema = 'public'"
            for (table,) in held.execute(names).fetchall():
                rows = held.execute(f'select t::text from "{table}" t').fetchall()
                found += str(rows).encode()
    return found


def leave(page, how):
    """Away at once, to a page that says nothing; Back does not lead here again."""
    page.context.route(f"{NEUTRAL}**", lambda asked: asked.fulfill(body="Enciclopedia"))
    how()
    page.wait_for_url(NEUTRAL)
    page.go_back()
    assert "/m/" not in page.url


def tell(page, language, say, picture) -> str:
    answer = page.goto(f"/m/?l={language}")
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    expect(page.locator("html")).to_have_attribute("lang", language)
    picture(page, "s01-tell")
    page.fill("[name=text]", TOLD)
    page.fill("[name=place]", "Tapachula, mercado")
    page.get_by_role("button", name=say("Enviar", "Send")).press("Enter")
    receipt = page.locator("[data-receipt]").inner_text()
    picture(page, "s01-receipt")
    assert re.fullmatch(r"(\d{4} ){3}\d{4}", receipt)
    return receipt


def test_from_the_hotline_to_a_case(site, visit, hands, say, language, picture):
    page = visit(None, user_agent=BROWSER, extra_http_headers={"X-Forwarded-For": ADDRESS})
    before = page.context.cookies()
    receipt = tell(page, language, say, picture)
    assert page.context.cookies() == before
    leave(page, lambda: [page.keyboard.press("Shift") for _ in range(3)])
    page.goto(f"/m/?l={language}")
    leave(page, page.locator("[data-leave]").click)

    # Olga reads it and records whom it tells of; no name is asked for.
    page = visit("olga")
    olga = hands(page)
    olga.open("/cases/tips/")
    page.get_by_role("row").filter(has_text=say("Sin leer", "Not read yet")).get_by_role(
        "link"
    ).click()
    expect(page.locator("main")).to_contain_text(TOLD)
    olga.press(say("Registrar a una posible víctima", "Record a possible victim"))
    olga.answer("immediate_danger", "unknown")
    taker = page.locator("[name=to] option").filter(has_text="Ana Demostración")
    olga.pick("to", taker.get_attribute("value"))
    olga.write("age", "15")
    olga.write("place", "Tapachula")
    olga.tick("purposes", "ForcedBegging")
    picture(page, "s01-possible-victim")
    olga.press(say("Guardar y entregar", "Save and hand over"))
    expect(page).to_have_url(re.compile("/cases/tips/$"))
    assert olga.seconds < 300

    # Ana finds her among what is due, with the risk to be assessed again.
    ana = visit("ana")
    ana.goto("/cases/due/")
    again = re.compile("Valorar de nuevo|Reassess the risk")
    ana.locator("main li.card").filter(has_text=again).get_by_role("link").first.click()
    ana.wait_for_url(re.compile("/cases/[0-9a-f-]{36}/$"))
    case = ana.url
    expect(ana.locator("main")).to_contain_text(say("Presunta", "Presumed"))
    ana.locator("#events summary").click()
    ana.locator("main a[href*='/events/']:not([href$='/new/'])").first.click()
    expect(ana.locator("main")).to_contain_text(
        say(
            "Medio: sin registrar, y no hace falta, porque tenía menos de 18 años.",
            "Means: not recorded, and not needed, since she was under 18.",
        )
    )

    # Olga opens neither this case nor any other.
    for address in (case, f"/cases/{site.things['case']}/"):
        assert page.goto(address).status == 404
    assert page.goto("/cases/").status == 403

    # Nobody can say where it came from; the receipt still answers.
    everything = kept(site)
    for trace in (ADDRESS, BROWSER, receipt, receipt.replace(" ", ""), "le quita el dinero"):
        assert trace.encode() not in everything, trace
    page = visit(None)
    page.goto(f"/m/2/?l={language}")
    page.fill("[name=receipt]", receipt)
    page.locator("main button").press("Enter")
    expect(page.locator("main")).to_contain_text(say("Fue leído", "It was read"))
