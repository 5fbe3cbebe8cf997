"""S6: home to Guatemala. Two real servers, one of them stopped in between; and her no."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests.functional.conftest import NARROW
from tests.functional.journeying import Ends
from tests.functional.test_two_servers import offices  # noqa: F401

pytestmark = pytest.mark.browser
# What a paper for an airline never says, in either language.
TELLS = ("trata", "víctima", "victim", "traffick", "retorn", "amparo", "luz", "refug", "shelter")


def test_home_with_an_office_at_each_end(offices, language):  # noqa: F811
    ends = Ends(offices, language)
    request = ends.asks()

    # The other end answers; its server falls and comes back before the answer is carried.
    ends.takes_in(ends.ana_there, request)
    answer = ends.says_yes()
    with ends.there.server.stopped():
        pass
    ends.not_again(ends.ana_there, request)

    # This end falls too, before it reads the answer.
    with ends.here.server.stopped():
        pass
    ends.takes_in(ends.ana_here, answer)
    ends.not_again(ends.ana_here, answer)

    ends.takes_in(ends.ana_there, ends.sets_out())
    ends.takes_in(ends.ana_here, ends.arrives())
    ends.here.open(ends.ana_here, ends.both, "ana")
    ends.stands(ends.ana_here, "arrived")
    ends.hold_the_same()


def test_her_no_cancels_and_nobody_outside_learns_why(offices, language, say, tmp_path):  # noqa: F811
    ends = Ends(offices, language)
    alba = ends.visit_here("alba", width=NARROW, language=language)
    alba.goto("/journeys/neutral-name/")
    alba.fill("[name=name]", "Viajes Jacaranda (inventada)")
    alba.fill("[name=contact]", "55 0000 0000")
    alba.get_by_role("button", name=say("Guardar el nombre", "Keep the name")).click()

    ends.takes_in(ends.ana_there, ends.asks())
    answer = ends.says_yes()
    with ends.here.server.stopped():
        pass
    ends.takes_in(ends.ana_here, answer)
    ana, here = ends.ana_here, ends.here
    here.open(ana, f"{ends.home}outside/", "ana")
    ana.locator("[name=kind]").first.check()
    ana.fill("[name=to]", "Autobuses Inventados")
    ana.fill("[name=traveller]", "Violeta Inventada")
    ana.get_by_role("button", name=say("Hacer el documento", "Make the paper")).click()
    tells_nothing(ana, tmp_path / "paper.pdf", 0)

    ana.get_by_role(
        "button", name=say("No quiere irse ahora", "She does not want to go now")
    ).click()
    expect(ana.locator("main")).to_contain_text(say("Cancelado", "Called off"))
    cancel = say("Hacer su cancelación", "Make its cancellation")
    ana.get_by_role("button", name=cancel).click()
    tells_nothing(ana, tmp_path / "cancellation.pdf", -1)

    ends.takes_in(ends.ana_there, ends.newest(ana))
    ends.received()
    ends.stands(ends.ana_there, "off")
    main = ends.ana_there.locator("main")
    expect(main).not_to_contain_text(say("cambió de opinión", "changed her mind"))
    expect(main).not_to_contain_text("Violeta")
    ends.hold_the_same()


def tells_nothing(ana, path, which):
    """A paper as it goes out, read from end to end."""
    with ana.expect_download() as download:
        ana.locator("[aria-labelledby=h-out] li a").nth(which).click()
    download.value.save_as(path)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert "Autobuses" in text.stdout
    assert [word for word in TELLS if word in text.stdout.lower()] == []
