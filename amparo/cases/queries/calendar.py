"""The days on which something is due to a member: days alone, without what or how much."""

from datetime import date

from amparo.agencies.models import Member
from amparo.cases import due_dates
from amparo.cases.access import visible_cases
from amparo.cases.calendar_feed import AHEAD
from amparo.cases.queries import OPEN


def days_due(member: Member, *, on: date) -> set[date]:
    """From today on. What is overdue stands on its page and not in a calendar."""
    cases = visible_cases(member).filter(status__in=OPEN)
    return {
        day
        for rule in due_dates.rules()
        for day in rule.days(cases, first=on, last=on + AHEAD, member=member)
    }
