from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.projects.models import Activity, Project
from amparo.projects.policies import project as policies
from amparo.taxonomy.models import Place


@transaction.atomic
def record(
    *,
    by: Any,
    projects: Sequence[Project],
    kind: str,
    title: str,
    on: date,
    place: Place | None = None,
    with_whom: Organisation | None = None,
    came: int | None = None,
) -> Activity:
    """Write down what was done in these projects. It is one activity, in however many."""
    wanted = sorted({each.pk for each in projects})
    held = Project.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    policies.can_do(held, by=by, on=on, today=clock.today()).or_refuse()
    done = Activity(kind=kind, title=title, on=on, place=place, with_whom=with_whom, came=came)
    done.recorded_by = by if isinstance(by, Member) else None
    done.save(force_insert=True)
    done.projects.set(held)
    fields = ["came", "kind", "on", "place", "projects", "title", "with_whom"]
    for each in held:
        audit.record("activity_recorded", by=by, about=each, fields=fields)
    return done


@transaction.atomic
def strike(*, by: Member, activity: Activity) -> Activity:
    """Strike what was written down wrongly. It stays, and counts in no project any more."""
    held = Activity.objects.select_for_update().get(pk=activity.pk)
    policies.can_strike_activity(held, by=by).or_refuse()
    held.struck_by, held.struck_at = by, clock.now()
    held.save(update_fields=["struck_by", "struck_at"])
    for each in held.projects.all():
        audit.record("activity_struck", by=by, about=each, fields=["struck_at"])
    return held
