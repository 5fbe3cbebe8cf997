"""Read the whole log again and say what does not hold: altered, missing, reordered, cut short."""

import json
from dataclasses import asdict, dataclass

from amparo.audit import anchors, chain
from amparo.audit.models import AuditEvent


@dataclass(frozen=True)
class Verdict:
    """What a reading of the log found. `restored` are ranges lost and declared by a restore."""

    ok: bool
    events: int
    head: str
    first_bad: dict | None
    restored: list[list[int]]

    def as_json(self) -> dict:
        plain = asdict(self)
        if not self.restored:
            del plain["restored"]
        return plain


def verify() -> Verdict:
    known, key = anchors.held(), chain.key()
    previous, expected, count = chain.GENESIS, 1, 0
    restored: list[list[int]] = []
    columns = (*chain.HASHED, "digest", "link")
    for row in AuditEvent.objects.order_by("sequence").values(*columns).iterator(5000):
        problem = _problem(row, previous, expected, known, restored, key)
        if problem:
            return Verdict(False, count, previous, problem, restored)
        previous, expected, count = row["link"], row["sequence"] + 1, count + 1
    bad = _cut_short(expected, known) or _unsigned(restored)
    return Verdict(bad is None, count, previous, bad, restored)


def _problem(row, previous, expected, known, restored, key) -> dict | None:
    sequence = row["sequence"]
    if sequence != expected and not _declared(row, expected, restored):
        return {"sequence": expected, "problem": "missing: this event is not there"}
    if chain.digest(row) != row["digest"]:
        return {"sequence": sequence, "problem": "altered: a column differs from what was logged"}
    if chain.link(previous, row["digest"], key) != row["link"]:
        return {"sequence": sequence, "problem": "altered: the link to the event before is broken"}
    if known.get(sequence, {row["link"]}) != {row["link"]}:
        return {"sequence": sequence, "problem": "altered: differs from what was anchored outside"}
    return None


def _declared(row, expected, restored) -> bool:
    """A restore says itself, signed by its place in the chain, which range it lost."""
    if row["verb"] != "restored":
        return False
    lost = json.loads(row["detail"]).get("lost")
    if lost != [expected, row["sequence"] - 1]:
        return False
    restored.append(lost)
    return True


def _cut_short(expected, known) -> dict | None:
    if any(sequence >= expected for sequence in known):
        return {"sequence": expected, "problem": "missing: the newest events were removed"}
    return None


def _unsigned(restored) -> dict | None:
    """A range noted as lost in the anchors counts only with the signed event of its restore.

    A later restore may have lost that event too; then the range lies within the later one.
    """
    for low, high in anchors.declared():
        if not any(first <= low and high <= last for first, last in restored):
            return {"sequence": low, "problem": "missing: no signed restore accounts for this"}
    return None
