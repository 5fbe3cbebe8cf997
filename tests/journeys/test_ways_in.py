"""A first intake in three pages and on to paper: by keyboard alone, and with no script at all."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# Somebody of a similar name may be asked about; nobody is stopped.
CASE = re.compile(r"/cases/[0-9a-f-]{36}/(\?check=names)?$")
CONSENT = {"purpose": "statistics", "block": "facts", "recipient": "programme_statistics"}
CONSENT |= {"how": "spoken", "language": "es"}


def tab_to(page, wanted):
    """Press Tab until it is there, as somebody without a mouse does."""
    for _ in range(150):
        if wanted.evaluate("part => part === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {wanted}")


def press(page, wanted):
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def choose(page, select, value):
    """With the arrows, to the very option."""
    tab_to(page, select)
    for _ in range(60):
        if select.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows never reach {value}")


def test_a_first_intake_takes_three_pages_and_keys_alone_bring_it_to_paper(visit):
    page = visit("ana", width=360)
    page.goto("/cases/")
    seen = [page.url]
    page.on("load", lambda loaded: seen.append(loaded.url))
    press(page, page.get_by_role("link", name="Nueva atención"))
    expect(page.locator("h1")).to_have_text("Nueva atención")
    tab_to(page, page.locator("#id_given_names"))
    page.keyboard.type("Yatziri")
    tab_to(page, page.locator("#id_paternal_surname"))
    page.keyboard.type("Inventada")
    press(page, page.get_by_role("button", name="Guardar el caso"))
    expect(page).to_have_url(CASE)
    page.wait_for_load_state()
    assert len(seen) == 3, seen

    press(page, page.locator("#consents > summary"))
    press(page, page.locator("main a[href*='/consents/']").first)
    expect(page.locator("h1")).to_contain_text("Consentimientos")
    for name, value in CONSENT.items():
        if name in ("how", "language"):
            continue
        choose(page, page.locator(f"#id_{name}"), value)
    tab_to(page, page.locator("[name=answer]").first)
    page.keyboard.press("Space")
    choose(page, page.locator("#id_language"), "es")
    choose(page, page.locator("#id_how"), "spoken")
    press(page, page.get_by_role("button", name="Registrar la respuesta"))
    expect(page.locator(".message--success")).to_be_visible()

    page.goto(seen[2].partition("?")[0])
    press(page, page.locator("#paper > summary"))
    press(page, page.locator("main a[href$='/print/']"))
    expect(page.locator("[data-print]")).to_be_visible()
    tab_to(page, page.locator("[data-print]"))
    expect(page.locator("main")).not_to_contain_text("Yatziri")


def test_the_same_is_done_without_script(visit):
    page = visit("ana", width=360, java_script_enabled=False)
    page.goto("/cases/")
    page.get_by_role("link", name="Nueva atención").click()
    page.fill("#id_given_names", "Nayeli")
    page.get_by_role("button", name="Guardar el caso").click()
    expect(page).to_have_url(CASE)
    case = page.url.partition("?")[0]
    page.locator("#consents > summary").click()
    page.locator("main a[href*='/consents/']").first.click()
    for name, value in CONSENT.items():
        page.select_option(f"#id_{name}", value)
    page.locator("[name=answer]").first.check()
    page.get_by_role("button", name="Registrar la respuesta").click()
    expect(page.locator(".message--success")).to_be_visible()
    page.goto(case)
    page.locator("#paper > summary").click()
    page.locator("main a[href$='/print/']").click()
    expect(page.locator("main h1")).to_be_visible()
    # A button that could do nothing is not shown; the browser prints by itself.
    expect(page.locator("[data-print]")).to_be_hidden()
