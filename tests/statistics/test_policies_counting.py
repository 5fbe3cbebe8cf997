"""Who counts, and as of which day."""

from datetime import timedelta

from amparo.agencies.roles import Permission
from amparo.statistics import policies
from tests.somebody import TODAY, allows, needs, said

P = Permission


def test_counting_is_of_a_day_that_has_come():
    needs(P.COUNT, lambda by: policies.can_count(by=by, as_of=TODAY, today=TODAY))
    tomorrow = TODAY + timedelta(days=1)
    later = policies.can_count(by=allows(P.COUNT), as_of=tomorrow, today=TODAY)
    assert "a day that has not come yet" in said(later)
