"""Who stands in for whom."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import actions as members
from amparo.agencies.models import Member
from amparo.audit.recorder import event as log_event
from amparo.cases.access import conflicts
from amparo.cases.actions.withholding import keeps_what_is_withheld, or_withhold
from amparo.cases.models import Deputy
from amparo.cases.policies import need_to_know as policies
from amparo.core import clock
from amparo.people.policies import relations as relation_policies


@keeps_what_is_withheld
@transaction.atomic
def name_deputy(
    *, by: Any, absent: Member, deputy: Member, starts_on: date, ends_on: date
) -> Deputy:
    """Let a colleague open somebody's cases from one day to another, while she is away."""
    policies.can_stand_in(
        absent, deputy, by=by, starts_on=starts_on, ends_on=ends_on, today=clock.today()
    ).or_refuse()
    held = conflicts.in_conflict(conflicts.cases_of(absent), deputy)
    or_withhold(
        relation_policies.all_may_go(held), log_event("conflict_withheld", by=by, about=deputy)
    )
    made = Deputy.objects.create(
        absent=absent, deputy=deputy, starts_on=starts_on, ends_on=ends_on, set_by=by
    )
    detail = {"deputy": str(deputy.pk), "from": str(starts_on), "to": str(ends_on)}
    audit.record("deputy_named", by=by, about=absent, detail=detail)
    return made


@transaction.atomic
def end_deputy(*, by: Any, deputy: Deputy) -> Deputy:
    """She is back, or it was the wrong colleague: from now on nothing opens by it."""
    held = Deputy.objects.select_for_update().get(pk=deputy.pk)
    policies.can_end_deputy(held, by=by).or_refuse()
    held.ended_at = clock.now()
    held.save(update_fields=["ended_at"])
    audit.record("deputy_ended", by=by, about=held.absent, detail={"deputy": str(held.deputy_id)})
    return held


@members.when_she_leaves_cases
def end_deputies(*, by: Any, member: Member, why: str, to: Member | None = None) -> None:
    """Who opens no cases any more stands in for nobody, and nobody for her."""
    for field in ("absent", "deputy"):
        Deputy.objects.filter(**{field: member}, ended_at__isnull=True).update(ended_at=clock.now())
