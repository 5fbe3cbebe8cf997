"""Who sees a report, and what of it leaves the house. No database."""

from datetime import date
from itertools import product

import pytest

from amparo.agencies.roles import Permission
from amparo.projects.feeding import Asked
from amparo.reporting.policies import reports as policies
from tests.somebody import TODAY, TOMORROW, YESTERDAY, allows, needs, refused

P = Permission
PABLO = allows(P.SEE_REPORTS, pk="pablo")


def test_who_sees_reports_and_keeps_templates():
    needs(P.SEE_REPORTS, lambda by: policies.can_see(by=by))
    needs(P.KEEP_PROJECTS, lambda by: policies.can_keep_template(by=by))


@pytest.mark.parametrize(
    ("last", "agency", "template"),
    list(product((YESTERDAY, TODAY, TOMORROW), (None, "casa-luz"), (True, False))),
)
def test_what_leaves_is_of_all_agencies_and_of_a_month_that_is_over(last, agency, template):
    asked = Asked(date(2026, 1, 1), last, agency=agency)
    words = ""
    if agency:
        words = "What leaves the house is never of one agency"
    elif last >= TODAY:
        words = "This month is not over"
    refused(policies.can_take_out(asked, by=PABLO, today=TODAY), words)
    first = words if template else "Upload the donor’s template first."
    decision = policies.can_fill(asked, by=PABLO, today=TODAY, template=template)
    refused(decision, first)


def test_who_takes_it_out():
    asked = Asked(YESTERDAY, YESTERDAY)
    needs(P.SEE_REPORTS, lambda by: policies.can_take_out(asked, by=by, today=TODAY))
    needs(P.SEE_REPORTS, lambda by: policies.can_fill(asked, by=by, today=TODAY, template=True))
