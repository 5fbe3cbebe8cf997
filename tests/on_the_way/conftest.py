from tests.office import office  # noqa: F401
from tests.on_the_way.crossing import crossing  # noqa: F401
from tests.on_the_way.going_home import home  # noqa: F401
from tests.on_the_way.tracing import search  # noqa: F401
from tests.referrals.elsewhere import elsewhere  # noqa: F401
from tests.town import places, town  # noqa: F401
