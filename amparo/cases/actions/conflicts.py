"""A colleague bears a name like that of who endangers somebody, and is another."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.access import conflicts as access
from amparo.cases.models import Case, NotTheSame
from amparo.cases.policies import conflicts as policies


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


def keep(*, by: Any, case: Case, member: Member, reason: str) -> NotTheSame:
    author = by if isinstance(by, Member) else None
    row = NotTheSame(case=case, member=member, reason=reason, decided_by=author)
    row.save(force_insert=True)
    audit.record("conflict_set_aside", by=by, about=case, detail={"member": str(member.pk)})
    return row
