"""Keeping what was asked and answered, and what was decided. Nothing here is ever overwritten."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases import procedures
from amparo.cases.enums import Identification, YesNo
from amparo.cases.models import Case
from amparo.cases.models.screening import IdentificationDecision, Screening
from amparo.cases.policies import screening as policies
from amparo.cases.policies.training import can_decide, is_trained
from amparo.cases.queries import screening as queries
from amparo.cases.queries.training import held_by
from amparo.core import clock

from .changing import only, saved


@transaction.atomic
def record_screening(
    *,
    by: Any,
    case: Case,
    procedure: str,
    screened_on: date,
    age: str,
    answers: Mapping[str, str],
    notes: str = "",
) -> Screening:
    """Keep the answers of one conversation, bound to the version of the procedure."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    version = procedures.get(procedure)
    if version is None:
        raise TypeError("no procedure of this version is shipped")
    only(dict(answers), set(version.codes))
    said = {code: YesNo(answer).value for code, answer in answers.items()}
    said = {code: answer for code, answer in said.items() if answer != YesNo.NOT_ASKED}
    policies.can_screen(
        held,
        by=by,
        procedure=version,
        age=age,
        by_dates=queries.under_18(held),
        screened_on=screened_on,
        today=clock.today(),
        answers=said,
    ).or_refuse()
    screening = Screening(
        case=held,
        procedure=version.key,
        screened_on=screened_on,
        age=age,
        answers=said,
        notes=notes,
        recorded_by=by if isinstance(by, Member) else None,
    )
    screening.save(force_insert=True)
    detail = {"procedure": version.key}
    fields = ["answers", "notes"]
    audit.record("screening_recorded", by=by, about=screening, fields=fields, detail=detail)
    return screening


@transaction.atomic
def store_decision(
    *,
    by: Any,
    case: Case,
    kind: str,
    outcome: str,
    body: str,
    country: str,
    decided_on: date | None,
    procedure_version: str,
    reasons: str,
    screening: Screening | None = None,
) -> IdentificationDecision:
    """Keep what a body decided about identification, beside every decision before it. What the
    case says follows from them. Assistance never depends on it."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_store_decision(
        held,
        by=by,
        kind=kind,
        outcome=outcome,
        body=body,
        country=country,
        decided_on=decided_on,
        reasons=reasons,
        procedure_version=procedure_version,
        today=clock.today(),
    ).or_refuse()
    trained = is_trained(held_by(by), version=procedure_version, on=clock.today())
    can_decide(kind=kind, is_trained=trained or not isinstance(by, Member)).or_refuse()
    if screening is not None and screening.case_id != held.pk:
        raise TypeError("this screening belongs to another case")
    _keep_the_old_one(held)
    decision = IdentificationDecision(
        case=held,
        kind=kind,
        outcome=outcome,
        body=body,
        country=country,
        decided_on=decided_on,
        procedure_version=procedure_version,
        reasons=reasons,
        screening=screening,
        recorded_by=by if isinstance(by, Member) else None,
        untrained=not trained if isinstance(by, Member) else None,
    )
    decision.save(force_insert=True)
    facts = _facts(policies.standing(queries.decisions_of(held)))
    saved(held, sorted(facts), facts, "identification_stored", by)
    return decision


def _keep_the_old_one(case: Case) -> None:
    """A decision that only the case knew, from a register or an earlier version, gets its row
    before another one takes its place."""
    if case.decisions.exists():
        return
    old = queries.carried_over(case)
    if old is not None:
        old.save(force_insert=True)


def _facts(decision: IdentificationDecision | None) -> dict[str, Any]:
    """What the case says of identification: counts, lists and prints read nothing else."""
    if decision is None:
        return {}
    identified = decision.outcome == Identification.IDENTIFIED
    return {
        "identification": decision.outcome,
        "decided_body": decision.body,
        "decided_on": decision.decided_on,
        "procedure_version": decision.procedure_version,
        "decided_reasons": decision.reasons,
        "is_identified": identified,
        "identified_on": decision.decided_on if identified else None,
    }
