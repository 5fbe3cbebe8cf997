"""S4 · Consent withdrawn. What was on its way is closed with it, in the system and on paper.

The recipient's next click shows nothing and a stop; the letter that was taken out stands as outside
our control, with somebody to be told; the log of all of it reads whole.
"""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_s04_withdrawal(visit, say, picture, site):
    case, person = site.things["case"], site.things["person"]
    ana, bruno = visit("ana"), visit("bruno")
    site.open(bruno, "/referrals/received/", "bruno")
    read = bruno_reads(bruno, say, site)
    site.open(ana, f"/referrals/{case}/", "ana")
    ana_takes_the_letter_out(ana, say, site)
    she_takes_her_yes_back(ana, say, site, person)
    the_recipient_sees_nothing_but_a_stop(bruno, say, picture, site, read)
    what_went_is_outside_our_control(ana, say, picture, case)
    assert json.loads(site.run("audit", "verify", "--json"))["ok"] is True


def bruno_reads(page, say, site):
    page.goto(f"/referrals/received/{site.things['sent referral']}/")
    page.get_by_role("link", name=say("Leer lo que se abrió", "Read what was opened")).click()
    expect(page.locator("main")).to_contain_text(say("Identidad", "Identity"))
    return page.url


def ana_takes_the_letter_out(page, say, site):
    page.goto(f"/referrals/{site.things['case']}/{site.things['paper referral']}/")
    with page.expect_download() as held:
        page.get_by_role("link", name=say("Sacar (PDF)", "Take out (PDF)")).click()
    assert held.value.suggested_filename == "documento.pdf"


def she_takes_her_yes_back(page, say, site, person):
    """Everything that she said yes to is taken back, one by one, as she says it."""
    address = f"/people/{person}/consents/"
    site.open(page, address, "ana")
    for _ in range(20):
        page.goto(address)
        withdraw = page.locator("main form[action*='/consents/'] .button--danger")
        if not withdraw.count():
            break
        withdraw.first.click()
    assert not page.locator("main form[action*='/consents/'] .button--danger").count()


def the_recipient_sees_nothing_but_a_stop(page, say, picture, site, read):
    assert page.goto(read).status == 404
    page.goto("/cases/")
    expect(page.locator("main")).to_contain_text(say("o se detuv", "stopped"))
    page.goto(f"/referrals/received/{site.things['sent referral']}/")
    main = page.locator("main")
    expect(main).to_contain_text(say("Alto", "Stop"))
    for word in (say("Identidad", "Identity"), say("Apoyo jurídico", "Legal support")):
        expect(main).not_to_contain_text(word)
    picture(page, "s04-stop")
    page.get_by_role("button", name=say("Lo sabemos", "We know")).click()
    expect(page.locator("main")).to_contain_text(say("sabe que se detuvo", "knows that it was"))


def what_went_is_outside_our_control(page, say, picture, case):
    page.goto(f"/referrals/{case}/")
    gone = page.locator("[aria-labelledby=h-gone]")
    expect(gone).to_contain_text(say("Fuera de nuestro control", "Outside our control"))
    expect(gone).to_contain_text(say("Leído en el sistema", "Read in the system"))
    expect(gone).to_contain_text(say("Oficio núm.", "Letter no."))
    picture(page, "s04-outside")
    page.goto("/cases/due/")
    expect(page.locator("main")).to_contain_text(
        say("Avise a quien recibió una canalización", "Tell whoever got a referral on paper")
    )
