"""Who these tests are about."""

from tests.registers.conftest import register  # noqa: F401
from tests.town import places, town  # noqa: F401
