from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.projects.actions.projects import locked
from amparo.projects.models import FrameRow, Project, Target
from amparo.projects.policies import project as policies
from amparo.projects.queries import frame as queries


@transaction.atomic
def write_row(
    *,
    by: Any,
    project: Project,
    level: str,
    number: str,
    text: str,
    parent: FrameRow | None = None,
    assumption: str = "",
) -> FrameRow:
    """Write a row of the log-frame: a goal, or what stands under one."""
    held = locked(project)
    known = queries.known(held, level=level, number=number)
    above = parent.level if parent else ""
    policies.can_write_row(by=by, level=level, parent_level=above, known=known).or_refuse()
    row = FrameRow(project=held, level=level, number=number, text=text)
    row.parent, row.assumption = parent, assumption
    row.save(force_insert=True)
    fields = ["level", "number", "parent", "text"]
    audit.record("frame_row_written", by=by, about=held, fields=fields)
    return row


@transaction.atomic
def set_target(
    *,
    by: Any,
    row: FrameRow,
    indicator: str,
    goal: Decimal,
    starts_on: date,
    ends_on: date,
    baseline: Decimal | None = None,
    disaggregations: Sequence[str] = (),
    source: str = "",
) -> Target:
    """Say by which indicator a row is read, from where to where, and by when."""
    held = locked(row.project)
    known = row.targets.filter(indicator=indicator, starts_on=starts_on).exists()
    days = {"starts_on": starts_on, "ends_on": ends_on}
    policies.can_set_target(held, by=by, known=known, **days).or_refuse()
    target = Target(row=row, indicator=indicator, baseline=baseline, goal=goal, **days)
    target.disaggregations, target.source = list(disaggregations), source
    target.save(force_insert=True)
    fields = ["baseline", "disaggregations", "ends_on", "goal", "indicator", "starts_on"]
    audit.record("target_set", by=by, about=held, fields=fields)
    return target
