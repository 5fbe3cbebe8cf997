"""Walk a page of `pages.py` in a browser: on a telephone and a desk, enlarged, by axe, by ear.

AMPARO_TEST_ALBUM=folder keeps a picture of every page in every window, to be looked at by people.
"""

import os
import re
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import ground
from tests.journeys import looking
from tests.journeys.pages import PAGES
from tests.journeys.pages import Page as ThePage
from tests.served import speak

NARROW, ZOOMED, WIDE = 360, 640, 1280
ALBUM = os.environ.get("AMPARO_TEST_ALBUM")
# `make walk` asks everything at every width in both languages; `make test` each question once.
WHOLE = os.environ.get("AMPARO_TEST_WALK") == "whole"
WHO = re.compile("Xquic|Piedraluna|Nubarrón|Inventad|Demostración$")
FORM = "main form[method=post][novalidate]:has(.field)"
# One question asked in two ways: with the password, or with a code.
SAME_TITLE = {"account_reauthenticate", "mfa_reauthenticate"}
# What lies in the tray of a printer is called a document, whatever it is.
SAME_TITLE |= {"cases:print", "cases:print_identity", "people:consent_receipt"}
SAME_TITLE |= {"cases:disclosure_sheet", "shelter:list"}


def each_page(language: str, *, parts: int):
    """Every page once; parts of them are walked side by side."""
    params = []
    for at, page in enumerate(PAGES):
        part = pytest.mark.xdist_group(f"{language} {at * parts // len(PAGES)}")
        params.append(pytest.param(page, id=page.id, marks=part))
    return pytest.mark.parametrize("page", params)


@pytest.fixture(scope="session")
def titles(tmp_path_factory):
    """`titles(window, page, "es")`: what is wrong with its title.

    Whoever has several pages open, or hears titles alone, can tell them apart.
    """
    taken = ground.folder_of_the_run(tmp_path_factory) / "titles"
    taken.mkdir(exist_ok=True)

    def faults(window, page: ThePage, language: str) -> list[str]:
        title = window.title()
        found = [f"the title names somebody: {title}"] if WHO.search(title) else []
        if not page.reach and page.name not in SAME_TITLE:
            place = taken / sha256(f"{language} {title}".encode()).hexdigest()
            if (other := ground.first_to_say(page.name, place)) != page.name:
                found.append(f"{other} has the same title: {title}")
        return found

    return faults


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
        # Sheets and pages for what went wrong have no menu to choose a language in.
        if page.reach or window.locator("html").get_attribute("lang") != language:
            window.goto("/roles/" if page.who else "/account/login/")
            speak(window, language)
        if page.reach:
            page.reach(site, window)
            if window.locator(".language").count():
                # Whoever signed in on the way reads in a language of her own.
                speak(window, language)
        else:
            address = page.address(site.things)
            answer = site.open(window, address, page.who)
            assert answer.status == 200, f"{page.id}: {answer.status}"
        expect(window.locator("html")).to_have_attribute("lang", language)
        return window

    yield show
    for window in opened.values():
        window.context.close()


def barriers(window, page: ThePage, language: str) -> list[str]:
    """What is wrong with the page in the window, at every width and with large letters."""
    found = []
    for width in (WIDE, ZOOMED, NARROW) if WHOLE or language == "es" else (WIDE, NARROW):
        found += at(width, window, page, language)
    found += looking.in_large_letters(window, looking.misfits)
    if page.refused is None and window.locator(FORM).count():
        found.append("it has a form, and pages.py does not say what it refuses")
    return found


def at(width, window, page, language):
    window.set_viewport_size({"width": width, "height": 800})
    found = looking.misfits(window) + looking.small_targets(window)
    if width != ZOOMED and (WHOLE or language == "es" or width == WIDE):
        # 1280 at 200 % is a window of 640: what axe judges does not change with it. Nor do colours
        # with the words.
        colours = language == "es" and (WHOLE or width == NARROW)
        found += looking.violations(window, colours=colours)
        tree = looking.spoken(window)
        found += looking.unspoken(tree) + looking.disordered(tree)
    if ALBUM:
        Path(ALBUM).mkdir(parents=True, exist_ok=True)
        name = f"{page.id.replace(':', '.')}.{language}.{width}.png"
        window.screenshot(path=Path(ALBUM) / name, full_page=True)
    return [f"{width} px: {fault}" for fault in found]


def mistakes(window, page):
    """Send its form wrong: the reader is led to the mistakes, and each is tied to its field."""
    window.set_viewport_size({"width": NARROW, "height": 800})
    form = window.locator(FORM).first
    # A part that is folded in is opened, as its reader does.
    window.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
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
    expect(window.locator("[role=alert].notice--danger")).to_be_focused()
    found = looking.untied_mistakes(window) + looking.violations(window) + looking.misfits(window)
    return [f"refused: {fault}" for fault in found]
