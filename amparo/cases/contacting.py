"""After a contact her risk is to be assessed again: each room says what counts as one.

A rule gives a query of days inside one of cases, which know `risk_at` and `risk_on`: when the risk
was assessed last. It finds the first day after that on which somebody was with her.
"""

from collections.abc import Callable

from django.db.models import QuerySet

Days = Callable[[], QuerySet]
RULES: list[Days] = []


def counts_as_contact(rule: Days) -> Days:
    RULES.append(rule)
    return rule
