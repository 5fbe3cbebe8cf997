"""In a real browser: an access ends in the middle of somebody's work, and her case goes on."""

import re

import pytest
from playwright.sync_api import expect

from tests.site.test_browser import enter, faults, in_language, open_page, totp  # noqa: F401

pytestmark = pytest.mark.browser
WINDOWS = [("es", 360), ("es", 1280), ("en", 360), ("en", 1280)]


def come_in(page, username):
    enter(page, username)
    page.fill("#id_code", totp())
    page.locator("main form .button").first.click()
    expect(page).not_to_have_url(re.compile("/account/"))


def looked_at(page, address, before_each=lambda: None):
    """What is wrong with a page in both languages, narrow and wide."""
    found = []
    for language, width in WINDOWS:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(address)
        in_language(page, language)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        found += faults(page, f"{address} {language} {width}")
    return found


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


def test_the_pages_of_members_have_no_fault(open_page):  # noqa: F811
    page = open_page()
    come_in(page, "otilia")
    page.goto("/members/")
    of_eva = page.get_by_role("link", name="Eva Inventada").get_attribute("href")
    of_alba = page.get_by_role("link", name="Alba Inventada").get_attribute("href")
    found = [f for address in ("/members/", of_eva, of_alba) for f in looked_at(page, address)]
    page.goto("/members/")
    # A code for a role that opens cases takes two: Otilia asks, Olivia confirms and reads it.
    page.get_by_role("button", name=re.compile("Eva")).first.click()
    expect(page.locator("#h-waiting")).to_be_visible()
    found += looked_at(page, "/members/")
    second = open_page()
    come_in(second, "olivia")
    second.goto("/members/")
    found += looked_at(second, "/members/")
    second.get_by_role("button", name=re.compile("Sí, Eva|Yes, Eva")).click()
    expect(second.locator(".secret")).to_be_visible()
    found += faults(second, "code")
    assert found == []


def test_the_first_factor_has_no_fault(open_page):  # noqa: F811
    page = open_page()
    enter(page, "eva")
    found = looked_at(page, "/account/2fa/first/")
    page.fill("#id_code", "aaaa-bbbb-cccc")
    page.locator("main form .button").first.click()
    expect(page.locator(".error").first).to_be_visible()
    found += faults(page, "a wrong code")
    assert found == []


def test_the_list_to_hand_over_has_no_fault(open_page):  # noqa: F811
    page = open_page()
    come_in(page, "amelia")
    assert looked_at(page, "/cases/handover/") == []
