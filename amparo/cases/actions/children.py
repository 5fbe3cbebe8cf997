"""What is done for a child: told to whom, ordered by whom, restored by whom, decided by whom."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.models import BestInterests, Case, ChildMeasure, ChildNotice, RestoredRight
from amparo.cases.policies import children as policies
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.core.decisions import Decision

Row = ChildNotice | ChildMeasure | RestoredRight


def _whole(row: Row) -> Decision:
    facts = {field.name: getattr(row, field.name) for field in row._meta.fields}
    rules: dict[type, Callable[[], Decision]] = {
        ChildNotice: lambda: policies.is_whole_notice(facts, today=clock.today()),
        ChildMeasure: lambda: policies.is_whole_measure(facts),
        RestoredRight: lambda: policies.is_whole_right(facts),
    }
    return rules[type(row)]()


@transaction.atomic
def write_down(*, by: Any, row: Row) -> Row:
    """Keep a notice, a measure or a right to restore of a child's case."""
    held = Case.objects.select_for_update().get(pk=row.case_id)
    policies.can_write(held, by=by).or_refuse()
    _whole(row).or_refuse()
    row.recorded_by = by if isinstance(by, Member) else None
    row.save(force_insert=True)
    audit.record("child_step_written", by=by, about=row, detail={"kind": row._meta.model_name})
    return row


@transaction.atomic
def revise(*, by: Any, row: Row, seen_version: int, **facts: Any) -> Row:
    """Change one of them: acknowledged, ended, restored, or to be asked about on another day."""
    held = type(row).objects.select_related("case").select_for_update(of=("self",)).get(pk=row.pk)
    policies.can_write(held.case, by=by).or_refuse()
    changed = changed_fields(held, facts)
    if changed and held.version != seen_version:
        raise ChangedMeanwhile(held, changed)
    if not changed:
        return held
    for name in changed:
        setattr(held, name, facts[name])
    _whole(held).or_refuse()
    held.version += 1
    held.save(update_fields=[*changed, "version"])
    detail = {"kind": held._meta.model_name}
    audit.record("child_step_revised", by=by, about=held, fields=changed, detail=detail)
    return held


@transaction.atomic
def determine(*, by: Any, case: Case, **facts: Any) -> BestInterests:
    """Keep what a body decided about her best interests on one question."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_write(held, by=by).or_refuse()
    policies.is_whole_determination(facts, today=clock.today()).or_refuse()
    author = by if isinstance(by, Member) else None
    row = BestInterests(case=held, recorded_by=author, **facts)
    row.save(force_insert=True)
    detail = {"question": str(row.question), "outcome": str(row.outcome)}
    audit.record("best_interests_kept", by=by, about=row, fields=list(facts), detail=detail)
    return row
