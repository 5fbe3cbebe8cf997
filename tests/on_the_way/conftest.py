"""Who these tests are about."""

import pytest
from django.utils import translation

from tests.funded import funded  # noqa: F401
from tests.office import office  # noqa: F401
from tests.on_the_way.crossing import crossing  # noqa: F401
from tests.on_the_way.family import coming  # noqa: F401
from tests.on_the_way.going_home import home  # noqa: F401
from tests.on_the_way.reintegration import her  # noqa: F401
from tests.on_the_way.tracing import search  # noqa: F401
from tests.referrals.elsewhere import elsewhere  # noqa: F401
from tests.town import places, town  # noqa: F401


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are read in English, whichever test ran before."""
    with translation.override("en"):
        yield
