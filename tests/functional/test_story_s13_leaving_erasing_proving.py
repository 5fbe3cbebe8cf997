"""S13. An officer leaves; somebody asks for a copy, then to be erased; a hold covers one document.

The backup of yesterday is restored and cannot show her.
"""

import re
import shutil
import subprocess
import sys
import time

import pytest
from playwright.sync_api import expect

from tests.inflesz import EASY, hard_sentences, inflesz
from tests.served import AMPARO, PORT, ROOT, served, visitors

pytestmark = pytest.mark.browser
SECONDS = 60
HER_NAME = "Xquic"


@pytest.fixture
def site(tmp_path_factory):
    with served(tmp_path_factory, "story13", PORT + 31) as site:
        yield site


@pytest.fixture
def visit(site, browser, language):
    with visitors(site, browser) as open_as:

        def open_one(member, **look):
            return open_as(member, **{"width": 360, "language": language} | look)

        yield open_one


@pytest.fixture
def case(site):
    return f"/cases/{site.things['case']}/"


@pytest.fixture
def keeping(site):
    return f"/people/{site.things['person']}/keeping/"


def go(site, page, address, member):
    site.open(page, address, member)


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def leaves(site, visit, case):
    """Ana's access ends; what she has open shows nothing more, and Alba gives her cases away."""
    ana = visit("ana")
    ana.goto(case)
    ada = visit("ada")
    ada.goto("/members/")
    ada.locator("main").get_by_role("link", name="Ana Demostración").first.click()
    form = ada.locator("form[action$='/end/']")
    form.locator("input[type=radio]").first.check()
    form.locator(".button").click()
    began = time.monotonic()
    ana.goto(case)
    assert "/account/" in ana.url, "she still sees the case"
    assert time.monotonic() - began < SECONDS
    alba = visit("alba")
    alba.goto("/cases/handover/")
    for tick in alba.locator("main input[name=case]").all():
        tick.check()
    # Files of children are among them, and nobody names herself.
    gala = alba.locator("main [name=to] option", has_text="Gala").get_attribute("value")
    alba.select_option("main [name=to]", gala)
    alba.locator("main form .button").first.click()
    expect(alba.locator("main input[name=case]")).to_have_count(0)
    return alba


def asks_for_a_copy(site, alba, case, picture, say):
    go(site, alba, f"{case}rights/", "alba")
    number = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", alba.locator("h1").inner_text())[0]
    alba.select_option("[name=asks]", "copy")
    alba.select_option("[name=came_by]", "in_person")
    press(alba, say("Anotar la solicitud", "Note the request"))
    alba.check("[name=identity][value=known]")
    alba.check("[name=safe][value=yes]")
    picture(alba, "s13-rights")
    press(alba, say("Mostrar el papel", "Show the paper"))
    paper = alba.locator("main").inner_text()
    assert HER_NAME not in paper
    assert number not in paper
    assert "Demostración" not in re.sub(r"Casa Luz de demostración", "", paper, flags=re.I)
    if say("es", "en") == "es":
        words = paper.replace("Casa Luz de demostración", "")
        assert inflesz(words) >= EASY
        assert hard_sentences(words) == []
    picture(alba, "s13-paper")
    go(site, alba, f"{case}rights/", "alba")
    alba.check("[name$=standing][value=answered]")
    press(alba, say("Anotar la respuesta", "Note the answer"))
    return number


def holds_one_document(site, fina, number, picture, say):
    go(site, fina, "/cases/held/", "fina")
    fina.fill("[name=number]", number)
    fina.fill("[name=document]", "1")
    fina.fill("[name=order]", "Oficio inventado 7, fiscalía inventada")
    press(fina, say("Retener este documento", "Hold this document"))
    expect(fina.locator("main article")).to_have_count(1)
    picture(fina, "s13-held")


def is_erased(site, alba, fina, keeping, say):
    go(site, alba, keeping, "alba")
    alba.check("[name=ground][value=she_asked]")
    press(alba, say("Pedir que se la borre", "Ask for her to be erased"))
    go(site, fina, keeping, "fina")
    fina.locator("form[action$='/confirm/'] .button").click()
    fina.wait_for_url("**/people/keeping/")


def shows_nothing_of_her(page, site, member, case):
    assert page.goto(case).status == 404
    page.goto("/cases/search/")
    page.fill("main [name=words]", HER_NAME)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert "Piedraluna" not in page.locator("main").inner_text()


def test_she_leaves_no_trace_but_what_the_law_holds(
    site, visit, browser, language, case, keeping, picture, say, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("yesterday")
    database, keys = site.run(
        "backup", "--to", str(folder / "disk"), "--keys-to", str(folder / "host")
    ).split()
    alba = leaves(site, visit, case)
    number = asks_for_a_copy(site, alba, case, picture, say)
    fina, reader = visit("fina"), visit(None)
    reader.goto("/figures/")
    before = reader.locator("main").inner_text()
    holds_one_document(site, fina, number, picture, say)
    is_erased(site, alba, fina, keeping, say)
    assert alba.goto(case).status == 404
    go(site, fina, "/cases/held/", "fina")
    expect(fina.locator("main article")).to_have_count(1)
    assert number in fina.locator("main").inner_text()
    reader.goto("/figures/")
    assert reader.locator("main").inner_text() == before, "what was published changed"
    brings_yesterday_back(site, browser, language, database, keys, case)


def brings_yesterday_back(site, browser, language, database, keys, case):
    """On a copy of the machine, so that the one of the story need not stop."""
    if site.surroundings["AMPARO_DATABASE"]:
        # One database cannot be copied while it is served; tests/keeping restore on PostgreSQL.
        return
    copy = site.var.with_name("restored")
    shutil.copytree(site.var, copy)
    surroundings = site.surroundings | {"AMPARO_VAR": str(copy)}
    words = ["restore", "--database", database, "--keys", keys]
    subprocess.run([*AMPARO, *words], env=surroundings, cwd=ROOT, check=True)
    look = (
        "import django; django.setup()\n"
        "from amparo.people.models import Person\nfrom amparo.cases.models import Case\n"
        f"print(Person.objects.filter(pk='{site.things['person']}').count(),"
        f" Case.objects.filter(pk='{site.things['case']}').count())"
    )
    found = subprocess.run(
        [sys.executable, "-c", look], env=surroundings, cwd=ROOT, capture_output=True, text=True
    )
    assert found.stdout.split() == ["0", "0"], found.stderr
    serve = [*AMPARO, "serve", "--port", str(PORT + 33)]
    with subprocess.Popen(
        serve, env=surroundings, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        lines = iter(server.stdout.readline, "")
        url = next(line.strip() for line in lines if line.startswith("http://"))
        restored = type(site)(url, surroundings, site.things)
        with visitors(restored, browser) as open_as:
            alba = open_as("alba", width=360, language=language)
            shows_nothing_of_her(alba, restored, "alba", case)
        server.terminate()
