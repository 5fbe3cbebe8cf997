"""The doors of a shelter: whoever works there by name, and whoever keeps its beds.

Neither opens a case. Who keeps the beds sees how many are taken, and nobody in them.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.assistance.models import Incident, Shelter, ShelterStaff, ShiftNote, Stay, Unit
from amparo.audit.models import AuditEvent
from amparo.audit.recorder import event as log_event
from amparo.cases.models import Case
from amparo.core import clock


def worked_in(member: Any) -> QuerySet[Shelter]:
    """The shelters in which she is named as working."""
    if not member.may(Permission.WORK_IN_SHELTER):
        return Shelter.objects.none()
    named = ShelterStaff.objects.filter(shelter=OuterRef("pk"), member=member)
    return Shelter.objects.filter(Exists(named), agency_id=member.agency_id)


def kept(member: Any) -> QuerySet[Shelter]:
    """The shelters whose beds and staff she keeps."""
    if not member.may(Permission.KEEP_SHELTER):
        return Shelter.objects.none()
    return Shelter.objects.filter(agency_id=member.agency_id)


def is_on_staff(member: Any, shelter: Shelter) -> bool:
    return worked_in(member).filter(pk=shelter.pk).exists()


def open_shelter(member: Any, shelter_id: UUID, *, page: str) -> Shelter:
    """Who sleeps there, for who works there; logged."""
    shelter = worked_in(member).select_related("agency").filter(pk=shelter_id).first()
    if shelter is None:
        raise Http404
    audit.record("shelter_opened", by=member, about=shelter, detail={"page": page})
    return shelter


def get_kept_or_404(member: Any, shelter_id: UUID) -> Shelter:
    shelter = kept(member).select_related("agency").filter(pk=shelter_id).first()
    if shelter is None:
        raise Http404
    return shelter


def unit_of(shelter: Shelter, unit_id: UUID) -> Unit:
    return _one(Unit.objects.filter(shelter=shelter, pk=unit_id).select_related("shelter"))


def open_guest(member: Any, shelter: Shelter, stay_id: UUID) -> Stay:
    """The stay of somebody who is in this house now, and nothing of her case; logged for her.

    When she has left, the door is shut: the house has no more to know.
    """
    stay = _with_person(Stay.objects.filter(shelter=shelter, left_at__isnull=True, pk=stay_id))
    audit.record("guest_opened", by=member, about=stay)
    return stay


def stay_of(case: Case, stay_id: UUID) -> Stay:
    """A stay of a case that is open already; a foreign one is not there, nor one in a house of an
    agency that had the case before."""
    ours = Stay.objects.filter(case=case, shelter__agency=case.agency_id)
    stay = _with_person(ours.filter(pk=stay_id))
    stay.case = case
    return stay


def _with_person(stays: QuerySet[Stay]) -> Stay:
    stay = stays.select_related("case__person", "shelter").first()
    if stay is None:
        raise Http404
    return stay


def note_of(shelter: Shelter, note_id: str) -> ShiftNote:
    """One that is still open to the house. What is no id at all is not there either."""
    try:
        asked = UUID(note_id)
    except ValueError:
        raise Http404 from None
    ours = Q(stay__isnull=True) | Q(stay__left_at__isnull=True)
    return _one(ShiftNote.objects.filter(ours, shelter=shelter, pk=asked))


def incident_of(shelter: Shelter, incident_id: UUID) -> Incident:
    """One that is still the business of the house: whoever it was about has not left."""
    ours = Q(stay__isnull=True) | Q(stay__left_at__isnull=True)
    return _one(Incident.objects.filter(ours, shelter=shelter, pk=incident_id))


def incident_about(case: Case, incident_id: UUID) -> Incident:
    """What her team answers for: never in a house of an agency that had the case before."""
    ours = Incident.objects.filter(stay__case=case, shelter__agency=case.agency_id)
    return _one(ours.filter(pk=incident_id))


def log_printed(member: Any, stays: Iterable[Stay]) -> None:
    """That somebody stood on a paper without names, for each of them."""
    audit.record_many([log_event("bed_list_printed", by=member, about=stay) for stay in stays])


def log_shown(member: Any, stays: Iterable[Stay], *, page: str) -> None:
    """That a page of the house showed what is written of them: for each, and once an hour."""
    shown = {str(stay.pk): stay for stay in stays}
    told = _shown_this_hour(member, shown, page)
    about = [stay for pk, stay in shown.items() if pk not in told]
    detail = {"page": page}
    audit.record_many(
        [log_event("guest_shown", by=member, about=stay, detail=detail) for stay in about]
    )


def _shown_this_hour(member: Any, shown: Iterable[str], page: str) -> set[str]:
    began = clock.now().replace(minute=0, second=0, microsecond=0)
    rows = AuditEvent.objects.filter(about_id__in=list(shown), verb="guest_shown", at__gte=began)
    told = rows.filter(actor=str(member.pk)).values_list("about_id", "detail")
    return {pk for pk, detail in told if json.loads(detail).get("page") == page}


def _one(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found
