from tests.office import office  # noqa: F401
from tests.town import places, town  # noqa: F401
