from collections.abc import Sequence

from django.db import transaction

from amparo import audit
from amparo.core import clock

from .. import policies
from ..models import Assessment, Claim
from .keeping import member_or_none


@transaction.atomic
def assess(
    *,
    by,
    claim: Claim,
    source: str,
    information: str,
    method: str,
    why: str = "",
    corroborated_by: Sequence[Claim] = (),
) -> Assessment:
    """Judge a claim. Earlier judgements stay; the latest one counts."""
    groups = {other.said_by.independence_group for other in (claim, *corroborated_by)}
    policies.can_assess(information, groups, by=by).or_refuse()
    member = member_or_none(by)
    assessment = Assessment.objects.create(
        claim=claim,
        source_grade=source,
        information_grade=information,
        method_grade=method,
        corroborated_by=[other.code for other in corroborated_by],
        why=why,
        assessed_by=member,
        at=clock.now(),
        confirmed=member is not None,
    )
    mark = {"mark": assessment.mark, "confirmed": assessment.confirmed}
    audit.record("claim_assessed", by=by, about=claim, detail=mark)
    return assessment
