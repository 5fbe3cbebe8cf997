"""What was done in projects. What belongs to two of them is one activity."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet, Sum

from amparo.projects.models import Activity, Project


def of_project(project: Project, *, seen: QuerySet[Project]) -> QuerySet[Activity]:
    """Each with those of its projects that the reader sees: the others are not named to her."""
    rows = project.activities.select_related("place", "with_whom", "recorded_by")
    return rows.prefetch_related(Prefetch("projects", seen.order_by("code")))


def standing(
    *, first: date, last: date, project: Project | None = None, kind: str = ""
) -> QuerySet[Activity]:
    """Of these days and not struck: of a project, or of all, each once."""
    wanted = Q(on__range=(first, last), struck_at__isnull=True)
    if project is not None:
        wanted &= Q(projects=project)
    if kind:
        wanted &= Q(kind=kind)
    return Activity.objects.filter(wanted).order_by()


def came(activities: QuerySet[Activity]) -> int:
    """How often somebody came, where somebody counted."""
    return activities.aggregate(Sum("came", default=0))["came__sum"]
