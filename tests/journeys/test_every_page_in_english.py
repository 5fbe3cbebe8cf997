"""Every page of `pages.py` in English: no barrier. Keys and mistakes take the same ways as in
Spanish, and colours do not change with the words."""

import pytest

from tests.journeys import walking
from tests.journeys.walking import each_page, windows  # noqa: F401

pytestmark = pytest.mark.browser


@each_page
def test_a_page_has_no_barrier_in_english(windows, page):  # noqa: F811
    window = windows(page, "en")
    assert walking.barriers(window, page, "en") + window.complaints == []


def test_no_two_pages_have_one_title_in_english():
    assert walking.shared_titles() == []
