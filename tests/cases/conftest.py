"""Who these tests are about."""

from tests.town import places, town  # noqa: F401
