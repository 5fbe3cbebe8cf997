"""What projects did for many at once, and how often somebody came, where it was counted."""

from django.utils.translation import gettext_lazy as _

from amparo.projects.enums import ActivityKind, Pillar
from amparo.projects.feeding import Asked, Fed
from amparo.projects.queries import activities
from amparo.reporting.figures import figure


@figure(
    "activities_done", _("Activities"),
    _("trainings, meetings, campaigns and other activities of projects, each once"),
    room="projects", pillar=Pillar.CAPACITY, page="projects:projects",
)  # fmt: skip
def activities_done(asked: Asked) -> Fed | None:
    if asked.agency is not None:
        return None
    return Fed(activities.standing(**_days(asked)).count())


@figure(
    "training_attendances", _("Attendances at trainings"),
    _("as counted at the door of trainings; who came twice counts twice"),
    room="projects", pillar=Pillar.CAPACITY, page="projects:projects",
)  # fmt: skip
def training_attendances(asked: Asked) -> Fed | None:
    if asked.agency is not None:
        return None
    held = activities.standing(**_days(asked), kind=ActivityKind.TRAINING)
    counted = held.exclude(came=None)
    if held.exists() and not counted.exists():
        return None
    came = activities.came(counted)
    # Who comes may be guests of a house: what leaves it is rounded as people are.
    return Fed(came, base=came)


def _days(asked: Asked) -> dict:
    return {"first": asked.first, "last": asked.last, "project": asked.project}
