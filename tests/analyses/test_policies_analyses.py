"""Who builds a situational analysis."""

from amparo.agencies.roles import Permission
from amparo.analyses import policies
from tests.somebody import needs


def test_building_needs_its_permission():
    needs(Permission.BUILD_ANALYSIS, lambda by: policies.can_build(by=by))
