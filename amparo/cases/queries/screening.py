"""Reads about screenings and decisions: what was asked, what it says, what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

from amparo.cases import procedures
from amparo.cases.enums import Identification, YesNo
from amparo.cases.enums.screening import KINDS, DecisionKind
from amparo.cases.models import Case
from amparo.cases.models.screening import IdentificationDecision, Screening
from amparo.cases.policies.screening import standing_of_kind
from amparo.cases.procedures.reading import Reading, read_answers
from amparo.cases.queries.case import events_of, was_minor
from amparo.core import clock
from amparo.people.queries import same
from amparo.people.queries.age import is_treated_as_child


def under_18(case: Case) -> bool | None:
    """What the recorded dates say: yes if any event began then, no only if every one did not.
    Yes as well while somebody said that she may be a child, and no body found otherwise."""
    if is_treated_as_child(case.person, on=clock.today()):
        return True
    events = events_of(case)
    said = [was_minor(case.person, event) for event in events or [None]]
    if True in said:
        return True
    return None if None in said else False


def screenings_of(case: Case) -> list[Screening]:
    """All of them, the newest first."""
    found = list(case.screenings.select_related("recorded_by"))
    for screening in found:
        screening.case = case
    return found


def reading_of(screening: Screening) -> Reading | None:
    """What the answers say by the version under which they were given."""
    procedure = procedures.get(screening.procedure)
    if procedure is None:
        return None
    return read_answers(procedure, screening.answers, under_18=screening.under_18)


@dataclass(frozen=True)
class Changed:
    """One answer that is not what it was the time before."""

    label: str
    before: Promise
    now: Promise


def since_before(
    screening: Screening, others: Sequence[Screening]
) -> tuple[Screening | None, list]:
    """The screening before this one under the same version, and what is answered otherwise now."""
    position = [each.pk for each in others].index(screening.pk)
    older = (each for each in others[position + 1 :] if each.procedure == screening.procedure)
    before = next(older, None)
    procedure = procedures.get(screening.procedure)
    if before is None or procedure is None:
        return None, []
    then, now = before.answers, screening.answers
    rows = []
    for dimension in procedure.dimensions:
        for item in dimension.items:
            code = f"{dimension.code}.{item.code}"
            pair = [YesNo(said.get(code, YesNo.NOT_ASKED)) for said in (then, now)]
            if pair[0] != pair[1]:
                label = f"{dimension.title}: {item.label}"
                rows.append(Changed(label, pair[0].label, pair[1].label))
    return before, rows


def decisions_of(case: Case) -> list[IdentificationDecision]:
    """Every decision, the newest first. What a register or an earlier version stored on the case
    alone stands last, as a decision of which more was not recorded."""
    found = list(case.decisions.select_related("recorded_by"))
    for decision in found:
        decision.case = case
    if not found and (old := carried_over(case)):
        return [old]
    return found


def carried_over(case: Case) -> IdentificationDecision | None:
    """What the case says of a decision that has no row of its own yet; not saved."""
    if case.identification == Identification.PRESUMED or not case.decided_body:
        return None
    return IdentificationDecision(
        case=case,
        kind=DecisionKind.NOT_RECORDED,
        outcome=case.identification,
        body=case.decided_body,
        decided_on=case.decided_on,
        procedure_version=case.procedure_version,
        reasons=case.decided_reasons,
    )


@dataclass(frozen=True)
class Standing:
    """How one kind of decision stands."""

    kind: str
    decision: IdentificationDecision | None

    @property
    def words(self) -> Promise:
        return DecisionKind(self.kind).label


def standings(decisions: Sequence[IdentificationDecision]) -> list[Standing]:
    return [Standing(kind, standing_of_kind(decisions, kind)) for kind in KINDS]


@dataclass(frozen=True)
class Attribution:
    """People, each once however many offices know her; and where they were identified."""

    union: int
    assisted: int
    identified_in: dict[str, int]


def attribution(cases: QuerySet[Case]) -> Attribution:
    """Who identified and who assists, in people: records found to be about one person count once.
    Old decisions of which no country is known stand under an empty code."""
    people, assisted, found = set(), set(), {}
    under = same.roots()
    for case in cases.prefetch_related("decisions"):
        person_id = under.get(case.person_id, case.person_id)
        if case.is_identified or case.is_assisted:
            people.add(person_id)
        if case.is_assisted:
            assisted.add(person_id)
        for country in _countries(case):
            found.setdefault(country, set()).add(person_id)
    counts = {country: len(who) for country, who in sorted(found.items())}
    return Attribution(len(people), len(assisted), counts)


def _countries(case: Case) -> Iterable[str]:
    """Where the decisions were taken by which she is identified now."""
    if not case.is_identified:
        return []
    held = list(case.decisions.all())
    both = [one for kind in KINDS if (one := standing_of_kind(held, kind))] or held[:1]
    said = {one.country for one in both if one.outcome == Identification.IDENTIFIED}
    return said or {""}
