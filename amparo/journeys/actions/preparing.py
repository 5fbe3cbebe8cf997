"""Preparing a return: what she decides, what was found, and what she travels with."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.models import Case, Document
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.journeys.enums import Pathway, ReturnRisk, TakenFrom
from amparo.journeys.models import (
    ChangeOfMind,
    DecisionInterview,
    Escort,
    FitToTravel,
    HostAssessment,
    Journey,
    ReturnAssessment,
    TravelBan,
    TravelPaper,
    TravelPlan,
)
from amparo.journeys.policies import itinerary, preparing
from amparo.journeys.policies.itinerary import Leg
from amparo.journeys.queries import family
from amparo.journeys.queries import gates as gate_queries
from amparo.journeys.queries import preparing as queries


def held_for_change(
    journey: Journey, *, by: Any, ways: frozenset[str] = preparing.A_RETURN
) -> Journey:
    """The journey, locked, if she may prepare it now."""
    held = locked(journey)
    preparing.can_prepare(held, by=by, ways=ways).or_refuse()
    return held


def locked(journey: Journey) -> Journey:
    found = Journey.objects.select_for_update(of=("self",))
    return found.select_related("case__person", "case__agency", "office").get(pk=journey.pk)


# What she decides


@transaction.atomic
def hold_interview(
    *,
    by: Any,
    journey: Journey,
    held_on: date,
    language: str,
    told: list[str],
    assistance_goes_on: bool,
    says: str,
    words: str,
    interpreter: bool = False,
    reflection_until: date | None = None,
    child_view: str = "",
) -> DecisionInterview:
    """Keep what she was told and what she says. It is never changed; the newest counts."""
    held = held_for_change(journey, by=by)
    facts = {
        "held_on": held_on, "language": language, "interpreter": interpreter,
        "told": sorted(told), "assistance_goes_on": assistance_goes_on,
        "reflection_until": reflection_until, "says": says, "words": words,
        "child_view": child_view,
    }  # fmt: skip
    today = clock.today()
    child = gate_queries.is_child(held, on=today)
    preparing.is_whole_interview(facts, is_child=child, today=today).or_refuse()
    row = _kept(DecisionInterview(journey=held, **facts), by)
    audit.record("return_interview_kept", by=by, about=row, detail={"says": str(says)})
    return row


@transaction.atomic
def change_mind(*, by: Any, journey: Journey) -> ChangeOfMind:
    """She does not want to go now. Her assistance, her plan and her bed stay as they are."""
    held = locked(journey)
    preparing.can_change_mind(held, by=by).or_refuse()
    row = _kept(ChangeOfMind(journey=held, said_on=clock.today()), by)
    audit.record("return_mind_changed", by=by, about=held)
    return row


# What was found


@transaction.atomic
def assess_return(
    *,
    by: Any,
    journey: Journey,
    assessed_on: date,
    levels: dict[str, str],
    reasons: dict[str, str],
    verdict: str,
    measures: str = "",
) -> ReturnAssessment:
    """Keep what was found, part by part, by who assessed it with her. Nothing is computed."""
    held = held_for_change(journey, by=by)
    facts = {
        "assessed_on": assessed_on, "reasons": reasons, "verdict": verdict, "measures": measures,
    } | {part.value: levels.get(part, "") for part in ReturnRisk}  # fmt: skip
    preparing.is_whole_assessment(facts, today=clock.today()).or_refuse()
    row = _kept(ReturnAssessment(journey=held, **facts), by)
    audit.record("return_assessed", by=by, about=row, detail={"verdict": str(verdict)})
    return row


@transaction.atomic
def take_host_assessment(
    *,
    by: Any,
    journey: Journey,
    assessed_on: date,
    verdict: str,
    host: str = "",
    assessed_by: str = "",
    note: str = "",
    document: Document | None = None,
    taken_from: str = TakenFrom.LETTER,
) -> HostAssessment:
    """Keep what the other office found where she would live, by letter or by package."""
    # What they say in a package is kept whoever reads it in, and however far the journey is.
    by_hand = taken_from != TakenFrom.PACKAGE
    held = held_for_change(journey, by=by) if by_hand else locked(journey)
    facts = {
        "assessed_on": assessed_on, "verdict": verdict, "host": host, "assessed_by": assessed_by,
        "note": note, "document": document, "taken_from": taken_from,
    }  # fmt: skip
    preparing.is_whole_host(facts, by_hand=by_hand, today=clock.today()).or_refuse()
    preparing.is_of_the_case(document, case=held.case).or_refuse()
    row = _kept(HostAssessment(journey=held, **facts), by)
    detail = {"verdict": str(verdict), "from": str(taken_from)}
    audit.record("return_host_assessed", by=by, about=row, detail=detail)
    return row


@transaction.atomic
def keep_ban(
    *,
    by: Any,
    case: Case,
    ban: TravelBan | None = None,
    seen_version: int = 0,
    **facts: Any,
) -> TravelBan:
    """An authority forbids that she leaves, or does so no longer."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    preparing.can_ban(held, by=by).or_refuse()
    if ban is None:
        row, changed = TravelBan(case=held, version=0, recorded_at=clock.now()), sorted(facts)
        row.recorded_by = by if isinstance(by, Member) else None
    else:
        row = TravelBan.objects.get(pk=ban.pk, case=held)
        row.case = held
        changed = _changed(row, facts, seen_version)
    if changed:
        _written(row, facts, changed, preparing.is_whole_ban, today=clock.today())
        audit.record("travel_ban_kept", by=by, about=row, fields=changed)
    return row


