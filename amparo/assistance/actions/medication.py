"""What medicine she takes, and what became of each dose."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.assistance.models import Dose, Medication
from amparo.assistance.policies import medication as policies
from amparo.assistance.queries import shelter
from amparo.cases import policies as cases
from amparo.cases.models import Case
from amparo.core import clock


@transaction.atomic
def prescribe(
    *, by: Any, case: Case, hours: Sequence[str], begins_on: date, **facts: Any
) -> Medication:
    """Write down a medicine with its hours."""
    cases.can_record(case, by=by).or_refuse()
    medication = Medication(
        case=case, hours=sorted(set(hours)), begins_on=begins_on, recorded_by=by, **facts
    )
    medication.save(force_insert=True)
    audit.record("medication_recorded", by=by, about=medication, fields=["what", "dose", "hours"])
    return medication


@transaction.atomic
def record_dose(
    *, by: Any, medication: Medication, day: date, hour: str, state: str, note: str = ""
) -> Dose:
    """Say what became of one dose. The second tablet is told what the first one wrote."""
    held = _locked(medication)
    before = Dose.objects.filter(medication=held, day=day, hour=hour)
    policies.can_record_dose(
        held,
        by=by,
        day=day,
        hour=hour,
        today=clock.today(),
        held=before.select_related("recorded_by").first(),
        in_her_house=shelter.works_where_she_sleeps(by, held.case),
    ).or_refuse()
    dose = Dose(medication=held, day=day, hour=hour, state=state, note=note, recorded_by=by)
    dose.save(force_insert=True)
    audit.record("dose_recorded", by=by, about=dose, detail={"state": str(state)})
    return dose


@transaction.atomic
def stop(*, by: Any, medication: Medication) -> Medication:
    """It is not taken any more, from tomorrow on."""
    held = _locked(medication)
    policies.can_stop(held, by=by, today=clock.today()).or_refuse()
    held.ends_on = max(clock.today(), held.begins_on)
    held.save(update_fields=["ends_on"])
    audit.record("medication_stopped", by=by, about=held, fields=["ends_on"])
    return held


def _locked(medication: Medication) -> Medication:
    rows = Medication.objects.select_related("case").select_for_update(of=("self",))
    return rows.get(pk=medication.pk)
