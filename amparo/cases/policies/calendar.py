"""Who may have a calendar by a secret address, and whether it still answers. Asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.calendar_feed import AN_HOUR
from amparo.core.decisions import ALLOWED, Decision


def can_have(*, by: Any) -> Decision:
    return agencies.may(by, Permission.OPEN_CASES)


def can_be_asked(asked_this_hour: int) -> Decision:
    """No calendar asks every two minutes; whoever does looks for something else."""
    if asked_this_hour >= AN_HOUR:
        return Decision(_("This was asked for too often. Try again in an hour."))
    return ALLOWED
