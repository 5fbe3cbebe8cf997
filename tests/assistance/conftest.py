"""Who these tests are about."""

import pytest
from django.utils import translation

from tests.town import places, town  # noqa: F401


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are read in English, whichever test ran before."""
    with translation.override("en"):
        yield
