from datetime import date

from django.db.models import QuerySet

from amparo.agreements.enums import Light
from amparo.agreements.policies.deliverable import light
from amparo.releases.enums import State
from amparo.releases.models import Release
from amparo.reporting.enums import Sending
from amparo.reporting.models import OwedReturn


def board(rows: QuerySet[OwedReturn], *, everything: bool = False) -> QuerySet[OwedReturn]:
    kept = rows if everything else rows.filter(state=Sending.OWED)
    return kept.select_related("to").prefetch_related("releases")


def light_of(owed: OwedReturn, *, on: date) -> Light:
    return light(done=owed.state != Sending.OWED, due_high=owed.due_on, on=on)


def out() -> QuerySet[Release]:
    """The releases that may feed a return or an answer."""
    return Release.objects.filter(state=State.PUBLISHED).order_by("-as_of", "-published_at")
