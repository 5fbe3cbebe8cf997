"""When two records may be called one person, or two."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.people.policies import same as policies
from tests.somebody import FARO, NOW, needs, person, said, somebody

P = Permission
ANA = somebody()
ONE, OTHER = person(), person(pk="zulema")


@pytest.mark.parametrize(
    ("one", "other", "by", "verdict", "why"),
    [
        (ONE, OTHER, ANA, "one", ""),
        (ONE, OTHER, ANA, "two", ""),
        (ONE, person(), ANA, "one", "A record is not compared with itself"),
        (ONE, person(FARO, pk="zulema"), ANA, "one", "Only records of one agency"),
        (ONE, OTHER, ANA, "perhaps", "Say whether it is one person or two"),
        (ONE, OTHER, somebody(at=FARO), "one", "Only the agency that holds this record"),
    ],
)
def test_who_compares_two_records(one, other, by, verdict, why):
    answer = said(policies.can_compare(one, other, by=by, verdict=verdict))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_it_is_for_those_who_record_and_taken_back_once():
    needs(P.RECORD_CASES, lambda by: policies.can_compare(ONE, OTHER, by=by, verdict="one"))
    standing = Thing(undone_at=None, first=ONE)
    needs(P.RECORD_CASES, lambda by: policies.can_undo(standing, by=by))
    undone = Thing(undone_at=NOW, first=ONE)
    assert "taken back before" in said(policies.can_undo(undone, by=ANA))
