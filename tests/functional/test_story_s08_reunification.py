"""S8: her family. Whoever asks for her hears one sentence on one day, also who is feared; two of
her team and she herself say yes. Then husband and daughter come to her, between two offices.
"""

import pytest
from playwright.sync_api import expect

from tests.functional.journeying import Ends
from tests.functional.test_two_servers import offices  # noqa: F401

pytestmark = pytest.mark.browser
# José and Ixchel as they are heard; somebody whom she fears; somebody whom nobody knows.
ASK = [("José Tronconegro", "Senayda Tronconegro"), ("Fulgencio Amate", "Zenaida Tronconegro"),
       ("Persona Inventada", "Nadie Conocida")]  # fmt: skip


def test_whoever_asks_hears_the_same_until_two_and_she_say_yes(site, visit, say):
    bruno = visit("bruno")
    heard = {words_to(bruno, site, claimant, sought, say) for claimant, sought in ASK}
    assert len(heard) == 1
    page, things = visit("ana"), site.things
    site.open(page, "/journeys/matches/", "ana")
    for place in ("terminal", "Aldea"):
        expect(page.locator("main")).not_to_contain_text(place)
    blocked(page, site, say)

    match = f"/journeys/matches/{things['found match']}/"
    site.open(page, match, "ana")
    page.fill("[name=papers]", "Acta de nacimiento, con el registro civil.")
    page.fill("[name=fits]", "Dice que su mamá se llamaba Flora.")
    page.get_by_role("button", name=say("Está verificada", "It is verified")).click()
    # Nobody confirms before she was asked, and not who verified it.
    confirm = say("Confirmar la solicitud", "Confirm the claim")
    expect(page.get_by_role("button", name=confirm)).to_have_count(0)
    page.locator("[name=answer][value=granted]").check()
    page.locator("main [name=language]").select_option("es")
    page.locator("main [name=how]").select_option("spoken")
    page.get_by_role("button", name=say("Anotar su respuesta", "Record her answer")).click()
    expect(page.get_by_role("button", name=confirm)).to_be_disabled()
    alba = visit("alba")
    site.open(alba, match, "alba")
    alba.get_by_role("button", name=confirm).click()
    expect(
        alba.get_by_role("button", name=say("Ya se le llamó", "The claimant was"))
    ).to_be_disabled()
    # The claimant hears nothing else before the day.
    claim = f"/journeys/claims/{things['family claim']}/"
    site.open(bruno, claim, "bruno")
    assert bruno.locator("[aria-labelledby=h-answer] p").first.inner_text() in heard


def words_to(bruno, site, claimant, sought, say) -> str:
    site.open(bruno, "/journeys/claims/new/", "bruno")
    facts = {"claimant": claimant, "sought": sought, "tells": "La mamá se llamaba Flora.",
             "reached_by": "55 0000 0001 (invención)"}  # fmt: skip
    for name, text in facts.items():
        bruno.fill(f"[name={name}]", text)
    bruno.locator("[name=relation]").select_option("father")
    bruno.get_by_role("button", name=say("Anotarla", "Take it down")).click()
    return bruno.locator("[aria-labelledby=h-answer] p").first.inner_text()


def blocked(page, site, say):
    """Her team is warned; nothing of the warning stands where the claim is answered."""
    site.open(page, f"/journeys/matches/{site.things['blocked match']}/", "ana")
    expect(page.locator("[role=alert], .notice--danger").first).to_contain_text(
        say("la pone en peligro", "endangers her")
    )
    expect(page.locator("main")).to_contain_text("Fulgencio")


def test_husband_and_daughter_come_to_her(offices, language, say):  # noqa: F811
    ends = Ends(offices, language, of="of a family")
    here, ana, there, ana_there = ends.here, ends.ana_here, ends.there, ends.ana_there
    here.open(ana, ends.home, "ana")
    # Whose paper it is stands there by number: the page opens without saying who one is.
    lacks = ana.locator("[aria-labelledby=h-missing] li", has_text=say("Pasaporte", "Passport"))
    expect(lacks).to_contain_text("2")

    ends.takes_in(ana_there, ends.asks())
    answer = ends.says_yes()
    with there.server.stopped():
        pass
    ends.takes_in(ana, answer)

    # Nobody sets out before her office says that every paper is there.
    ends.received()
    left = say("Salieron: sellarlo", "They set out: seal it")
    expect(ana_there.get_by_role("button", name=left)).to_have_count(0)
    here.open(ana, ends.both, "ana")
    clear = say("Están todos los papeles: sellarlo", "All papers are there: seal it")
    expect(ana.get_by_role("button", name=clear)).to_be_disabled()
    relative = here.things["a relative"]
    here.open(ana, f"{ends.home}relatives/{relative}/papers/passport/", "ana")
    ana.locator("main [name=state][value=held]").check()
    ana.fill("[name=valid_until]", f"{int(ends.today[:4]) + 5}-01-01")
    ana.get_by_role("button", name=say("Anotar", "Write it down")).click()
    here.open(ana, ends.both, "ana")
    ana.get_by_role("button", name=clear).click()
    cleared = ends.newest(ana)
    with here.server.stopped():
        pass
    ends.takes_in(ana_there, cleared)
    ends.not_again(ana_there, cleared)

    ends.received()
    expect(ana_there.locator("main")).to_contain_text("Lucía Inventada")
    all_of_them(ana_there)
    departs = ana_there.get_by_role("button", name=left)
    ana_there.fill("main [name$=expected]", ends.today)
    departs.click()
    ends.takes_in(ana, ends.newest(ana_there))
    here.open(ana, ends.both, "ana")
    all_of_them(ana)
    ana.get_by_role("button", name=say("Confirmar quién", "Confirm who arrived")).click()
    expect(ana.locator("main .badge").first).to_contain_text(say("Llegaron", "Arrived"))
    ends.takes_in(ana_there, ends.newest(ana))
    ends.hold_the_same()
    # Each end has a number of its own for the case; what both know says nothing.
    number = here_number(ana, here)
    ends.received()
    expect(ana_there.locator("main")).not_to_contain_text(number)


def all_of_them(page):
    for box in page.locator("main [name$=relatives]").all():
        box.check()


def here_number(ana, here) -> str:
    here.open(ana, f"/cases/{here.things['case of a family']}/", "ana")
    return ana.locator("h1").inner_text().split()[-1]
