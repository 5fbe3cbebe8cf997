"""Notes: written, corrected with a trail, struck; and the words that a redacted copy leaves out."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.masking import folded
from amparo.cases.models import Case, EarlierNote, Masking, Note
from amparo.cases.policies import note as policies
from amparo.core import clock


@transaction.atomic
def write_note(*, by: Any, case: Case, text: str, level: str, noted_on: date) -> Note:
    """Write a note into a case."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_write(held, by=by).or_refuse()
    author = by if isinstance(by, Member) else None
    note = Note(case=held, author=author, text=text, level=level, noted_on=noted_on)
    note.save(force_insert=True)
    audit.record("note_written", by=by, about=note, fields=["text"], detail={"level": level})
    return note


@transaction.atomic
def correct_note(*, by: Any, note: Note, text: str) -> Note:
    """Correct a note. What it said before stays beside it, sealed."""
    held = _locked(note)
    policies.can_correct(held, by=by).or_refuse()
    if text == held.text:
        return held
    earlier = EarlierNote(note=held, text=held.text)
    earlier.corrected_by = by if isinstance(by, Member) else None
    earlier.save(force_insert=True)
    held.text = text
    held.version += 1
    held.save(update_fields=["text", "version"])
    audit.record("note_corrected", by=by, about=held, fields=["text"])
    return held


@transaction.atomic
def strike_note(*, by: Any, note: Note, reason: str) -> Note:
    """Strike a note. It stays readable, marked as struck, and leaves the case in no copy."""
    held = _locked(note)
    policies.can_strike(held, by=by, reason=reason).or_refuse()
    held.struck_at, held.struck_reason = clock.now(), reason
    held.struck_by = by if isinstance(by, Member) else None
    held.version += 1
    held.save(update_fields=["struck_at", "struck_reason", "struck_by", "version"])
    audit.record("note_struck", by=by, about=held, detail={"reason": reason})
    return held


@transaction.atomic
def mask_words(*, by: Any, case: Case, words: list[str]) -> Masking:
    """Say which words a redacted copy of this case leaves out. The originals stay as they are."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    kept = list({folded(word): word for word in words if folded(word)}.values())
    policies.can_mask(held, by=by, words=kept).or_refuse()
    masking = Masking.objects.filter(case=held).first() or Masking(case=held)
    masking.words = kept
    masking.save()
    audit.record("words_masked", by=by, about=masking, detail={"words": len(kept)})
    return masking


def _locked(note: Note) -> Note:
    notes = Note.objects.select_related("case").select_for_update(of=("self",))
    return notes.get(pk=note.pk)
