"""A colleague bears a name like that of who endangers somebody, and is another."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.access import conflicts as access
from amparo.cases.models import Case, NotTheSame
from amparo.cases.policies import conflicts as policies
from amparo.core import clock


@transaction.atomic
def set_aside(*, by: Any, case: Case, member: Member, reason: str) -> NotTheSame:
    """Say how it is known. She joins no team by that; what her name stood in the way of, may be."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_set_aside(
        held,
        by=by,
        member=member,
        in_conflict=access.stands_between(held, member),
        reason=reason,
    ).or_refuse()
    return keep(by=by, case=held, member=member, reason=reason)


@transaction.atomic
def take_back(*, by: Member, row: NotTheSame) -> NotTheSame:
    """It may be the same person after all: from now on the name stands in the way again."""
    Case.objects.select_for_update().get(pk=row.case_id)
    held = NotTheSame.objects.select_related("case").get(pk=row.pk)
    policies.can_take_back(held, by=by).or_refuse()
    held.ended_by, held.ended_at = by, clock.now()
    held.save(update_fields=["ended_by", "ended_at"])
    detail = {"member": str(held.member_id)}
    audit.record("conflict_taken_back", by=by, about=held.case, detail=detail)
    return held


def keep(*, by: Any, case: Case, member: Member, reason: str) -> NotTheSame:
    author = by if isinstance(by, Member) else None
    row = NotTheSame(case=case, member=member, reason=reason, decided_by=author)
    row.save(force_insert=True)
    audit.record("conflict_set_aside", by=by, about=case, detail={"member": str(member.pk)})
    return row
