"""The plan of action: what was promised by line, and what goes before the chair."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from amparo.agreements.enums import Light
from amparo.committees.enums import Fulfilment
from amparo.committees.models import Commitment, Committee, Line
from amparo.committees.policies import plan as policies
from amparo.committees.queries import commitments
from amparo.organisations.queries.organisation import folded


@dataclass(frozen=True)
class Strand:
    """A line, or None for what serves no line, and its commitments with their lights."""

    line: Line | None
    rows: list[tuple[Commitment, Light]]

    @property
    def kept(self) -> int:
        return sum(row.state == Fulfilment.DONE for row, _light in self.rows)


def by_line(committee: Committee, promised: QuerySet[Commitment], *, on: date) -> list[Strand]:
    """Every line in its order, empty ones too; what serves none comes last."""
    rows = list(commitments.board(promised, committee=committee, open_only=False))
    strands = []
    for line in [*committee.lines.all(), None]:
        own = [row for row in rows if row.line_id == (line.pk if line else None)]
        if line or own:
            strands.append(Strand(line, [(row, commitments.light_of(row, on=on)) for row in own]))
    return strands


def before_the_chair(committee: Committee, *, on: date) -> QuerySet[Commitment]:
    """Late by more days than the committee lets pass."""
    late = commitments.board(Commitment.objects.all(), committee=committee)
    return late.filter(due_on__lt=policies.late_since(committee, on=on))


def has_line(committee: Committee, title: str) -> bool:
    return any(folded(line.title) == folded(title) for line in committee.lines.all())


def next_line(committee: Committee) -> int:
    return max((line.number for line in committee.lines.all()), default=0) + 1
