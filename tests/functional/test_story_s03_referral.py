"""S3 · Referral across agencies: a girl of fifteen who speaks Mam needs a bed tonight.

Bruno finds a sealed shelter by what she needs, looks at what would go, and sends it. The other
agency reads the blocks that may go and no more; refuses with a reason, and the next house is
proposed. An override by hand is refused by the server; a foreign referral under his own case is
not there. The mail, and who is told after 24 and 48 hours, are in tests/referrals.
"""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WITHIN = 180
SECRET = ("Callejón Inventado", "322 555 0120")


def test_s03_referral(visit, hands, say, picture, site, record_property):
    bruno = visit("bruno")
    case = f"/cases/{site.things['girl']}/"
    site.open(bruno, case, "bruno")
    referral = a_novice_sends_it(bruno, hands(bruno), say, picture, case, record_property)
    the_house_reads_what_may_go_and_no_more(visit, site, say, picture)
    they_refuse_with_a_reason(visit("alba"), say)
    the_next_house_is_proposed(bruno, say, picture, referral)
    an_override_by_hand_is_refused(bruno, case)
    foreign = site.things["sent referral"]
    answer = bruno.goto(f"/referrals/{site.things['girl']}/{foreign}/")
    assert answer.status == 404


def a_novice_sends_it(page, bruno, say, picture, case, record_property):
    bruno.open(case)
    bruno.unfold(say("Ayuda y plan", "Help and plan"))
    bruno.press(say("Canalizaciones", "Referrals"))
    bruno.unfold(say("Buscar otra cosa", "Look for something else"))
    bruno.pick("need", "Shelter")
    bruno.tick("tonight")
    bruno.press(say("Buscar", "Find"))
    main = page.locator("main")
    for name, value in (("group", "girls"), ("age", "15"), ("language", "mam")):
        assert main.locator(f"[name={name}]").input_value() == value
    expect(main).to_contain_text("Casa de noche")
    picture(page, "s03-services")
    bruno.press(say("Canalizar a Casa de noche", "Refer to Casa de noche"))
    for word in SECRET:
        expect(main).not_to_contain_text(word)
    expect(main.locator(".badge", has_text=say("Sale", "Goes"))).to_have_count(2)
    expect(main).to_contain_text(
        say("Ninguna cláusula de datos permite", "No data-sharing clause lets this go")
    )
    picture(page, "s03-preview")
    bruno.press(say("Enviar", "Send"))
    expect(main).to_contain_text(say("Enviada.", "Sent."))
    record_property("seconds", round(bruno.seconds))
    assert bruno.seconds < WITHIN
    return page.url


def the_house_reads_what_may_go_and_no_more(visit, site, say, picture):
    """Her file opens to named people: Alba names Ana, and Ana reads two blocks."""
    alba = visit("alba")
    site.open(alba, "/shared/", "alba")
    alba.goto("/shared/")
    who = alba.locator("main select[name=to]").first
    who.select_option(who.locator("option", has_text="Ana").first.get_attribute("value"))
    who.locator("xpath=ancestor::form").locator("button").click()
    ana = visit("ana")
    site.open(ana, "/referrals/received/", "ana")
    ana.goto("/referrals/received/")
    ana.locator("main tbody a").first.click()
    picture(ana, "s03-received")
    ana.get_by_role("link", name=say("Leer lo que se abrió", "Read what was opened")).click()
    main = ana.locator("main")
    expect(main).to_contain_text(say("Datos codificados", "Coded facts"))
    expect(main).to_contain_text("Mam")
    for word in ("Nenúfar", "La llevaron de noche"):
        expect(main).not_to_contain_text(word)
    assert ana.goto(f"/cases/{site.things['girl']}/").status == 404


def they_refuse_with_a_reason(page, say):
    page.goto("/referrals/received/")
    page.locator("main tbody a").first.click()
    page.locator("main summary", has_text=say("Rechazar, con un motivo", "Refuse, with a")).click()
    refuse = page.get_by_role("button", name=say("Rechazar", "Refuse"), exact=True)
    refuse.click()
    main = page.locator("main")
    expect(main).to_contain_text(
        say("Un rechazo lleva un motivo", "A refusal needs a reason of the list")
    )
    page.locator("main [name=refusal]").select_option("full")
    page.get_by_role("button", name=say("Rechazar", "Refuse"), exact=True).click()
    expect(main).to_contain_text(say("No hay lugar", "No place free"))


def the_next_house_is_proposed(page, say, picture, referral):
    page.goto(referral)
    main = page.locator("main")
    expect(main).to_contain_text(say("No hay lugar", "No place free"))
    expect(
        main.get_by_role("button", name=say("Canalizar a Techo", "Refer to Techo"))
    ).to_have_count(1)
    expect(main).not_to_contain_text(say("Canalizar a Casa de noche", "Refer to Casa de noche"))
    picture(page, "s03-next")


def an_override_by_hand_is_refused(page, case):
    """The same caseworker, with a flag that no page offers her."""
    basis = page.locator("main form [name=basis]").first
    basis.evaluate("one => { one.value = 'vital_interest' }")
    form = basis.locator("xpath=ancestor::form")
    form.evaluate(
        "one => one.insertAdjacentHTML('beforeend', "
        "'<input name=override value=1><input name=blocks value=identity>"
        "<input name=reason value=x>')"
    )
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        form.locator("button").click()
    assert answer.value.status == 403
