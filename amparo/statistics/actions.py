"""Every change to extracts: they are made once and never edited."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from conteo.disclosure import tables
from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.statistics import facts, policies, queries
from amparo.statistics.facts import Counted
from amparo.statistics.models import Extract
from conteo import __version__ as rules_version


@transaction.atomic
def count(*, by: Any, as_of: date, definition: str, scope: str = queries.PROGRAMME) -> Extract:
    """Count people as of the end of a day and freeze the result."""
    policies.can_count(by=by, as_of=as_of, today=clock.today()).or_refuse()
    people = list(queries.counted(scope=scope, as_of=as_of))
    tally = _tally(people, definition)
    extract = Extract(
        id=uuid.uuid4(),
        scope=scope,
        as_of=as_of,
        definition_version=definition,
        agency_codes=queries.coverage(),
        rules_version=rules_version,
        made_by=by if isinstance(by, Member) else None,
    )
    extract.sealed_tally, extract.tally_digest = queries.seal_tally(tally, extract.pk)
    extract.sealed_records = queries.seal_records(people, extract.pk)
    extract.save(force_insert=True)
    detail = {"scope": scope, "as_of": as_of.isoformat(), "definition": definition}
    audit.record("counted", by=by, about=extract, detail=detail)
    return extract


def _tally(people: Iterable[Counted], definition: str) -> tables.Tally:
    """Tables and sentences of the same people, counted in one pass."""
    figures = dict.fromkeys(facts.FIGURES, 0)

    def rows() -> Iterator[dict[str, Any]]:
        for person in people:
            row = facts.row(person, definition=definition)
            for name, is_true in row.pop("figures").items():
                figures[name] += is_true
            yield row

    listed = facts.labels(definition)
    tabled = tables.tally(rows(), facts.TABLES, several=facts.SEVERAL, codes=listed)
    sentences = tables.tally_figures(figures, tabled.people, facts.WITHIN, facts.SAME)
    return tables.Tally(tabled.people, (*tabled.tables, *sentences.tables))
