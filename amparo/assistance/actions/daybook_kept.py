"""What of a day-book goes: with somebody who is erased, and by itself when its time is over."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import OPERATOR
from amparo.assistance.actions.daybook import WORDS
from amparo.assistance.models import Incident, Presence, Shelter, ShiftNote, Stay
from amparo.assistance.policies import naming
from amparo.assistance.queries import daybook_kept as queries
from amparo.core import clock
from amparo.core.keystore import KeyDestroyed
from amparo.people import erasing
from amparo.people.models import Person
from amparo.people.queries import is_erased
from amparo.people.queries.keeping import is_held


@erasing.also_erase
def strike_her(person: Person, by: Any) -> None:
    """Before somebody is erased: the words of others and of the house that name her go too.

    Back from an old backup nobody can read what she was called: then all words go of whatever she
    is linked to.
    """
    stays = list(Stay.objects.filter(case__person=person))
    if not stays:
        return
    called = [] if is_erased(person) else [stay.short_name for stay in stays]
    linked = set(Presence.objects.filter(stay__in=stays).values_list("incident", flat=True))
    houses = {stay.shelter_id for stay in stays}
    for incident in queries.of_others(Incident, houses, person):
        all_of_it = not called and incident.pk in linked
        if _strike(incident, WORDS, called, all_of_it=all_of_it):
            incident.struck_on = clock.today()
            incident.save(update_fields=["struck_on"])
            audit.record("incident_struck", by=by, about=incident, fields=list(WORDS))
    for note in queries.of_others(ShiftNote, houses, person):
        if _strike(note, ["text"], called, all_of_it=False):
            audit.record("shift_note_struck", by=by, about=note, fields=["text"])


def _strike(row: Any, fields: Iterable[str], called: list[str], *, all_of_it: bool) -> bool:
    """Whether anything went. What a legal hold keeps of another stays until her file goes."""
    if row.stay is not None and is_held(row.stay.case.person_id):
        return False
    try:
        before = {name: getattr(row, name) for name in fields}
    except KeyDestroyed:
        return False
    after = {name: "" if all_of_it else _without(text, called) for name, text in before.items()}
    changed = [name for name in before if before[name] != after[name]]
    for name in changed:
        setattr(row, name, after[name])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


def _without(words: str, called: list[str]) -> str:
    for name in called:
        words = naming.without(words, name)
    return words


@transaction.atomic
def forget_ended(*, shelter: Shelter) -> int:
    """Take away what of the house alone was kept long enough. Says how many."""
    today = clock.today()
    ended = queries.ended(shelter, today=today)
    numbers = {name: len(rows) for name, rows in ended.items() if rows}
    for rows in ended.values():
        for row in rows:
            row.delete()
    if numbers:
        audit.record("daybook_forgotten", by=OPERATOR, about=shelter, detail=numbers)
    return sum(numbers.values())
