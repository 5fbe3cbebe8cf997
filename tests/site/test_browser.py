"""In a real browser against the real server: accessibility, passkeys, drafts, no script at all."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from playwright.sync_api import expect

from tests.journeys import looking
from tests.site.make_site import PASSWORD, TOTP_SECRET

pytestmark = pytest.mark.browser

# What stands here alone: whoever has a second factor is sent on (tests/journeys/pages.py).
ACTIVATE = "/account/2fa/totp/activate/"
KEPT = re.compile("Se guardó un borrador a las|A draft was kept at")


def totp():
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(TOTP_SECRET), moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


@pytest.fixture
def open_page(browser, site):
    """Open a page in a fresh window; what the console complains of is in page.complaints."""
    opened = []

    def open_page(language="es", width=1280, **more):
        context = browser.new_context(
            base_url=site.address,
            locale=language,
            viewport={"width": width, "height": 800},
            extra_http_headers={"Accept-Language": language},
            **more,
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda line: _note(page, line))
        return page

    yield open_page
    for context in opened:
        context.close()


def _note(page, line):
    # A browser reports every 404 page as a failed resource; that is not a complaint about ours.
    if line.type == "error" and "Failed to load resource" not in line.text:
        page.complaints.append(line.text)


def enter(page, username="ada"):
    page.goto("/account/login/")
    page.fill("#id_login", username)
    page.fill("#id_password", PASSWORD)
    page.locator("main form .button").first.click()


def say_again(page):
    """Her own second factors ask for what she types after signing in."""
    page.goto("/account/reauthenticate/")
    page.fill("#id_password", PASSWORD)
    page.locator("main form .button").first.click()
    expect(page).not_to_have_url(re.compile("reauthenticate"))


def in_language(page, language):
    """Members carry their language with them; switch if this one reads another."""
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f".language [value={language}]").click()


def faults(page, address):
    """What is wrong with a page as it stands, in words."""
    found = looking.violations(page) + looking.misfits(page) + looking.small_targets(page)
    return [f"{address}: {fault}" for fault in found + page.complaints]


def test_the_page_to_set_up_an_authenticator_has_no_fault(open_page):
    page, found = open_page(), []
    enter(page)
    say_again(page)
    for language in ("es", "en"):
        page.goto(ACTIVATE)
        in_language(page, language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            found += faults(page, f"{language} {width}")
        page.set_viewport_size({"width": 1280, "height": 800})
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mistakes_notices_and_buttons_have_contrast_in_both_schemes(open_page, scheme):
    page = open_page("es", 1280, color_scheme=scheme)
    enter(page)
    page.goto("/components/")
    page.locator("form[data-draft] .actions .button").first.click()
    expect(page.locator(".field--wrong").first).to_be_visible()
    assert looking.violations(page) == []


def test_a_mistake_takes_the_reader_to_the_list_of_mistakes_and_on_to_the_field(open_page):
    page = open_page()
    enter(page)
    page.goto("/components/")
    page.locator("form[data-draft] .actions .button").first.click()
    expect(page.locator(".notice[role=alert]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#id_number$"))


def test_keys_alone_reach_the_content_and_open_the_menu(open_page):
    page = open_page("es", 360)
    enter(page)
    page.goto("/roles/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.locator("[popovertarget=menu]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    assert looking.violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()


def test_everything_but_keys_works_without_script(open_page):
    page = open_page("es", 360, java_script_enabled=False)
    enter(page, "flor")
    page.fill("#id_code", totp())
    page.locator("main form .button").first.click()
    page.goto("/components/")
    page.fill("#id_number", "K7-2231")
    page.locator("[formaction]").click()
    expect(page).to_have_url(re.compile(r"draft=1$"))
    expect(page.locator("#id_number")).to_have_value("K7-2231")
    page.locator("[name=draft_forget]").click()
    expect(page.locator("#id_number")).to_have_value("")
    page.locator("[popovertarget=menu]").first.click()
    page.locator("[data-sign-out] .button--plain").click()
    expect(page).to_have_url(re.compile("/account/login/"))
    expect(page.locator("#passkey_login")).to_be_hidden()


def test_signing_out_keeps_what_was_typed_and_signing_in_offers_it(open_page):
    page = open_page()
    enter(page)
    page.goto("/components/")
    page.fill("#id_number", "Z9-0001")
    page.locator("[data-sign-out] .button--plain").click()
    expect(page).to_have_url(re.compile("/account/login/"))
    enter(page)
    page.goto("/components/")
    page.locator("a[href*='draft=1']").click()
    expect(page.locator("#id_number")).to_have_value("Z9-0001")
    page.locator("[name=draft_forget]").click()
    assert page.complaints == []


def test_twenty_seconds_of_typing_are_kept_and_said(open_page):
    page = open_page()
    page.clock.install()
    enter(page)
    page.goto("/components/")
    page.fill("#id_number", "T2-0002")
    page.clock.run_for(21_000)
    expect(page.locator("[data-draft-state]")).to_contain_text(KEPT)
    page.goto("/roles/")
    page.goto("/components/?draft=1")
    expect(page.locator("#id_number")).to_have_value("T2-0002")
    page.locator("[name=draft_forget]").click()


def test_leaving_the_page_keeps_what_was_typed(open_page):
    page = open_page()
    enter(page)
    page.goto("/components/")
    page.fill("#id_number", "L3-0003")
    page.goto("/roles/")
    for _ in range(5):
        # What is sent on leaving may reach a busy server after the next page was asked for.
        page.goto("/components/?draft=1")
        if page.input_value("#id_number"):
            break
    expect(page.locator("#id_number")).to_have_value("L3-0003")
    page.locator("[name=draft_forget]").click()


def test_a_warning_comes_one_minute_ahead_and_can_be_answered(open_page):
    page = open_page()
    page.clock.install()
    enter(page)
    page.goto("/roles/")
    page.clock.run_for(530_000)
    expect(page.locator("#idle")).to_be_hidden()
    page.clock.run_for(15_000)
    expect(page.locator("#idle")).to_be_visible()
    assert looking.violations(page) == []
    page.locator("[data-stay-signed-in]").click()
    expect(page.locator("#idle")).to_be_hidden()
    page.clock.run_for(601_000)
    expect(page.locator("#idle-ended")).to_be_visible()


def test_a_passkey_is_added_and_opens_the_door_alone(open_page):
    page = open_page()
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True}
    options |= {"automaticPresenceSimulation": True}
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    enter(page)
    say_again(page)
    page.goto("/account/2fa/webauthn/add/")
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    expect(page).to_have_url(re.compile("/account/2fa/recovery-codes/"))
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto("/account/2fa/webauthn/")
    assert faults(page, "list of keys") == []
    page.locator("[data-sign-out] .button--plain").click()
    page.click("#passkey_login")
    expect(page.locator("[data-sign-out] .button--plain")).to_have_count(1)
    page.goto("/account/2fa/webauthn/reauthenticate/")
    assert faults(page, "confirm with a key") == []
    page.click("#mfa_webauthn_reauthenticate")
    expect(page).to_have_url(re.compile(r"localhost:\d+/$"))
    page.goto("/account/2fa/webauthn/")
    page.locator("a[href$='/remove/']").click()
    assert faults(page, "remove the key") == []
    page.locator(".button--danger").click()
    expect(page.locator(".empty")).to_be_visible()


def test_a_key_that_does_not_answer_is_said_in_words(open_page):
    page = open_page()
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    page.goto("/account/login/")
    expect(page.locator("#passkey_login")).to_be_visible()
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(Error('no')) }")
    page.click("#passkey_login")
    expect(page.locator("[data-passkey-trouble]")).to_be_visible()
    assert page.complaints == []
