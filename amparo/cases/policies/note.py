"""What may be done with a note, and who reads which. Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies.roles import Permission
from amparo.cases.enums.note import NoteLevel, StrikeReason
from amparo.cases.models import Case, Note
from amparo.cases.policies.case import can_record
from amparo.core.decisions import Decision

MOST_WORDS = 200


def reads(note: Note, *, by: Any) -> bool:
    """Inside the door of its case: the agency alone; in supervision, author and coordinator."""
    if by.agency_id != note.case.agency_id:
        return False
    if note.level == NoteLevel.TEAM:
        return True
    return note.author_id == by.pk or by.may(Permission.OPEN_AGENCY_CASES)


def can_write(case: Case, *, by: Any) -> Decision:
    return can_record(case, by=by)


def can_correct(note: Note, *, by: Any) -> Decision:
    if note.is_struck:
        return Decision(_("This note was struck. What is struck stays as it was."))
    if note.author_id != by.pk:
        return Decision(_("Only who wrote a note corrects it. Write a note of your own beside it."))
    return can_record(note.case, by=by)


def can_strike(note: Note, *, by: Any, reason: str) -> Decision:
    if note.is_struck:
        return Decision(_("This note was struck. What is struck stays as it was."))
    if reason not in StrikeReason:
        return Decision(_("Say why the note is struck. It stays readable, with the reason."))
    if note.author_id != by.pk and not by.may(Permission.OPEN_AGENCY_CASES):
        return Decision(_("Only who wrote a note, or the coordinator, strikes it."))
    return can_record(note.case, by=by)


def can_mask(case: Case, *, by: Any, words: list[str]) -> Decision:
    if len(words) > MOST_WORDS:
        return Decision(_("These are more words than can be left out of one copy. Shorten them."))
    return can_record(case, by=by)


__all__ = ["can_correct", "can_mask", "can_strike", "can_write", "reads"]
