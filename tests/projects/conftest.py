import pytest
from django.utils import translation

from tests.funded import funded  # noqa: F401
from tests.office import office  # noqa: F401
from tests.town import places, town  # noqa: F401


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield
