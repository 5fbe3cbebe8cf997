"""What goes of the registers when somebody is erased."""

from typing import Any

from amparo import audit
from amparo.agencies.models import Agency
from amparo.cases.actions import moving
from amparo.cases.models import Case
from amparo.people import erasing
from amparo.people.models import Person
from amparo.people.names import words
from amparo.people.queries import is_erased, words_of
from amparo.registers.models import ErasedRow, Import, ImportRow


@erasing.also_erase
def forget_rows(person: Person, by: Any) -> None:
    """Her rows go with her; what stood beside the tables goes where it names her."""
    rows = ImportRow.objects.filter(person=person)
    ErasedRow.objects.bulk_create(
        (ErasedRow(agency_id=agency_id, mark=bytes(mark))
         for agency_id, mark in rows.values_list("agency_id", "mark")),
        ignore_conflicts=True,
    )  # fmt: skip
    hers = None if is_erased(person) else words_of([person])[person.agency_id]
    for brought in Import.objects.filter(lines__person=person).distinct():
        _forget_asides(brought, hers, by)


@moving.when_it_moves
def leave_no_row(*, case: Case, by: Any, to: Agency) -> None:
    """An agency that gave her file away keeps no row of hers either; the marks stay, so that the
    same register does not bring her back."""
    forget_rows(case.person, by)
    ImportRow.objects.filter(person=case.person_id).delete()


def _forget_asides(brought: Import, hers: set[str] | None, by: Any) -> None:
    """One word of her name is enough. Where nobody can read her name any more, all of them go."""
    kept = [] if hers is None else [a for a in brought.asides if hers.isdisjoint(_words_in(a[3]))]
    if len(kept) != len(brought.asides):
        brought.asides = kept
        brought.save(update_fields=["asides"])
        audit.record("asides_forgotten", by=by, about=brought, fields=["asides"])


def _words_in(text: str) -> set[str]:
    # A name is cut after ten words, a note is not: each of its words is read by itself.
    return {word for part in text.split() for word in words(part)}
