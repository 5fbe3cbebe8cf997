"""May this happen now? Pure: asks no database."""

from typing import Any

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import Decision


def can_build(*, by: Any) -> Decision:
    return agencies.may(by, Permission.BUILD_ANALYSIS)
