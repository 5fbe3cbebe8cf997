from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from amparo.projects.enums import Level
from amparo.projects.models import FrameRow, Project, Target


@dataclass(frozen=True)
class Step:
    """A row of a log-frame with how deep it stands."""

    row: FrameRow
    depth: int


def steps(project: Project) -> list[Step]:
    """The rows as a reader wants them: each goal with what stands under it."""
    rows = list(project.rows.prefetch_related("targets"))
    under: dict = {}
    for row in rows:
        under.setdefault(row.parent_id, []).append(row)
    found: list[Step] = []
    waiting = [(row, 0) for row in reversed(under.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        found.append(Step(row, depth))
        waiting += [(child, depth + 1) for child in reversed(under.get(row.pk, []))]
    return found


def known(project: Project, *, level: str, number: str, but: FrameRow | None = None) -> bool:
    same = project.rows.filter(level=level, number=number)
    return same.exclude(pk=but.pk).exists() if but is not None else same.exists()


def targets(projects: QuerySet[Project], *, first: date, last: date) -> QuerySet[Target]:
    """Targets whose days meet these."""
    rows = Target.objects.filter(row__project__in=projects, starts_on__lte=last, ends_on__gte=first)
    return rows.select_related("row__project").order_by(
        "row__project__code", "row__number", "indicator", "starts_on"
    )


def parents(project: Project) -> QuerySet[FrameRow]:
    return project.rows.exclude(level=Level.ACTIVITY)
