"""Every change to the ledger of assistance."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.assistance import policies
from amparo.assistance.models import Assistance, AssistanceProject, KeptCost
from amparo.audit.recorder import event as log_event
from amparo.cases import actions as cases
from amparo.cases.models import Case
from amparo.core import bulk, clock
from amparo.people import erasing
from amparo.people.models import Person
from amparo.projects.models import Project


@transaction.atomic
def record(
    *,
    by: Any,
    case: Case,
    service: str,
    given_on: date | None,
    projects: Sequence[Project] = (),
    **facts: Any,
) -> Assistance:
    """Enter what was given, and in which projects. From now on the case counts as assisted."""
    policies.can_record(case, by=by, given_on=given_on, today=clock.today()).or_refuse()
    _fit(case, projects, given_on)
    entry = _entry(case, service=service, given_on=given_on, **facts)
    entry.save(force_insert=True)
    _given_in(entry, projects)
    cases.mark_assisted(by=by, case=case, on=given_on)
    audit.record("assistance_recorded", by=by, about=entry, fields=["service", *facts])
    return entry


@transaction.atomic
def record_many(*, by: Any, entries: Sequence[Assistance]) -> None:
    """Enter many at once, as an import does. Their cases were opened as assisted."""
    for entry in entries:
        policies.can_record(
            entry.case, by=by, given_on=entry.given_on, today=clock.today()
        ).or_refuse()
    bulk.insert_many(entries)
    audit.record_many([log_event("assistance_recorded", by=by, about=entry) for entry in entries])


@transaction.atomic
def correct(
    *,
    by: Any,
    entry: Assistance,
    service: str,
    given_on: date | None,
    projects: Sequence[Project] = (),
    **facts: Any,
) -> Assistance:
    """Correct an entry by a newer one; the wrong one stays and says that it was corrected."""
    held = Assistance.objects.select_for_update().select_related("case").get(pk=entry.pk)
    policies.can_correct(held, by=by).or_refuse()
    _fit(held.case, projects, given_on)
    newer = _entry(held.case, service=service, given_on=given_on, corrects=held, **facts)
    newer.save(force_insert=True)
    _given_in(newer, projects)
    audit.record("assistance_corrected", by=by, about=newer, fields=["service", *facts])
    return newer


@erasing.also_erase
def keep_costs(person: Person, by: Any) -> None:
    """Before a person is erased: the money of her entries stays, as sums that are nobody's."""
    standing = Assistance.objects.filter(person=person, corrected_by__isnull=True)
    for entry in standing.defer("provider", "note"):
        key = {
            "agency_id": entry.agency_id,
            "month": entry.given_on and entry.given_on.replace(day=1),
            "service": entry.service,
            "currency": entry.currency,
            "funder": entry.funder,
        }
        # Two erasures at once may make two rows of one sum; whoever reads them adds them up.
        kept = KeptCost.objects.select_for_update().filter(**key).first() or KeptCost(**key)
        kept.cost += entry.cost or 0
        kept.entries += 1
        kept.save()


def _fit(case: Case, projects: Sequence[Project], given_on: date | None) -> None:
    theirs = set(Project.objects.filter(agencies=case.agency_id).values_list("pk", flat=True))
    policies.fits(projects, theirs=theirs, given_on=given_on).or_refuse()


def _given_in(entry: Assistance, projects: Sequence[Project]) -> None:
    rows = [AssistanceProject(assistance=entry, project=each) for each in projects]
    AssistanceProject.objects.bulk_create(rows)


def _entry(case: Case, **facts: Any) -> Assistance:
    return Assistance(case=case, agency_id=case.agency_id, person_id=case.person_id, **facts)
