"""How much is due to a member, for the menu of every page: kept five minutes, so it costs little.

It lies in her visit, which every page reads anyway: whichever process answers says the same, and
it goes when the visit ends. A number and no more.
"""

import time
from collections.abc import MutableMapping
from datetime import date
from typing import Any

from amparo.agencies.models import Member
from amparo.cases.access import visible_cases
from amparo.cases.queries.due import count_due

# What others did shows after this long; what she did herself, on her next page.
SECONDS = 300
KEY = "due"
Visit = MutableMapping[str, Any]


def number(visit: Visit, member: Member, *, on: date, acted: float = 0) -> int:
    """As it was counted last, unless that is long ago or before she did something herself."""
    held = visit.get(KEY) or {}
    at = held.get("at", 0)
    if held.get("on") == str(on) and max(acted, time.time() - SECONDS) < at <= time.time():
        return held["number"]
    return counted(visit, count_due(visible_cases(member), member=member, on=on), on=on)


def counted(visit: Visit, fresh: int, *, on: date) -> int:
    """A page has just counted: from now on every page says the same."""
    visit[KEY] = {"number": fresh, "at": time.time(), "on": str(on)}
    return fresh
