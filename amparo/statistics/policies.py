"""May this happen now? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import Decision


def can_count(*, by: Any, as_of: date, today: date) -> Decision:
    if as_of > today:
        return Decision(_("Nothing can be counted as of a day that has not come yet."))
    return agencies.may(by, Permission.COUNT)
