"""What led to an agreement: the commitments that came before it, and where they were made."""

from typing import Any

from amparo.agreements.leading import Line, led_here
from amparo.agreements.models import Agreement
from amparo.committees.access import visible_commitments
from amparo.taxonomy import vague


@led_here
def _commitments(member: Any, agreement: Agreement) -> list[Line]:
    rows = visible_commitments(member).filter(agreement=agreement).select_related("committee")
    lines: list[Line] = []
    for row in rows.order_by("made_low"):
        where, url = (
            (row.committee.name, row.committee.get_absolute_url())
            if row.committee
            else (row.made_at, "")
        )
        lines += [(f"{where} · {vague.display(row.made)}", url), (row.text, row.get_absolute_url())]
    return lines
