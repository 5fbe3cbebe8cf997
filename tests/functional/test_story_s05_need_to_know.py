"""S5 · Need-to-know and break-glass: a municipal police liaison, and the supervisor on call.

The liaison searches name, alias, phone, case id, URL guess: nothing, the same for each. The
supervisor breaks the glass with a reason. Expect: 60 minutes, banner, focal point notified, 72-hour
review item; the person's "who saw my file" print lists it.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amparo.core import clock

pytestmark = pytest.mark.browser

GIRL = {
    "given_names": "Ixquic",
    "paternal_surname": "Sauceda",
    "known_as": "La Golondrina",
    "phone": "555-0177 (inventado)",
    "age": "15",
}


def test_s05_need_to_know(visit, hands, say, picture):
    ana = visit("ana")
    case, number = take_in(ana, hands(ana))
    the_liaison_finds_nothing(visit("diana"), say, case, number)
    alba = visit("alba")
    the_coordinator_sees_number_and_age_alone(alba, say, case, number)
    broken = the_supervisor_breaks_the_glass(alba, hands(alba), say, picture, case, number)
    the_focal_point_is_told_and_reviews(visit("fina"), say, picture, number, broken)
    she_is_told_who_saw_her_file(ana, say, picture, case)


def take_in(page, hands):
    """A girl of fifteen. Her file opens to who took her in, and to nobody else."""
    hands.open("/cases/new/")
    for name, text in GIRL.items():
        hands.write(name, text)
    page.locator("main form .button").last.scroll_into_view_if_needed()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/"))
    number = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", page.locator("h1").inner_text()).group()
    return re.search(r"[0-9a-f-]{36}", page.url).group(), number


def the_liaison_finds_nothing(page, say, case, number):
    """Of another agency: name, alias, telephone, number and address all answer like nobody's."""
    answers = set()
    invented = ["Zutana Nunca", "555-0999", "WXYZ-2345"]
    for asked in (*GIRL.values(), number, *invented):
        page.goto("/cases/search/")
        page.fill("[name=words]", asked)
        page.keyboard.press("Enter")
        none = say("Ningún caso que pueda abrir", "No case that you may open matches")
        expect(page.locator("main")).to_contain_text(none)
        section = page.locator("main section").last.inner_text()
        answers.add(section.replace(asked, ""))
    assert len(answers) == 1, "what is hidden says what nothing says"
    pages = set()
    for guess in (case, "00000000-0000-4000-8000-000000000000"):
        answer = page.goto(f"/cases/{guess}/")
        assert answer.status == 404
        pages.add(page.locator("main").inner_text())
    assert len(pages) == 1
    assert page.goto(f"/cases/{case}/who-saw/").status == 404
    page.goto("/cases/emergencies/new/")
    break_it(page, number)
    expect(page.locator("main")).to_contain_text(
        say("Ningún caso suyo tiene este número", "No case of yours bears this number")
    )


def the_coordinator_sees_number_and_age_alone(page, say, case, number):
    assert page.goto(f"/cases/{case}/").status == 404
    page.goto("/cases/named/")
    row = page.locator("li.card", has_text=number)
    expect(row).to_contain_text(say("años", "years old"))
    for word in ("Ixquic", "Sauceda", "Golondrina"):
        expect(page.locator("main")).not_to_contain_text(word)


def break_it(page, number):
    page.fill("main [name=number]", number)
    page.check("main [name=reason][value=health]")
    page.fill("main [name=words]", "02:10. Llama el hospital.")
    page.locator("main form .button--danger").click()


def the_supervisor_breaks_the_glass(page, hands, say, picture, case, number):
    hands.open("/cases/emergencies/new/")
    hands.write("number", number)
    hands.answer("reason", "health")
    hands.write("words", say("02:10. Llama el hospital.", "02:10. The hospital calls."))
    picture(page, "s05-break")
    hands.press(say("Abrir el expediente por 60 minutos", "Open the file for 60 minutes"))
    broken = clock.now().astimezone(clock.programme_zone())
    assert page.url.endswith(f"/cases/{case}/")
    said = say("está abierto para usted por 60 minutos", "is open to you for 60 minutes")
    expect(page.locator("main")).to_contain_text(said)
    banner = say("Este expediente no se le abre en otros días", "This file does not open to you")
    for address in ("", "edit/", "team/", "who-saw/"):
        page.goto(f"/cases/{case}/{address}")
        if address != "who-saw/":
            expect(page.locator("main .notice--danger").first).to_contain_text(banner)
    page.goto(f"/cases/{case}/")
    picture(page, "s05-banner")
    page.goto("/cases/")
    expect(page.locator("main")).not_to_contain_text(banner)
    return broken


def the_focal_point_is_told_and_reviews(page, say, picture, number, broken):
    page.goto("/")
    waits = say("se abri", "opened in an emergency")
    expect(page.locator("main")).to_contain_text(waits)
    page.goto("/cases/emergencies/")
    row = page.locator("li.card", has_text=number)
    due = broken + timedelta(hours=72)
    expect(row).to_contain_text(str(due.day))
    picture(page, "s05-waiting")
    row.get_by_role("link", name=number).click()
    main = page.locator("main")
    expect(main).to_contain_text("02:10")
    expect(main).to_contain_text(
        say("Abrió el caso · en una emergencia", "Opened the case · in an emergency")
    )
    for word in ("Ixquic", "Sauceda", "Golondrina"):
        expect(main).not_to_contain_text(word)
    picture(page, "s05-review")
    page.check("main [name=outcome][value=closed]")
    page.fill("main [name=review]", say("El hospital lo confirma.", "The hospital confirms it."))
    page.get_by_role("button", name=say("Guardar la revisión", "Save the review")).click()
    expect(page.locator("li.card", has_text=number)).to_have_count(0)


def she_is_told_who_saw_her_file(page, say, picture, case):
    page.goto(f"/cases/{case}/who-saw/")
    main = page.locator("main")
    expect(main).to_contain_text("Alba Demostración")
    expect(main).to_contain_text(
        say("por una hora, en una emergencia", "for an hour, in an emergency")
    )
    picture(page, "s05-who-saw")
