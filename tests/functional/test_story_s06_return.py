"""S6: home to Guatemala. Two real servers, files carried by hand, one of them stopped in between.

What she decided and what was found stands written already; here the two offices speak.
"""

import pytest
from playwright.sync_api import expect

from tests.functional.conftest import NARROW
from tests.functional.test_two_servers import (
    GUATEMALA,
    HONDURAS,
    exchange,
    makes_new_keys,
    offices,  # noqa: F401
)

pytestmark = pytest.mark.browser
WORDS = {
    "es": {
        "ask": "Sellar la solicitud", "steps": "Pasos de un trayecto", "open": "Abrir el paquete",
        "yes": "Sí, podemos recibirla", "safe": "Seguro", "answer": "Firmar y sellar la respuesta",
        "agreed": "La otra oficina dijo que sí", "left": "Salió: sellarlo",
        "arrived": "Llegó, según quien la recibió", "here": "Confirmar que llegó",
        "again": "ya había llegado", "her": "Violeta Inventada", "opened": "Abierto y tomado",
        "under": "En camino", "not now": "Por ahora no",
    },
    "en": {
        "ask": "Seal the request", "steps": "Steps of a journey", "open": "Open the package",
        "yes": "Yes, we can receive her", "safe": "Safe", "answer": "Sign and seal the answer",
        "agreed": "The other office said yes", "left": "She set out: seal it",
        "arrived": "Arrived, by the account of who received her",
        "here": "Confirm that she arrived", "again": "came before",
        "her": "Violeta Inventada", "opened": "Opened and taken", "under": "Under way",
        "not now": "Not now",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["es", "en"])
def test_home_with_an_office_at_each_end(offices, language):  # noqa: F811
    (here, visit_here), (there, visit_there) = offices
    spanish, words = {"width": NARROW, "language": "es"}, WORDS[language]
    fina_here, fina_there = visit_here("fina", **spanish), visit_there("fina", **spanish)
    makes_new_keys(fina_here), makes_new_keys(fina_there)
    exchange(visit_here("sara", **spanish), fina_here, GUATEMALA, told_by=fina_there)
    exchange(visit_there("sara", **spanish), fina_there, HONDURAS, told_by=fina_here)

    look = {"width": NARROW, "language": language}
    ana_here, ana_there = visit_here("ana", **look), visit_there("ana", **look)
    both = f"/journeys/{here.things['case going home']}/{here.things['journey going home']}/both/"
    here.open(ana_here, both, "ana")
    today = ana_here.evaluate("new Date().toISOString().slice(0, 10)")
    ana_here.fill("[name=first]", today)
    ana_here.fill("[name=last]", today)
    ana_here.get_by_role("button", name=words["ask"]).click()
    request = newest(ana_here, words)

    # The other end answers; its server falls and comes back before the answer is carried.
    takes_in(ana_there, request, words)
    received(ana_there, there)
    expect(ana_there.locator("main")).not_to_contain_text(words["her"])
    ana_there.get_by_label(words["yes"]).check()
    ana_there.get_by_label(words["safe"], exact=True).check()
    ana_there.get_by_role("button", name=words["answer"]).click()
    expect(ana_there.locator("main .badge").first).to_contain_text(words["agreed"])
    with there.server.stopped():
        pass
    answer = newest(ana_there, words)
    again(ana_there, request, words)

    # This end falls too, before it reads the answer.
    with here.server.stopped():
        pass
    takes_in(ana_here, answer, words)
    again(ana_here, answer, words)
    here.open(ana_here, both, "ana")
    expect(ana_here.locator("main .badge").first).to_contain_text(words["agreed"])
    ana_here.fill("[name=expected]", today)
    ana_here.get_by_role("button", name=words["left"]).click()
    expect(ana_here.locator("main .badge").first).to_contain_text(words["under"])
    departure = newest(ana_here, words)

    takes_in(ana_there, departure, words)
    received(ana_there, there)
    expect(ana_there.locator("main")).to_contain_text(words["her"])
    ana_there.get_by_role("button", name=words["here"]).click()
    expect(ana_there.locator("main .badge").first).to_contain_text(words["arrived"])
    takes_in(ana_here, newest(ana_there, words), words)
    here.open(ana_here, both, "ana")
    expect(ana_here.locator("main .badge").first).to_contain_text(words["arrived"])
    digest = ana_here.locator(".digits").inner_text()
    received(ana_there, there)
    assert ana_there.locator(".digits").inner_text() == digest


def newest(page, words):
    """The last file of this kind that waits to be sent."""
    page.goto("/packages/")
    line = page.locator("section:has(#h-sent) li", has_text=words["steps"]).first
    with page.expect_download() as download:
        line.get_by_role("button").click()
    return download.value.path().read_bytes()


def sends(page, content, words):
    page.goto("/packages/")
    page.set_input_files(
        "[name=package]",
        {"name": "x.age", "mimeType": "application/octet-stream", "buffer": content},
    )
    page.get_by_role("button", name=words["open"]).click()


def takes_in(page, content, words):
    sends(page, content, words)
    expect(page.locator("body")).to_contain_text(words["opened"])


def again(page, content, words):
    sends(page, content, words)
    expect(page.locator("[role=alert].notice--danger")).to_contain_text(words["again"])


def received(page, site):
    """The newest of those who were announced."""
    page.goto("/journeys/received/")
    site.open(page, page.locator("main li a").first.get_attribute("href"), "ana")
