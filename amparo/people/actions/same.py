"""Saying whether two records are about one person, and taking it back."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.people.models import Comparison, Person
from amparo.people.policies import same as policies
from amparo.people.queries import same as queries


@transaction.atomic
def compare(*, by: Any, one: Person, other: Person, verdict: str, why: str = "") -> Comparison:
    """Keep what somebody found of two records. Counts follow; the records stay as they are."""
    ids = queries.pair(one.pk, other.pk)
    held = Person.objects.select_for_update(of=("self",)).select_related("agency").in_bulk(ids)
    first, second = (held[pk] for pk in ids)
    policies.can_compare(first, second, by=by, verdict=verdict).or_refuse()
    before = queries.between(first, second)
    if before is not None:
        _undo(before, by=by)
    found = Comparison(
        agency=first.agency, first=first, second=second, verdict=verdict, why=why,
        compared_by=by, compared_at=clock.now(),
    )  # fmt: skip
    found.save(force_insert=True)
    for person in (first, second):
        audit.record("records_compared", by=by, about=person, detail={"verdict": verdict})
    return found


@transaction.atomic
def undo_comparison(*, by: Any, comparison: Comparison) -> Comparison:
    """Take back what was found. Both records are again as if nobody had compared them."""
    held = Comparison.objects.select_for_update(of=("self",)).select_related("first", "second")
    found = held.get(pk=comparison.pk)
    policies.can_undo(found, by=by).or_refuse()
    _undo(found, by=by)
    return found


def _undo(found: Comparison, *, by: Any) -> None:
    found.undone_by, found.undone_at = by, clock.now()
    found.save(update_fields=["undone_by", "undone_at"])
    for person in (found.first, found.second):
        detail = {"verdict": found.verdict}
        audit.record("comparison_undone", by=by, about=person, detail=detail)
