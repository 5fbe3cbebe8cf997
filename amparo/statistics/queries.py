"""Who is counted, and what an extract says once it is opened."""

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from conteo.disclosure.tables import Table, Tally
from django.db.models import Q, QuerySet

from amparo.agencies.models import Agency
from amparo.cases.models import Case, EventPlace, Involvement
from amparo.core import sealing
from amparo.core.keyring import ring
from amparo.journeys.enums.reintegration import Ending
from amparo.journeys.models import Reintegration
from amparo.people.queries import agreeing, counted_people, same, silent
from amparo.statistics.facts import ACCOMPANIED, NOT_ACCOMPANIED, SAME, WITHIN, Counted
from amparo.statistics.models import Extract
from amparo.taxonomy.queries import ancestors

PROGRAMME = "MX"
# What a record says of a gender when nobody answered.
UNSAID = ("not_asked", "unknown", "refused")
MARK_BYTES = 16


def counted_cases(*, scope: str, as_of: date, people: QuerySet) -> QuerySet[Case]:
    """Cases of these people that were identified or assisted by the end of a day."""
    identified = Q(is_identified=True) & (
        Q(identified_on__lte=as_of) | Q(identified_on__isnull=True, opened_on__lte=as_of)
    )
    assisted = Q(is_assisted=True) & (
        Q(assisted_on__lte=as_of) | Q(assisted_on__isnull=True, opened_on__lte=as_of)
    )
    cases = Case.objects.filter(identified | assisted).filter(person_id__in=people)
    if scope != PROGRAMME:
        cases = cases.filter(pk__in=_cases_of_place(scope))
    return cases


def _cases_of_place(scope: str) -> list[UUID]:
    """Cases with an event exploited in a place, or in a place within it."""
    known = EventPlace.objects.filter(role="exploitation").values_list("place_code", flat=True)
    within = [code for code in set(known) if scope in ancestors(code)]
    events = EventPlace.objects.filter(place_code__in=within, role="exploitation")
    return list(
        Involvement.objects.filter(event_id__in=events.values("event_id"))
        .values_list("case_id", flat=True)
        .distinct()
    )


def counted(*, scope: str, as_of: date) -> Iterator[Counted]:
    """Each counted person once, with the facts of all her cases together.

    Records that were found to be about one person count once, and not at all if one of them says
    no. What was published before stays as it was printed.
    """
    agreed = counted_people(on=as_of)
    cases = counted_cases(scope=scope, as_of=as_of, people=agreed)
    under = same.roots()
    said_no = silent(under, agreed, on=as_of)
    purposes: dict[UUID, set[str]] = defaultdict(set)
    involved = Involvement.objects.filter(case__in=cases.values("pk"))
    for person_id, codes in involved.values_list("case__person_id", "event__purposes"):
        purposes[under.get(person_id, person_id)] |= set(codes)
    how_it_ended = _outcomes(cases, under, as_of)
    people: dict[UUID, list[Case]] = defaultdict(list)
    for case in cases.select_related("person").defer("safety_note", "notes").order_by("opened_on"):
        people[under.get(case.person_id, case.person_id)].append(case)
    for person_id, held in people.items():
        if person_id in said_no:
            continue
        yield Counted(
            gender=_first_said(held, "gender", nothing=UNSAID),
            birth_year=_first_said(held, "birth_year"),
            citizenships=_first_said(held, "citizenships"),
            opened_on=held[0].opened_on,
            is_identified=any(_by(c, c.is_identified, c.identified_on, as_of) for c in held),
            is_assisted=any(_by(c, c.is_assisted, c.assisted_on, as_of) for c in held),
            purposes=sorted(purposes[person_id]),
            outcome=how_it_ended.get(person_id, NOT_ACCOMPANIED),
            records=tuple({case.person_id for case in held}),
        )


def _outcomes(cases: QuerySet[Case], under: dict[UUID, UUID], as_of: date) -> dict[UUID, str]:
    """Of each person how the last of her reintegrations stood then; that she was trafficked again
    weighs more than what came after, since it is what is to be prevented."""
    found: dict[UUID, str] = {}
    rows = Reintegration.objects.filter(case__in=cases.values("pk"), begun_on__lte=as_of)
    for held in rows.select_related("case").order_by("begun_on", "recorded_at"):
        person = under.get(held.case.person_id, held.case.person_id)
        if found.get(person) != Ending.AGAIN:
            found[person] = held.outcome_on(as_of) or ACCOMPANIED
    return found


def _first_said(held: list[Case], name: str, *, nothing: tuple = ()) -> Any:
    """By the earliest of her records that says it; for nearly everybody there is one."""
    said = [getattr(case.person, name) for case in held]
    return next((fact for fact in said if fact and fact not in nothing), said[0])


def _by(case: Case, fact: bool, on: date | None, as_of: date) -> bool:
    """Whether it was true by then; a fact without a day of its own counts from the opening."""
    return fact and (on or case.opened_on) <= as_of


def coverage() -> list[str]:
    """The agencies that were asked: all of this installation.

    Never those with a case in the count, or one newcomer could be read from the list.
    """
    return sorted(Agency.objects.values_list("code", flat=True))


def seal_tally(tally: Tally, extract_id: UUID) -> tuple[str, str]:
    """The true counts, sealed, and the digest that proves later that they are the same.

    A digest of the sealed form: few people make so few tallies that one of the counts themselves
    could be found by trying.
    """
    text = json.dumps(tally.to_json(), sort_keys=True)
    sealed = sealing.seal(text, **_bound(extract_id, "tally"), version=1)
    return sealed, hashlib.sha256(sealed.encode()).hexdigest()


def open_tally(extract: Extract) -> Tally:
    text = sealing.unseal(extract.sealed_tally, **_bound(extract.pk, "tally"))
    tally = Tally.from_json(json.loads(text))
    return replace(tally, tables=tuple(map(_declared, tally.tables)))


def seal_records(people: Iterable[Counted], extract_id: UUID) -> bytes:
    """Who was counted, as marks that nobody makes without the key; filled up, so that their number
    does not show either."""
    records = {record for person in people for record in person.records}
    marks = b"".join(sorted(_marks(records, extract_id)))
    return sealing.seal_file(marks, **_bound(extract_id, "records"), version=1)


def marks(extract: Extract) -> set[bytes]:
    held = sealing.unseal_file(bytes(extract.sealed_records), **_bound(extract.pk, "records"))
    return {held[at : at + MARK_BYTES] for at in range(0, len(held), MARK_BYTES)}


def all_agree_still(extract: Extract) -> bool:
    """Whether each record that was counted could be counted again now. No moment is compared: a no
    that was on its way while others were counted bears an earlier one than the count."""
    if extract.sealed_records is None:
        return True
    return marks(extract) <= _marks(agreeing(on=extract.as_of), extract.pk)


def _marks(records: Iterable[UUID], extract_id: UUID) -> set[bytes]:
    key = ring().subkey("counted", str(extract_id))
    return {hmac.digest(key, each.bytes, "sha256")[:MARK_BYTES] for each in records}


def _declared(table: Table) -> Table:
    """A sentence with the label it says or its groups; counts of before did not say them."""
    if table.partial and table.by[0] in SAME:
        return replace(table, within=None, same=SAME[table.by[0]])
    if table.partial and table.within is None:
        return replace(table, within=WITHIN.get(table.by[0]))
    return table


def _bound(extract_id: UUID, what: str) -> dict:
    key, field = ring().subkey("extracts"), f"statistics.extract.{what}"
    return {"key": key, "agency_id": "", "row_id": extract_id, "field": field}
