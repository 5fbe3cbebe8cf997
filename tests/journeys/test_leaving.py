"""Leaving the public page at once in a browser without script: what Back shows then."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error

pytestmark = pytest.mark.browser

NEUTRAL = "https://www.wikipedia.org/"
TOLD = "Una niña pide limosna en el mercado; un señor le quita el dinero."


def left(page):
    page.locator("[data-leave]").click()
    page.wait_for_url(NEUTRAL)


def back(page) -> str:
    """What stands there after Back; of a page that the browser does not fetch again, nothing."""
    with suppress(Error):  # What was sent by a form is not sent again by itself.
        page.go_back()
    page.wait_for_load_state()
    return page.content() + "".join(each.input_value() for each in page.locator("textarea").all())


def test_back_shows_neither_what_was_typed_nor_the_receipt(visit):
    page = visit(None, java_script_enabled=False)
    page.context.route(f"{NEUTRAL}**", lambda asked: asked.fulfill(body="Enciclopedia"))
    page.goto("/m/?l=es")
    # The page stays in the history, and says so before anybody writes.
    assert "«atrás» muestra otra vez esta página, vacía" in page.locator("main").inner_text()
    page.fill("[name=text]", TOLD)
    left(page)
    assert TOLD not in back(page)
    assert "/m/" in page.url
    assert page.input_value("[name=text]") == ""

    page.fill("[name=text]", TOLD)
    page.get_by_role("button", name="Enviar").click()
    receipt = page.locator("[data-receipt]").inner_text()
    assert re.fullmatch(r"(\d{4} ){3}\d{4}", receipt)
    left(page)
    shown = back(page)
    assert receipt not in shown
    assert TOLD not in shown
