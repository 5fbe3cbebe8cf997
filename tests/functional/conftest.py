"""Stories: what a programme does with Amparo, end to end, in both languages, on a small screen.

Each story begins on a demonstration of its own, since it may end accounts and erase people.
`AMPARO_TEST_PICTURES=1` takes the pictures of the manual on the way.
"""

import os
from pathlib import Path

import pytest

from tests.functional.hands import Hands
from tests.served import PORT, served, visitors

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
NARROW = 360


@pytest.fixture(params=["es", "en"])
def language(request):
    return request.param


@pytest.fixture
def site(tmp_path_factory):
    with served(tmp_path_factory, "stories", PORT + 30) as site:
        yield site


@pytest.fixture
def visit(site, browser, language):
    """`visit("ana")`: a telephone in Ana's hands, in the language of the story."""
    with visitors(site, browser) as open_as:

        def open_one(member: str | None, **look):
            return open_as(member, **{"width": NARROW, "language": language} | look)

        yield open_one


@pytest.fixture
def hands():
    """`hands(page)`: somebody who uses the keyboard alone, and whose time is counted."""
    return Hands


@pytest.fixture
def picture(language):
    """`picture(page, "s01-tip")` for the manual, when pictures are asked for."""

    def take(page, name: str) -> None:
        if os.environ.get("AMPARO_TEST_PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.{language}.png")

    return take


@pytest.fixture
def say(language):
    """`say("Guardar", "Save")`: the words of the language of the story."""
    return lambda spanish, english: spanish if language == "es" else english
