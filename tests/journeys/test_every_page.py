"""Every page of `pages.py`: no barrier, by keyboard, and with its form sent wrong."""

import pytest

from tests.journeys import looking, walking
from tests.journeys.walking import each_page, titles, windows  # noqa: F401

pytestmark = pytest.mark.browser


@each_page("es", parts=4)
def test_a_page_has_no_barrier(windows, titles, page):  # noqa: F811
    window = windows(page, "es")
    found = walking.barriers(window, page, "es") + titles(window, page, "es")
    window.set_viewport_size({"width": walking.WIDE, "height": 800})
    found += looking.walk_by_keyboard(window)
    found += walking.mistakes(window, page) if page.refused is not None else []
    assert found + window.complaints == []


@each_page("en", parts=2)
def test_a_page_has_no_barrier_in_english(windows, titles, page):  # noqa: F811
    """Keys and mistakes take the same ways, and colours do not change with the words."""
    window = windows(page, "en")
    found = walking.barriers(window, page, "en") + titles(window, page, "en")
    assert found + window.complaints == []
