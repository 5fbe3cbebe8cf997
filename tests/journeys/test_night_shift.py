"""A night in a shelter: Nadia takes it on, reads tonight, gives a dose, writes and hands over."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
HOUSE = "Casa de demostración"
SAID = {
    "es": {
        "guest": "Luna",
        "shift": "Turno",
        "tonight": "Esta noche",
        "incidents": "Incidentes",
        "what": "Alguien tocó el timbre dos veces y {guest} se asustó.",
        "linked": "nada las une a ella",
        "note": "El timbre: preguntar a la vecina.",
        "not herself": "no puede recibirlo ella misma",
    },
    "en": {
        "guest": "Estrella",
        "shift": "Shift",
        "tonight": "Tonight",
        "incidents": "Incidents",
        "what": "Somebody rang twice and {guest} was frightened.",
        "linked": "nothing links them to her",
        "note": "The bell: ask the neighbour.",
        "not herself": "cannot take it on herself",
    },
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_night_shift(visit, language):
    said = SAID[language]
    the_day_is_handed_over(visit("ana", language=language))
    nadia = visit("nadia", width=360, language=language)
    to_the_house(nadia)
    follow(nadia, said["shift"])
    nadia.locator("main button[value=take]").click()
    expect(nadia.locator("main button[value=take]")).to_have_count(0)
    reads_and_gives(nadia, said)
    writes_down(nadia, said)
    follow(nadia, said["shift"])
    nadia.fill("main [name=text]", said["note"])
    nadia.locator("main button[value=note]").click()
    nadia.locator("main button[value=give]").click()
    take = nadia.locator("main button[value=take]")
    expect(take).to_be_disabled()
    expect(nadia.locator("main")).to_contain_text(said["not herself"])
    in_the_morning(visit("ana", language=language), said)


def the_day_is_handed_over(ana):
    """As the demonstration left it, or as Ana did this morning."""
    to_the_house(ana)
    follow(ana, SAID[ana.locator("html").get_attribute("lang")]["shift"])
    if ana.locator("main button[value=give]").count():
        ana.locator("main button[value=give]").click()
    expect(ana.locator("main button[value=take]")).to_be_disabled()


def to_the_house(page):
    page.goto("/shelter/")
    page.locator("main").get_by_role("link", name=HOUSE, exact=True).click()


def follow(page, link):
    page.locator("main").get_by_role("link", name=link, exact=True).click()


def reads_and_gives(nadia, said):
    """Who sleeps where, and of one of them what a night needs; nothing of her case."""
    follow(nadia, said["tonight"])
    main = nadia.locator("main")
    expect(main).to_contain_text("20:00")
    main.get_by_role("link", name=said["guest"], exact=True).click()
    for hidden in ("Inventada", "Soñada"):
        expect(main).not_to_contain_text(hidden)
    if nadia.locator("main button[value=back]").count():
        nadia.locator("main button[value=back]").click()
    dose = main.locator("section[aria-label^='20:00']").last
    dose.locator("button[value=given]").click()
    dose = main.locator("section[aria-label^='20:00']").last
    expect(dose.locator(".badge--good")).to_be_visible()
    expect(dose).to_contain_text("Nadia Demostración")


def writes_down(nadia, said):
    """Words that name somebody are saved once it is said that she was there."""
    nadia.goto("/shelter/")
    to_the_house(nadia)
    follow(nadia, said["incidents"])
    nadia.select_option("main [name=kind]", "stranger")
    nadia.locator("main [name=severity][value=low]").check()
    words = said["what"].format(guest=said["guest"])
    nadia.fill("main [name=what]", words)
    save = nadia.locator("main form:has([name=kind]) .button").first
    save.click()
    main = nadia.locator("main")
    expect(main).to_contain_text(said["linked"])
    # What she wrote is still there.
    expect(nadia.locator("main [name=what]")).to_have_value(words)
    nadia.get_by_label(said["guest"], exact=True).check()
    nadia.locator("main form:has([name=kind]) .button").first.click()
    expect(main.locator(".card").first).to_contain_text(words)
    expect(main.locator(".card").first).to_contain_text(said["guest"])


def in_the_morning(ana, said):
    """Ana reads what Nadia left, and takes the day on."""
    to_the_house(ana)
    follow(ana, said["shift"])
    main = ana.locator("main")
    expect(main).to_contain_text("Nadia Demostración")
    expect(main).to_contain_text(said["note"])
    ana.locator("main button[value=take]").click()
    expect(ana.locator("main button[value=give]")).to_be_visible()
