"""S7: the year after. Who received her visits her and tells the other end so; money waits for what
shows how the last was used; nobody is looked for outside her rules.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.functional.conftest import NARROW
from tests.functional.journeying import Ends
from tests.functional.test_two_servers import offices  # noqa: F401

pytestmark = pytest.mark.browser
VISIT = 240
ANSWERS = {
    "money": "partly", "work": "in_place", "debt": "not_yet", "food": "in_place",
    "means": "partly", "home": "in_place", "health": "in_place", "school": "refused",
    "papers": "in_place", "water": "in_place", "safety": "in_place", "people": "partly",
    "respect": "partly", "calm": "partly", "future": "in_place",
}  # fmt: skip


def test_the_year_after_is_known_at_both_ends(offices, language, say, hands, record_property):  # noqa: F811
    ends = Ends(offices, language)
    ends.takes_in(ends.ana_there, ends.asks())
    ends.takes_in(ends.ana_here, ends.says_yes())
    ends.takes_in(ends.ana_there, ends.sets_out())
    ends.takes_in(ends.ana_here, ends.arrives())

    # Each office keeps its own number for her.
    page, there = ends.ana_there, ends.there
    accompanied = there.things["accompanied"]
    there.open(page, f"/cases/{accompanied}/", "ana")
    number = page.locator("h1").inner_text().split()[-1]
    ends.received()
    page.fill("[name=l-number]", number)
    page.get_by_role("button", name=say("Unirlo a este caso", "Join it to this case")).click()
    expect(page.locator("main")).to_contain_text(number)

    record_property("seconds", round(visits_her(page, there, hands, say)))
    ends.received()
    page.locator("[name=v-month]").select_option("3")
    page.get_by_role(
        "button", name=say("Decirles que la visitamos", "Tell them that we vis")
    ).click()
    visited = ends.newest(page)
    with there.server.stopped():
        pass
    ends.takes_in(ends.ana_here, visited)
    ends.not_again(ends.ana_here, visited)
    ends.here.open(ends.ana_here, ends.both, "ana")
    expect(ends.ana_here.locator("ol.lines")).to_contain_text(say("mes 3", "month 3"))
    expect(ends.ana_here.locator("main")).not_to_contain_text(number)

    the_second_part_of_the_money_waits(ends, say)
    who_is_not_reached_is_looked_for_within_her_rules(page, there, say)

    ends.received()
    ended = say("Decirles que terminó bien", "Tell them that it has ended well")
    page.get_by_role("button", name=ended).click()
    ends.takes_in(ends.ana_here, ends.newest(page))
    ends.here.open(ends.ana_here, ends.both, "ana")
    expect(ends.ana_here.locator("main .badge").first).to_contain_text(
        say("Terminó bien", "Ended well")
    )
    ends.hold_the_same()


def visits_her(page, there, hands, say) -> float:
    """The visit of the third month: fifteen things of her life, and nothing added up."""
    accompanied = f"/journeys/{there.things['accompanied']}/reintegration/"
    there.open(page, accompanied, "ana")
    ana = hands(page)
    ana.press(say("Registrar una visita", "Record a visit"))
    ana.pick("months", "3")
    ana.answer("outcome", "done")
    for code, answer in ANSWERS.items():
        ana.answer(f"life_{code}", answer)
    ana.write("note", "Cose para dos vecinas. Quiere otra máquina.")
    ana.press(say("Guardar la visita", "Save the visit"))
    expect(page).not_to_have_url(re.compile("visit/new"))
    there.open(page, accompanied, "ana")
    life = page.locator("[aria-labelledby=h-life]")
    expect(life).to_contain_text(
        say("la primera y la última vez (", "answered the first and the last")
    )
    expect(life).to_contain_text(say("falta una", "one missing"))
    assert ana.seconds < VISIT
    return ana.seconds


def the_second_part_of_the_money_waits(ends, say):
    """Until somebody else accepts what shows how the first part was used."""
    there, things = ends.there, ends.there.things
    grant = f"/journeys/{things['accompanied']}/reintegration/grants/{things['grant']}/"
    there.open(ends.ana_there, grant, "ana")
    pay = say("La entrega 2 se pagó", "Tranche 2 was paid")
    expect(ends.ana_there.get_by_role("button", name=pay)).to_be_disabled()
    alba = ends.visit_there("alba", width=NARROW, language=ends.language)
    there.open(alba, grant, "alba")
    alba.get_by_role(
        "button", name=say("Aceptar lo que lo muestra", "Accept what shows it")
    ).click()
    there.open(ends.ana_there, grant, "ana")
    ends.ana_there.get_by_role("button", name=pay).click()
    expect(ends.ana_there.get_by_role("button", name=pay)).to_have_count(0)


def who_is_not_reached_is_looked_for_within_her_rules(page, there, say):
    there.open(page, f"/journeys/{there.things['not reached']}/reintegration/lost/", "ana")
    expect(page.locator("main")).to_contain_text(
        say("Desde aquí no se envía nada", "Nothing is sent")
    )
    page.locator("summary", has_text=say("Anotar un paso", "Write down a step")).click()
    page.locator("[name=step][value=other_ways]").check()
    page.locator("[name=tried][value=tried]").check()
    page.get_by_role("button", name=say("Guardar el paso", "Save the step")).click()
    # What is not in the log of contacts, where her rules are asked, does not count as tried.
    expect(page.locator("main")).to_contain_text(say("registro de contactos", "log of contacts"))
    expect(page.locator("ol .badge--waiting")).to_have_count(1)
