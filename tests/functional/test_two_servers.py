"""Two real servers exchange cards, compare digits and send somebody from one to the other.

Each has a database, a key ring and keys of its own; only files pass between them, carried by hand.
"""

import pytest
from playwright.sync_api import expect

from tests.functional.conftest import NARROW
from tests.served import PORT, served, visitors

pytestmark = pytest.mark.browser
GUATEMALA, HONDURAS = "Oficina de Guatemala (invención)", "Oficina de Honduras (invención)"


@pytest.fixture
def offices(tmp_path_factory, browser):
    """Here and there, and who can be visited in each."""
    with (
        served(tmp_path_factory, "here", PORT + 40) as here,
        served(tmp_path_factory, "there", PORT + 50) as there,
        visitors(here, browser) as visit_here,
        visitors(there, browser) as visit_there,
    ):
        yield (here, visit_here), (there, visit_there)


def test_somebody_is_referred_from_one_installation_to_another(offices):
    (here, visit_here), (there, visit_there) = offices
    look = {"width": NARROW, "language": "es"}
    fina_here, fina_there = visit_here("fina", **look), visit_there("fina", **look)
    makes_new_keys(fina_here), makes_new_keys(fina_there)
    exchange(visit_here("sara", **look), fina_here, GUATEMALA, told_by=fina_there)
    exchange(visit_there("sara", **look), fina_there, HONDURAS, told_by=fina_here)

    ana_here, ana_there = visit_here("ana", **look), visit_there("ana", **look)
    referral = f"/referrals/{here.things['case']}/{here.things['referral abroad']}/"
    here.open(ana_here, referral, "ana")
    ana_here.get_by_role("button", name="Sellar un archivo para su oficina").click()
    expect(ana_here.locator("main")).to_contain_text("Saque el archivo")
    (package,) = files_of(ana_here, {"Canalización"})

    refused(ana_there, package[: len(package) // 2], "cortado")
    refused(ana_here, package, "sellado para otras llaves")
    opens(ana_there, package)
    refused(ana_there, package, "ya había llegado")
    answers(ana_there, there)

    answer = {"Acuse de recibo", "Respuesta a una canalización"}
    for file in files_of(ana_there, answer, to=HONDURAS):
        opens(ana_here, file)
        refused(ana_here, file, "ya había llegado")
    here.open(ana_here, referral, "ana")
    main = ana_here.locator("main")
    expect(main).to_contain_text("firmaron que lo tienen")
    expect(main.locator(".badge", has_text="Aceptada").first).to_be_visible()
    expect(main).to_contain_text("La esperamos el lunes.")


def makes_new_keys(fina):
    fina.goto("/packages/offices/")
    fina.locator("summary").last.click()
    fina.get_by_role("button", name="Hacer llaves nuevas").click()
    expect(fina.locator("main")).to_contain_text("Números para leer")


def exchange(sara, fina, organisation, *, told_by):
    """Sara brings the card; Fina writes what she hears, first one digit wrong."""
    card = told_by.context.request.get(f"{origin(told_by)}/packages/offices/card/").text()
    sara.goto("/packages/offices/bring/")
    sara.fill("[name=organisation]", organisation)
    sara.fill("[name=text]", card)
    sara.get_by_role("button", name="Guardar la tarjeta").click()
    expect(sara.locator("main")).to_contain_text("todavía no")
    address = sara.url
    told_by.goto("/packages/offices/")
    heard = told_by.locator(".digits").inner_text()
    fina.goto(address)
    assert heard not in fina.content()
    wrong = heard[:-1] + str((int(heard[-1]) + 1) % 10)
    for digits, says in ((wrong, "no son los números"), (heard, "Los números coinciden")):
        fina.fill("[name=heard]", digits)
        fina.get_by_role("button", name="Comparar").click()
        expect(fina.locator("body")).to_contain_text(says)


def origin(page):
    return page.url.split("/packages")[0]


def files_of(page, kinds, to=None):
    """The files that wait to be sent, of these kinds, to anybody or to this office alone."""
    page.goto("/packages/")
    found = []
    for line in page.locator("section:has(#h-sent) li").all():
        text = line.inner_text()
        if any(kind in text for kind in kinds) and (to is None or to in text):
            with page.expect_download() as download:
                line.get_by_role("button").click()
            name = download.value.suggested_filename
            assert name.endswith(".age")
            assert len(name) == 12
            found.append(download.value.path().read_bytes())
    return found


def sends_in(page, content):
    page.goto("/packages/")
    page.set_input_files(
        "[name=package]",
        {"name": "x.age", "mimeType": "application/octet-stream", "buffer": content},
    )
    page.get_by_role("button", name="Abrir el paquete").click()


def opens(page, content):
    sends_in(page, content)
    expect(page.locator("body")).to_contain_text("Abierto y tomado")


def refused(page, content, why):
    sends_in(page, content)
    expect(page.locator("[role=alert].notice--danger")).to_contain_text(why)


def answers(ana, there):
    ana.goto("/packages/")
    address = ana.locator("section:has(#h-came) a").first.get_attribute("href")
    there.open(ana, address, "ana")
    main = ana.locator("main")
    expect(main).to_contain_text(HONDURAS)
    expect(main).to_contain_text("Identidad")
    ana.locator("[name=kind][value=accepted]").check()
    ana.fill("[name=words]", "La esperamos el lunes.")
    ana.get_by_role("button", name="Firmar y sellar la respuesta").click()
    expect(ana.locator("body")).to_contain_text("Contestada y sellada")
