from datetime import date, timedelta

from django.db.models import Q, QuerySet

from amparo.agencies.models import Agency
from amparo.projects.enums import Standing
from amparo.projects.models import Project, Spending, Target

# Services are written down late; a project that ended is offered for so long.
LATE = timedelta(days=60)


def found(
    projects: QuerySet[Project], *, on: date, text: str = "", standing: str = ""
) -> QuerySet[Project]:
    kept = projects.prefetch_related("donors", "agencies")
    if text:
        kept = kept.filter(
            Q(name__icontains=text) | Q(code__icontains=text) | Q(grant__icontains=text)
        )
    return kept.filter(_standing(on)[standing]) if standing else kept


def _standing(on: date) -> dict[str, Q]:
    """What `policies.project.standing` says of one, asked of all."""
    ahead, over = Q(starts_on__gt=on), Q(ends_on__lt=on)
    return {Standing.AHEAD: ahead, Standing.OVER: over, Standing.RUNS: ~ahead & ~over}


def known(code: str, *, but: Project | None = None) -> bool:
    same = Project.objects.filter(code__iexact=code)
    return same.exclude(pk=but.pk).exists() if but is not None else same.exists()


def offered(agency: Agency, *, on: date) -> QuerySet[Project]:
    """The projects of an agency that a service of these days may belong to."""
    running = Project.objects.filter(starts_on__lte=on, ends_on__gte=on - LATE)
    return running.filter(agencies=agency).order_by("code")


def outside(project: Project, *, starts_on: date, ends_on: date) -> bool:
    """Whether something that is kept lies outside such a period."""
    paid = Spending.objects.filter(line__project=project, struck_at__isnull=True)
    done = project.activities.filter(struck_at__isnull=True)
    targets = Target.objects.filter(row__project=project)
    return (
        any(each.filter(Q(on__lt=starts_on) | Q(on__gt=ends_on)).exists() for each in (paid, done))
        or targets.filter(Q(starts_on__lt=starts_on) | Q(ends_on__gt=ends_on)).exists()
    )
