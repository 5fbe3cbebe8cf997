"""Who loads the shipped places."""

from amparo.agencies import OPERATOR
from amparo.agencies.roles import Permission
from amparo.taxonomy import policies
from tests.somebody import allows, said

P = Permission


def test_administrators_and_the_machine_load_places():
    assert policies.can_load_places(by=OPERATOR)
    assert policies.can_load_places(by=allows(P.MANAGE_MEMBERS))
    other = allows(*set(P) - {P.MANAGE_MEMBERS})
    assert "Only an administrator" in said(policies.can_load_places(by=other))
