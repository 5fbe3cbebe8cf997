"""When a project, its money and its log-frame may be written. No database."""

from datetime import timedelta
from itertools import product
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.projects.enums import ABOVE, Level, Standing
from amparo.projects.policies import project as policies
from tests.somebody import TODAY, TOMORROW, YESTERDAY, allows, needs, refused

PABLO = allows(Permission.KEEP_PROJECTS, pk="pablo")
DAY = timedelta(days=1)
RUNS = Thing(code="NORTE", starts_on=YESTERDAY, ends_on=TOMORROW)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (YESTERDAY - DAY, Standing.AHEAD),
        (YESTERDAY, Standing.RUNS),
        (TOMORROW, Standing.RUNS),
        (TOMORROW + DAY, Standing.OVER),
    ],
)
def test_how_a_project_stands(on, expected):
    assert policies.standing(RUNS, on=on) == expected
    inside = policies.covers(RUNS, on=on)
    assert bool(inside) == (expected == Standing.RUNS)
    if not inside:
        assert "outside the period of the project NORTE" in inside.reason


def test_who_keeps_projects():
    needs(Permission.KEEP_PROJECTS, lambda by: policies.can_keep(by=by))


def test_when_a_project_is_recorded():
    for ends, known, outside in product((YESTERDAY, TODAY, TOMORROW), (False, True), (False, True)):
        decision = policies.can_record(
            by=PABLO, starts_on=TODAY, ends_on=ends, known=known, outside=outside
        )
        words = (
            "The project would end before" if ends < TODAY
            else "Another project bears" if known
            else "A payment, an activity or a target" if outside else ""
        )  # fmt: skip
        refused(decision, words)
    needs(
        Permission.KEEP_PROJECTS,
        lambda by: policies.can_record(by=by, starts_on=TODAY, ends_on=TODAY, known=False),
    )


def test_when_a_line_is_added():
    for is_donor, known in product((False, True), (False, True)):
        words = "Who pays a line" if not is_donor else "Another line bears" if known else ""
        refused(policies.can_budget(RUNS, by=PABLO, is_donor=is_donor, known=known), words)
    needs(
        Permission.KEEP_PROJECTS,
        lambda by: policies.can_budget(RUNS, by=by, is_donor=True, known=False),
    )


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TOMORROW, "This day lies ahead"),
        (TODAY, ""),
        (YESTERDAY, ""),
        (YESTERDAY - DAY, "This day lies outside"),
    ],
)
def test_when_a_payment_is_written(on, words):
    refused(policies.can_spend(RUNS, by=PABLO, on=on, today=TODAY), words)


def test_who_writes_payments_and_strikes_them():
    needs(
        Permission.KEEP_PROJECTS, lambda by: policies.can_spend(RUNS, by=by, on=TODAY, today=TODAY)
    )
    needs(Permission.KEEP_PROJECTS, lambda by: policies.can_strike(Thing(struck_at=None), by=by))
    refused(policies.can_strike(Thing(struck_at=TODAY), by=PABLO), "This payment was struck")


def test_each_level_stands_under_the_one_before_it():
    for level, above, known in product(Level, ["", *Level], (False, True)):
        decision = policies.can_write_row(by=PABLO, level=level, parent_level=above, known=known)
        wanted = ABOVE.get(level, "")
        if above != wanted:
            words = "A goal stands under" if level == Level.GOAL else "This level stands under"
        else:
            words = "Another row of this level" if known else ""
        refused(decision, words)
    needs(
        Permission.KEEP_PROJECTS,
        lambda by: policies.can_write_row(by=by, level="goal", parent_level="", known=False),
    )


def test_when_a_target_is_set():
    days = [YESTERDAY - DAY, YESTERDAY, TOMORROW, TOMORROW + DAY]
    for starts, ends, known in product(days, days, (False, True)):
        decision = policies.can_set_target(
            RUNS, by=PABLO, starts_on=starts, ends_on=ends, known=known
        )
        words = (
            "The target would end" if ends < starts
            else "The target lies outside" if starts < YESTERDAY or ends > TOMORROW
            else "This row has a target" if known else ""
        )  # fmt: skip
        refused(decision, words)
    days = {"starts_on": TODAY, "ends_on": TODAY}
    needs(
        Permission.KEEP_PROJECTS,
        lambda by: policies.can_set_target(RUNS, by=by, known=False, **days),
    )
