"""The first day: to the door, through it with both factors, and out again."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_ana_signs_in_and_reaches_her_caseload(visit):
    page = visit("ana")
    assert page.url.endswith("/cases/")
    expect(page.locator("html")).to_have_class("demonstration")


def test_a_code_alone_or_a_wrong_one_opens_nothing(visit, site):
    page = visit(None)
    page.fill("input[name=login]", "alba")
    page.fill("input[name=password]", site.passwords["alba"])
    page.press("input[name=password]", "Enter")
    wrong = str((int(site.code("alba")) + 1) % 10**6).zfill(6)
    page.fill("input[name=code]", wrong)
    page.press("input[name=code]", "Enter")
    expect(page.locator("[aria-invalid=true], .errors, [role=alert]").first).to_be_visible()
    page.goto("/cases/")
    assert "/account/" in page.url


def test_the_site_says_that_it_is_well(visit, site):
    page = visit(None)
    answer = page.request.get("/health")
    assert answer.json() == {"ok": True, "failing": []}
