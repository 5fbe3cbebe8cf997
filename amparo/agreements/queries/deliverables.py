from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from amparo.agreements.enums import Delivery, Light
from amparo.agreements.models import Agreement, Deliverable
from amparo.agreements.policies.deliverable import light


@dataclass(frozen=True)
class Promise:
    """A deliverable with its traffic light on a day."""

    deliverable: Deliverable
    light: Light


def board(
    agreements: QuerySet[Agreement], *, on: date, open_only: bool = True
) -> QuerySet[Deliverable]:
    """What was promised, the most urgent first."""
    rows = Deliverable.objects.filter(agreement__in=agreements)
    if open_only:
        rows = rows.filter(state=Delivery.PROMISED)
    rows = rows.select_related("agreement", "owner")
    return rows.order_by(F("due_high").asc(nulls_last=True), "title", "pk")


def overdue(agreements: QuerySet[Agreement], *, on: date) -> QuerySet[Deliverable]:
    return board(agreements, on=on).filter(Q(due_high__lt=on))


def lit(rows: list[Deliverable], *, on: date) -> list[Promise]:
    return [
        Promise(each, light(done=each.state != Delivery.PROMISED, due_high=each.due_high, on=on))
        for each in rows
    ]
