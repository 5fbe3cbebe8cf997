"""The doors to the notes of a case that is open already."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from amparo.agencies.roles import Permission
from amparo.cases.enums.note import NoteLevel
from amparo.cases.models import Case, Note


def visible_notes(member: Any, case: Case) -> QuerySet[Note]:
    """As `policies.note.reads` says it of one."""
    if member.agency_id != case.agency_id:
        return Note.objects.none()
    notes = Note.objects.filter(case=case)
    if member.may(Permission.OPEN_AGENCY_CASES):
        return notes
    return notes.filter(Q(level=NoteLevel.TEAM) | Q(author=member))


def get_note_or_404(member: Any, case: Case, note_id: UUID) -> Note:
    """A note under its own case only, and only for whom it is meant."""
    note = visible_notes(member, case).select_related("author").filter(pk=note_id).first()
    if note is None:
        raise Http404
    note.case = case
    return note
