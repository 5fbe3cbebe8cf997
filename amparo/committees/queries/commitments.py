from datetime import date

from django.db.models import F, QuerySet

from amparo.agreements.enums import Light
from amparo.agreements.policies.deliverable import light
from amparo.committees.enums import Fulfilment
from amparo.committees.models import Commitment, Committee
from amparo.organisations.models import Organisation


def board(
    commitments: QuerySet[Commitment],
    *,
    committee: Committee | None = None,
    open_only: bool = True,
) -> QuerySet[Commitment]:
    """What was promised, the most urgent first."""
    rows = commitments.select_related("owner", "committee")
    if committee is not None:
        rows = rows.filter(committee=committee)
    if open_only:
        rows = rows.filter(state=Fulfilment.OPEN)
    return rows.order_by(F("due_on").asc(nulls_last=True), "made_low", "pk")


def overdue(commitments: QuerySet[Commitment], *, on: date) -> QuerySet[Commitment]:
    return board(commitments).filter(due_on__lt=on)


def late_by_owner(
    commitments: QuerySet[Commitment], *, on: date
) -> list[tuple[Organisation, list[Commitment]]]:
    """What each organisation owes past its day; who owes most comes first."""
    found: dict[Organisation, list[Commitment]] = {}
    for each in overdue(commitments, on=on):
        found.setdefault(each.owner, []).append(each)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0].name))


def light_of(commitment: Commitment, *, on: date) -> Light:
    done = commitment.state != Fulfilment.OPEN
    return light(done=done, due_high=commitment.due_on, on=on)
