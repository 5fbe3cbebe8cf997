"""Who sees a report, and what of it leaves the house. No database."""

from datetime import date
from itertools import product
from types import SimpleNamespace as Thing

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


@pytest.mark.parametrize(
    ("starts", "last", "words"),
    [
        (YESTERDAY, YESTERDAY, ""),
        (TODAY, YESTERDAY, "No month of this project is over yet"),
        (YESTERDAY, TODAY, "This month is not over"),
    ],
)
def test_the_page_of_a_project_is_of_a_month_of_it_that_is_over(starts, last, words):
    asked = Asked(date(2026, 1, 1), last, project=Thing(starts_on=starts))
    refused(policies.can_take_out_project(asked, by=PABLO, today=TODAY), words)
    if not words:
        needs(P.SEE_REPORTS, lambda by: policies.can_take_out_project(asked, by=by, today=TODAY))
