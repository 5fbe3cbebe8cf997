"""The plan of action of a committee."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.committees.actions.commitments import locked as locked_commitment
from amparo.committees.actions.committees import locked
from amparo.committees.models import Commitment, Committee, Line
from amparo.committees.policies import plan as policies
from amparo.committees.queries import plan as queries


@transaction.atomic
def draw(*, by: Any, committee: Committee, title: str) -> Line:
    """Add a line to the plan."""
    held = locked(committee)
    policies.can_draw_line(held, by=by, known=queries.has_line(held, title)).or_refuse()
    line = Line(committee=held, number=queries.next_line(held), title=title)
    line.save(force_insert=True)
    audit.record("line_drawn", by=by, about=held, fields=["lines"])
    return line


@transaction.atomic
def put_in_line(*, by: Any, commitment: Commitment, line: Line | None) -> Commitment:
    """Say which line of the plan a commitment serves; None: it serves none."""
    held = locked_commitment(commitment)
    same = line is None or line.committee_id == held.committee_id
    policies.can_put_in_line(held, by=by, same_committee=same).or_refuse()
    held.line = line
    held.save(update_fields=["line"])
    audit.record("commitment_put_in_line", by=by, about=held, fields=["line"])
    return held
