"""Every page of `pages.py` in Spanish: no barrier, by keyboard, and with its form sent wrong.

English has a file of its own, so that both are walked at once.
"""

import pytest

from tests.journeys import looking, walking
from tests.journeys.walking import each_page, windows  # noqa: F401

pytestmark = pytest.mark.browser


@each_page
def test_a_page_has_no_barrier(windows, page):  # noqa: F811
    window = windows(page, "es")
    found = walking.barriers(window, page, "es")
    window.set_viewport_size({"width": walking.WIDE, "height": 800})
    found += looking.walk_by_keyboard(window)
    found += walking.mistakes(window, page) if page.refused is not None else []
    assert found + window.complaints == []


def test_no_two_pages_have_one_title():
    """Whoever has several pages open, or hears titles alone, can tell them apart."""
    assert walking.shared_titles() == []
