"""May this happen now? Pure: asks no database."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from amparo.agencies import policies
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision

from .enums import InformationGrade
from .models import DataSet


def can_record(*, by) -> Decision:
    """Record sources, documents, claims and grades."""
    return policies.may(by, Permission.BUILD_ANALYSIS)


def can_store(*, by) -> Decision:
    """Bring in an outside file."""
    return policies.may(by, Permission.BRING_IN_REGISTERS)


def can_assess(information: str, groups: Collection[str], *, by) -> Decision:
    """`groups` are the independence groups of the claim and of those that confirm it."""
    if information == InformationGrade.ONE and len(set(groups)) < 2:
        return Decision(
            _(
                "Information is graded 1 only when two sources that do not depend on each other "
                "say the same. Name a claim from another independence group, or choose 2 to 6."
            )
        )
    return can_record(by=by)


def can_tabulate(data_set: DataSet) -> Decision:
    if not data_set.is_public:
        return Decision(
            _(
                "This data set is not public, so its counts could reveal people. "
                "Use a release, which is checked before it leaves."
            )
        )
    return ALLOWED
