"""The notes of a case as a page shows them, and what a redacted copy says."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from amparo.cases.access.note import visible_notes
from amparo.cases.enums.note import NoteLevel
from amparo.cases.masking import masked
from amparo.cases.models import Case, Event, Involvement, Masking, Note
from amparo.cases.policies import note as policies

# What says who she is, wherever it stands. Each word of a name is left out by itself too.
NAMES = ("given_names", "paternal_surname", "maternal_surname", "known_as")
OF_HER = (*NAMES, "birth_date", "phone", "address")


@dataclass(frozen=True)
class Passage:
    """One note or one event of a redacted copy: its day and what is left of its words."""

    day: date | None
    text: str


@dataclass(frozen=True)
class Redacted:
    notes: list[Passage]
    events: list[Passage]
    # Events of several people: what they say of the others is not ours to hand on.
    shared: int


def notes_of(case: Case, *, member: Any) -> list[Note]:
    found = visible_notes(member, case).select_related("author", "struck_by")
    notes = list(found.prefetch_related("earlier", "earlier__corrected_by"))
    for note in notes:
        # The case that is open already, so that its key is fetched for no row anew.
        note.case = case
        for earlier in note.earlier.all():
            earlier.note = note
        note.may_correct = policies.can_correct(note, by=member)
    return notes


def words_of(case: Case) -> list[str]:
    """The words that somebody asked to be left out."""
    held = Masking.objects.filter(case=case).first()
    if held is None:
        return []
    held.case = case
    return held.words


def redacted(case: Case) -> Redacted:
    """What may be handed on: notes of the team that stand, events of her alone, without words."""
    words = [*words_of(case), *_of_her(case)]
    standing = Note.objects.filter(case=case, level=NoteLevel.TEAM, struck_at__isnull=True)
    notes = [(case.opened_on, case.notes)] if case.notes else []
    for note in standing.order_by("noted_on", "recorded_at"):
        note.case = case
        notes.append((note.noted_on, note.text))
    own, shared = _events(case)
    return Redacted(
        [Passage(day, masked(text, words)) for day, text in notes],
        [Passage(event.started_low, masked(event.narrative, words)) for event in own],
        shared,
    )


def _events(case: Case) -> tuple[list[Event], int]:
    events = Event.objects.filter(involvements__case=case).order_by("started_low", "pk")
    own = []
    for event in events:
        others = Involvement.objects.filter(event=event).exclude(case__person_id=case.person_id)
        if not others.exists():
            own.append(event)
    return [event for event in own if event.narrative], len(events) - len(own)


def _of_her(case: Case) -> list[str]:
    """Her names and contacts, which nobody has to see to have them left out."""
    found = [str(getattr(case.person, name) or "") for name in OF_HER]
    single = [word for name in found[: len(NAMES)] for word in name.split()]
    # A line of a paper, and the number in it without its kind: "CURP" alone says nothing of her.
    papers = case.person.papers
    numbers = [word for line in papers for word in line.split() if any(map(str.isdigit, word))]
    return [word for word in [*found, *single, *papers, *numbers] if len(word) > 2]
