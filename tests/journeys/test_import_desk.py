"""The import desk in a browser: a messy register by hand, a large one by the worker, undone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import looking
from tests.registers.messy import REGISTERS

pytestmark = pytest.mark.browser

NAME = "casa_inventada_2013.xlsx"
BROUGHT = re.compile(r"/registers/[0-9a-f-]{36}/$")


def faults(page):
    return looking.violations(page) + looking.misfits(page) + looking.small_targets(page)


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_messy_register_is_corrected_tried_brought_in_settled_and_undone(visit, tmp_path, script):
    member = "tomas" if script else "julia"
    page = visit(member, width=360, java_script_enabled=script)
    check = faults if script else lambda page: []
    count = REGISTERS[NAME](tmp_path / NAME)
    page.goto("/registers/")
    page.get_by_role("link", name="Incorporar un registro").last.click()
    page.set_input_files("#id_file", tmp_path / NAME)
    page.get_by_role("button", name="Ver el archivo").click()
    # A column that was recognised goes elsewhere by hand, and the page keeps it.
    remarks = page.locator("fieldset", has=page.locator("legend", has_text="Observaciones"))
    chosen = remarks.locator("select").first
    chosen.select_option("person.known_as")
    assert check(page) == []
    page.get_by_role("button", name="Guardar y volver a ver").click()
    expect(chosen).to_have_value("person.known_as")
    page.get_by_role("button", name="Probar").click()
    expect(page.locator(".facts")).to_contain_text(str(count))
    assert check(page) == []
    page.get_by_role("button", name="Incorporarlo").click()
    expect(page).to_have_url(BROUGHT)
    brought = page.url
    page.get_by_role("link", name=re.compile("nombre estaba en una sola celda")).click()
    before = page.locator("tbody tr").count()
    page.get_by_role("button", name=re.compile("se leyó bien")).first.click()
    expect(page.locator("h1")).to_contain_text("Dudas")
    assert check(page) == []
    page.get_by_role("button", name="Todas estas se leyeron bien").click()
    expect(page.locator(".message--success")).to_be_visible()
    assert before == 25
    page.goto(brought)
    page.get_by_text("Deshacer toda la incorporación").click()
    undo = page.get_by_role("button", name="Sí, deshacerla")
    undo.click()
    expect(page.locator(".message--success")).to_contain_text("se deshizo")


def test_a_large_register_is_brought_in_by_the_worker_while_the_page_says_how_far(visit, tmp_path):
    page = visit("celia", width=360)
    large = tmp_path / "registro_inventado_grande.csv"
    rows = "".join(f"Rosa Inventada Noexiste{n},04/03/2012,sexual\n" for n in range(3_200))
    large.write_text("Nombre completo,Fecha de ingreso,Forma de explotación\n" + rows)
    page.goto("/registers/new/")
    page.set_input_files("#id_file", large)
    page.get_by_role("button", name="Ver el archivo").click()
    page.get_by_role("button", name="Probar").click()
    page.get_by_role("button", name="Incorporarlo").click()
    expect(page.locator("[data-running]").first).to_be_visible()
    assert faults(page) == []
    # Nobody reloads: the list looks again by itself, and says when nothing is running any more.
    expect(page.locator("#desk")).to_contain_text("Incorporado", timeout=120_000)
    expect(page.locator("[data-refreshed]")).not_to_be_empty()
    expect(page.locator("#desk tbody")).to_contain_text("3200")
    page.locator("#desk tbody a").first.click()
    page.get_by_text("Deshacer toda la incorporación").click()
    # Three browsers and a worker share two cores: its answer is awaited as long as what follows.
    page.get_by_role("button", name="Sí, deshacerla").click(timeout=120_000)
    expect(page.locator("#desk [data-running]").first).to_be_visible()
    expect(page.locator("#desk")).to_contain_text("Deshecho", timeout=120_000)
