"""In a real browser: an access ends in the middle of somebody's work, and her case goes on."""

import re

import pytest
from playwright.sync_api import expect

from tests.site.test_browser import enter, open_page, totp  # noqa: F401

pytestmark = pytest.mark.browser


def come_in(page, username):
    enter(page, username)
    page.fill("#id_code", totp())
    page.locator("main form .button").first.click()
    expect(page).not_to_have_url(re.compile("/account/"))


def test_ending_an_access_from_the_page_to_the_hand_over_without_script(open_page):  # noqa: F811
    nora, olga, alba = (open_page(java_script_enabled=False) for _ in range(3))
    come_in(nora, "nora")
    come_in(olga, "olga")
    olga.goto("/members/")
    olga.get_by_role("link", name="Nora Inventada").click()
    olga.locator("[value=lost_telephone]").check()
    olga.get_by_role("button", name=re.compile("Terminar el acceso|End the access")).click()
    expect(olga.locator("main")).to_contain_text(re.compile("Se perdió su teléfono|was lost"))
    nora.goto("/cases/new/")
    assert "/account/login/" in nora.url
    come_in(alba, "alba")
    alba.goto("/cases/")
    alba.get_by_role("link", name=re.compile("Entregar|Hand over")).click()
    alba.locator("[name=case]").check()
    eva = alba.locator("[name=to] option", has_text="Eva").get_attribute("value")
    alba.locator("[name=to]").select_option(eva)
    alba.locator("form button:not([name])", has_text=re.compile("Entregar|Hand over")).click()
    expect(alba.locator("main")).to_contain_text(re.compile("Nada espera|Nothing waits"))
