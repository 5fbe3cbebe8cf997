"""The page of a case on a telephone, on a desk and on paper: what is folded, and what opens it."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.journeys import paper

pytestmark = pytest.mark.browser
# As many as a thumb goes through in a few strokes.
MOST_PIXELS = 2_800
FOLDED = "main .fold:not([open])"


@pytest.fixture
def open_case(visit, site):
    def open_as(**look):
        page = visit("ana", **look)
        site.open(page, f"/cases/{site.things['case']}/", "ana")
        return page

    return open_as


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_telephone_shows_safety_first_and_folds_the_rest(open_case, language):
    page = open_case(width=360, language=language)
    height = page.evaluate("() => document.documentElement.scrollHeight")
    assert height <= MOST_PIXELS
    first = page.locator("main section").first
    expect(first).to_have_attribute("aria-labelledby", "h-safety")
    assert first.bounding_box()["y"] < 500
    expect(page.locator("main .fold[open]")).to_have_count(0)


def test_the_keyboard_opens_what_is_folded_without_script(open_case):
    page = open_case(width=360, java_script_enabled=False)
    consents = page.locator("#consents")
    expect(consents.locator("a").first).to_be_hidden()
    consents.locator("summary").press("Enter")
    expect(consents.locator("a").first).to_be_visible()


def test_where_there_is_room_everything_is_open(open_case):
    page = open_case()
    expect(page.locator(FOLDED)).to_have_count(0)


def test_an_address_may_name_a_folded_part(open_case):
    page = open_case(width=360)
    page.evaluate("() => { location.hash = 'documents' }")
    expect(page.locator("#documents[open]")).to_have_count(1)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed.")
@pytest.mark.parametrize("script", [True, False])
def test_paper_shows_what_a_telephone_folds(open_case, tmp_path, script):
    page = open_case(width=360, java_script_enabled=script)
    folded = " ".join(page.locator("#facts dt, #team li").all_text_contents()).split()
    page.pdf(path=tmp_path / "case.pdf", prefer_css_page_size=True)
    printed = paper.text(tmp_path / "case.pdf").split()
    assert [word for word in folded if word not in printed] == []
    # On the screen it is as it was.
    expect(page.locator("main .fold[open]")).to_have_count(0)