# What she travels with


@transaction.atomic
def keep_paper(
    *, by: Any, journey: Journey, code: str, seen_version: int = 0, **facts: Any
) -> TravelPaper:
    """How far one of the papers is that the procedure asks for."""
    held = held_for_change(journey, by=by)
    plan = plan_for_change(held)
    procedure = queries.procedure(held, plan)
    row = next(each for each in queries.papers(held, list(procedure.papers)) if each.code == code)
    preparing.is_of_the_case(facts.get("document"), case=held.case).or_refuse()
    changed = _changed(row, facts, seen_version)
    if changed:
        whole = {"expires": row.expires, "today": clock.today()}
        _written(row, facts, changed, preparing.is_whole_paper, **whole)
        detail = {"code": code, "state": str(row.state)}
        audit.record("travel_paper_kept", by=by, about=row, fields=changed, detail=detail)
    return row


@transaction.atomic
def keep_fitness(
    *,
    by: Any,
    journey: Journey,
    seen_on: date,
    by_whom: str,
    is_fit: bool,
    until: date,
    conditions: str = "",
) -> FitToTravel:
    """What a doctor found. It is never changed; the newest counts."""
    held = held_for_change(journey, by=by)
    facts = {
        "seen_on": seen_on, "by_whom": by_whom, "is_fit": is_fit, "until": until,
        "conditions": conditions,
    }  # fmt: skip
    preparing.is_whole_fitness(facts, today=clock.today()).or_refuse()
    row = _kept(FitToTravel(journey=held, **facts), by)
    audit.record("fitness_to_travel_kept", by=by, about=row, fields=list(facts))
    return row


@transaction.atomic
def keep_itinerary(
    *, by: Any, journey: Journey, legs: list[Leg], seen_version: int = 0, **facts: Any
) -> TravelPlan:
    """The way leg by leg, and what she has on it. What does not follow on is refused."""
    held = held_for_change(journey, by=by, ways=preparing.EITHER)
    itinerary.is_in_order(legs).or_refuse()
    plan = plan_for_change(held)
    facts |= {
        "legs": [leg.kept() for leg in legs],
        "leaves_on": legs[0].leaves_on if legs else None,
        "arrives_on": legs[-1].arrives_on if legs else None,
    }
    changed = _changed(plan, facts, seen_version)
    if changed:
        for name in changed:
            setattr(plan, name, facts[name])
        plan.version += 1
        plan.save()
        audit.record("itinerary_kept", by=by, about=plan, fields=changed)
    return plan


def plan_for_change(journey: Journey) -> TravelPlan:
    """Binds the journey to the version of the procedure by which its first paper was asked for."""
    held = queries.plan(journey)
    if held is None:
        held = TravelPlan(journey=journey, procedure=_prepared_by(journey))
        held.version = 0
        held.save(force_insert=True)
    return held


def _prepared_by(journey: Journey) -> str:
    if journey.pathway == Pathway.FAMILY:
        return family.rule(journey, family.plan(journey)).key
    return queries.procedure(journey, None).key


@transaction.atomic
def clear_escort(
    *,
    by: Any,
    journey: Journey,
    name: str,
    cleared_by: str,
    cleared_on: date | None,
    cleared_until: date | None,
) -> Escort:
    """Somebody travels with her, cleared by whom and until when."""
    held = held_for_change(journey, by=by, ways=preparing.EITHER)
    facts = {
        "name": name, "cleared_by": cleared_by, "cleared_on": cleared_on,
        "cleared_until": cleared_until,
    }  # fmt: skip
    feared = gate_queries.feared(held.case, name)
    itinerary.is_whole_escort(facts, feared=feared, today=clock.today()).or_refuse()
    row = _kept(Escort(journey=held, **facts), by)
    audit.record("escort_cleared", by=by, about=row, fields=list(facts))
    return row


@transaction.atomic
def take_off_escort(*, by: Any, journey: Journey, escort: Escort) -> Escort:
    """Somebody does not travel with her after all."""
    held = held_for_change(journey, by=by, ways=preparing.EITHER)
    row = Escort.objects.get(pk=escort.pk, journey=held)
    row.journey, row.taken_off_at = held, clock.now()
    row.save(update_fields=["taken_off_at"])
    audit.record("escort_taken_off", by=by, about=row)
    return row


def _kept(row: Any, by: Any) -> Any:
    row.recorded_by = by if isinstance(by, Member) else None
    row.recorded_at = clock.now()
    row.save(force_insert=True)
    return row


def _changed(row: Any, facts: dict[str, Any], seen_version: int) -> list[str]:
    changed = changed_fields(row, facts)
    if changed and row.version != seen_version:
        raise ChangedMeanwhile(row, changed)
    return changed


def _written(row: Any, facts: dict[str, Any], changed: list[str], rule: Any, **more: Any) -> None:
    for name in changed:
        setattr(row, name, facts[name])
    held = {field.name: getattr(row, field.name) for field in row._meta.fields}
    rule(held, **more).or_refuse()
    row.version += 1
    row.save()
