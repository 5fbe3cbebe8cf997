"""Every page of `pages.py` in both languages, on a telephone and a desk, enlarged, by keyboard.

AMPARO_TEST_ALBUM=folder keeps a picture of every page in every window, to be looked at by people.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import looking
from tests.journeys.conftest import speak
from tests.journeys.pages import PAGES
from tests.journeys.pages import Page as ThePage

pytestmark = pytest.mark.walk

LANGUAGES = ["es", "en"]
NARROW, ZOOMED, WIDE = 360, 640, 1280
ALBUM = os.environ.get("AMPARO_TEST_ALBUM")
WHO = re.compile("Xquic|Piedraluna|Nubarrón|Inventad|Demostración$")
FORM = "main form[method=post][novalidate]:has(.field)"
TITLES: dict[tuple[str, str], set[str]] = {}
# One question asked in two ways: with the password, or with a code.
SAME_TITLE = {"account_reauthenticate", "mfa_reauthenticate"}
# What lies in the tray of a printer is called a document, whatever it is.
SAME_TITLE |= {"cases:print", "cases:print_identity"}


@pytest.fixture(scope="module")
def windows(site, browser):
    """One window for each reader, signed in once; `windows(page, "es")` shows a page in it."""
    opened = {}

    def show(page: ThePage, language: str):
        who = page.id if page.reach else page.who
        if who not in opened:
            opened[who] = browser.new_context(base_url=site.url).new_page()
            opened[who].set_default_timeout(20_000)
            opened[who].complaints = []
            looking.watch(opened[who], opened[who].complaints)
            if page.who:
                site.sign_in(opened[who], page.who)
        window = opened[who]
        window.complaints.clear()
        window.set_viewport_size({"width": WIDE, "height": 800})
        if window.url == "about:blank" or page.who is None:
            window.goto("/account/login/" if page.who is None else "/roles/")
        elif page.reach:
            window.goto("/roles/")
        speak(window, language)
        if page.reach:
            page.reach(site, window)
        else:
            address = page.address(site.things)
            answer = site.open(window, address, page.who)
            assert answer.status == 200, f"{page.id}: {answer.status}"
        expect(window.locator("html")).to_have_attribute("lang", language)
        return window

    yield show
    for window in opened.values():
        window.context.close()


def _each():
    pairs = [(page, language) for language in LANGUAGES for page in PAGES]
    return pytest.mark.parametrize(
        ("page", "language"), pairs, ids=[f"{page.id}-{language}" for page, language in pairs]
    )


@_each()
def test_a_page_has_no_barrier(windows, page, language):
    window, found = windows(page, language), []
    for width in (WIDE, ZOOMED, NARROW):
        window.set_viewport_size({"width": width, "height": 800})
        faults = looking.misfits(window) + looking.small_targets(window)
        if width != ZOOMED:
            # 1280 at 200 % is a window of 640: what axe judges does not change with it.
            faults += looking.violations(window) + looking.disordered(window)
        found += [f"{width} px: {fault}" for fault in faults]
        if ALBUM:
            Path(ALBUM).mkdir(parents=True, exist_ok=True)
            name = f"{page.id.replace(':', '.')}.{language}.{width}.png"
            window.screenshot(path=Path(ALBUM) / name, full_page=True)
    found += looking.in_large_letters(window, looking.misfits)
    found += looking.unspoken(window)
    if page.refused is None and window.locator(FORM).count():
        found.append("it has a form, and pages.py does not say what it refuses")
    title = window.title()
    found += [f"the title names somebody: {title}"] if WHO.search(title) else []
    if not page.reach:
        TITLES.setdefault((language, title), set()).add(page.name)
    assert found + window.complaints == []


@pytest.mark.parametrize("page", PAGES, ids=[page.id for page in PAGES])
def test_a_page_is_walked_by_keyboard(windows, page):
    assert looking.walk_by_keyboard(windows(page, "es")) == []


def test_no_two_pages_have_one_title():
    """Whoever has several pages open, or hears titles alone, can tell them apart."""
    assert [names for names in TITLES.values() if len(names - SAME_TITLE) > 1] == []


REFUSED = [page for page in PAGES if page.refused is not None]


@pytest.mark.parametrize("page", REFUSED, ids=[page.id for page in REFUSED])
def test_a_refused_form_leads_to_its_mistakes(windows, page):
    window = windows(page, "es")
    window.set_viewport_size({"width": NARROW, "height": 800})
    form = window.locator("main form[method=post]:has(.field)").first
    for name, text in page.refused.items():
        typed = form.locator(f"[name={name}]")
        # A browser that knows dates lets nobody type a word; older ones let everything through.
        typed.evaluate("one => { one.type === 'date' && (one.type = 'text') }")
        typed.evaluate("one => one.removeAttribute('maxlength')")
        if typed.evaluate("one => one.tagName") == "SELECT":
            typed.evaluate("one => { one.value = '' }")
        else:
            typed.fill(text)
    form.locator("button:not([formaction]):not([type=button])").first.click()
    mistakes = window.locator("[role=alert].notice--danger")
    expect(mistakes).to_be_focused()
    assert looking.untied_mistakes(window) == []
    assert looking.violations(window) + looking.misfits(window) == []
