"""How long the monthly report of a project takes at a keyboard, at 360 px: no number is typed."""

import io
import subprocess

import openpyxl
import pytest

from tests.functional.hands import Hands
from tests.reporting.books import form, sent

pytestmark = pytest.mark.browser
TEN_MINUTES = 600


def test_a_report_of_a_month_takes_ten_minutes_at_most(visit, say, site, tmp_path, record_property):
    """On the screen, on paper, and in the form that the donor sent for the first time."""
    page, project = visit("pablo"), site.things["project"]
    site.open(page, "/reports/", "pablo")
    pablo = Hands(page)
    pablo.pick("project", str(project))
    pablo.press(say("Mostrar", "Show"))
    paper = pablo.save(say("Una página en español (PDF)", "One page in Spanish (PDF)"))
    ran = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, check=True)
    assert "PV-2026" in ran.stdout.decode()
    pablo.press(say("En la plantilla del financiador", "Into the donor’s template"))
    book = tmp_path / "formato.xlsx"
    book.write_bytes(sent(form()))
    pablo.choose_file("paper", book)
    pablo.press(say("Guardar esta plantilla", "Keep this template"))
    filled = pablo.save(say("Llenarla para", "Fill it for"))
    sheet = openpyxl.load_workbook(io.BytesIO(filled.read_bytes()))["Informe"]
    assert (sheet["B4"].value, sheet["B5"].value) == (25_650, "=B4*2")
    assert "{{" not in sheet["B3"].value
    record_property("seconds", round(pablo.seconds))
    assert pablo.seconds < TEN_MINUTES
