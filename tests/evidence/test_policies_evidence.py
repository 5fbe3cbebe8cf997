"""Who records evidence, grades it and tabulates it."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.evidence import policies
from amparo.evidence.enums import InformationGrade
from tests.somebody import allows, needs, said

P = Permission
NOE = allows(P.BUILD_ANALYSIS)


def test_recording_and_storing_need_their_permissions():
    needs(P.BUILD_ANALYSIS, lambda by: policies.can_record(by=by))
    needs(P.BRING_IN_REGISTERS, lambda by: policies.can_store(by=by))
    needs(P.BUILD_ANALYSIS, lambda by: policies.can_assess("2", ["a"], by=by))


@pytest.mark.parametrize(
    ("grade", "groups", "may"),
    [
        (InformationGrade.ONE, ["a", "b"], True),
        (InformationGrade.ONE, ["a", "a"], False),
        (InformationGrade.ONE, ["a"], False),
        (InformationGrade.ONE, [], False),
        (InformationGrade.ONE, ["a", "b", "c"], True),
        ("2", ["a"], True),
    ],
)
def test_the_best_grade_takes_two_sources_that_do_not_depend_on_each_other(grade, groups, may):
    decision = policies.can_assess(grade, groups, by=NOE)
    assert bool(decision) is may
    assert said(decision).startswith("" if may else "Information is graded 1 only")


def test_only_what_is_public_elsewhere_is_tabulated():
    assert policies.can_tabulate(Thing(is_public=True))
    assert "not public" in said(policies.can_tabulate(Thing(is_public=False)))
