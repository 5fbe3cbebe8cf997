"""The one indicator that this room feeds itself: how many of them have no source."""

from amparo.projects.catalogue import indicators
from amparo.projects.feeding import Asked, Fed, feeds, is_fed


@feeds("indicators_without_source")
def without_source(asked: Asked) -> Fed:
    core = [each.code for each in indicators().values() if each.core]
    return Fed(sum(not is_fed(code) for code in core), len(core))
