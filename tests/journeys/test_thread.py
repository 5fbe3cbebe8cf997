"""The thread, as people live it: an intake becomes a count, and the published figure stays.

Ana at Casa Luz takes a woman in and helps her. Noé counts the programme and proposes the figure;
the page tells him why it does not move. Edith reads the analysis, which still cites the releases
of before. Fina finds all of it in the log, and the log holds.
"""

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def picture(page, name):
    """Pictures for the manual are taken here, when asked for, so that they cannot go stale."""
    if os.environ.get("AMPARO_TEST_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


def test_an_intake_becomes_a_count_and_the_published_figure_stays(visit, site):
    ana = visit("ana", width=360)
    take_in(ana)
    agree_and_help(ana)

    noe = visit("noe")
    noe.goto("/counts/")
    noe.get_by_role("button", name="Contar").click()
    expect(noe.locator(".big-number")).to_contain_text("179")
    noe.get_by_role("button", name="Proponer para publicación").click()
    expect(noe.locator(".big-number")).to_contain_text("180")
    expect(noe.locator("main")).to_contain_text("Conserva la cifra anterior")
    picture(noe, "release.es")

    edith = visit("edith")
    edith.goto("/analyses/")
    edith.get_by_role("button", name="Leer el diagnóstico").click()
    expect(edith.locator("main")).to_contain_text("menos de 30")
    expect(edith.locator("main")).to_contain_text("alrededor de 180")
    picture(edith, "analysis.es")

    fina = visit("fina")
    fina.goto("/audit/?verb=release_proposed")
    expect(fina.locator("tbody")).to_contain_text("Noé Demostración")
    assert json.loads(site.run("audit", "verify", "--json"))["ok"] is True
    assert names_on_the_disk(site, "Casimira") == []


def names_on_the_disk(site, name):
    """Every byte of everything the site wrote: database, journals, logs, mails, backups."""
    found = []
    for path in site.var.rglob("*"):
        held = path.read_bytes() if path.is_file() else b""
        if any(name.encode(code) in held for code in ("utf-8", "utf-16-le", "utf-16-be")):
            found.append(path.name)
    return found


def take_in(ana):
    """Three pages: caseload, intake, saved case."""
    ana.goto("/cases/")
    picture(ana, "caseload.es")
    ana.get_by_role("link", name="Nueva atención").click()
    ana.get_by_label("Nombres", exact=False).first.fill("Casimira")
    ana.get_by_label("Primer apellido", exact=False).first.fill("Inventada")
    ana.get_by_role("button", name="Guardar el caso").click()
    expect(ana).to_have_url(re.compile(r"/cases/[0-9a-f-]{36}/"))
    # Nobody reads her name over a shoulder.
    expect(ana.locator("main")).not_to_contain_text("Casimira")


def agree_and_help(ana):
    case = ana.url
    ana.locator("#consents summary").click()
    ana.locator("#consents a[href*='/consents/']").click()
    form = ana.locator("form:has([name=purpose])")
    form.locator("[name=purpose][value=statistics], select[name=purpose]").first.evaluate(
        "one => one.tagName === 'SELECT' ? (one.value = 'statistics') : one.click()"
    )
    for name, value in (("block", "facts"), ("recipient", "programme_statistics"),
                        ("answer", "granted"), ("how", "spoken"), ("language", "es")):  # fmt: skip
        choose(form, name, value)
    form.locator(".button").first.click()
    ana.goto(case)
    ana.locator("#assistance summary").click()
    ana.locator(f"#assistance a[href$='/assistance/{case.split('/')[-2]}/']").click()
    form = ana.locator("form:has([name=service])")
    choose(form, "service", "Shelter")
    form.locator("[name=given_on]").fill("2026-01-15")
    form.locator(".button").first.click()
    ana.goto(case)


def choose(form, name, value):
    radio = form.locator(f"[name={name}][value={value}]")
    if radio.count():
        radio.first.check()
    elif form.locator(f"select[name={name}]").count():
        form.locator(f"select[name={name}]").select_option(value)
