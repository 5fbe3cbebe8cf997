"""The picture of the README, taken from the demonstration as it is served."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "caseload.es.png"
# Eight signs of a case number, in two groups.
NUMBER = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")


def test_the_picture_of_the_caseload_shows_numbers_and_no_name(visit, tmp_path):
    page = visit("ana", viewport={"width": 1100, "height": 720}, locale="es")
    page.goto("/cases/")
    shown = page.locator("body").inner_text()
    assert page.locator("html").get_attribute("lang") == "es"
    assert NUMBER.search(shown)
    assert "Carpeta verde" in shown
    assert "Inventada" not in shown
    taken = tmp_path / PICTURE.name
    page.screenshot(path=taken)
    assert taken.stat().st_size > 10_000
    if not PICTURE.exists():
        # A new picture is made by removing the old one: else every run would change the repository.
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_bytes(taken.read_bytes())
