"""What goes of the cases when somebody is erased, and what stays for others."""

from typing import Any

from amparo import audit
from amparo.agencies import actions as agency_actions
from amparo.cases.models import Case, Event, Involvement
from amparo.core.keystore import KeyDestroyed
from amparo.people import erasing
from amparo.people.models import Person
from amparo.people.queries import is_erased


@erasing.also_erase
def leave_to_others(person: Person, by: Any) -> None:
    """What happened to several people stays for the others, sealed under the key of one of them."""
    for event in Event.objects.filter(person=person):
        others = Involvement.objects.filter(event=event).exclude(case__person=person)
        living = (each.case.person for each in others.select_related("case__person"))
        heir = next((other for other in living if not is_erased(other)), None)
        if heir is not None:
            _leave_to(heir, event)
            audit.record("event_left_to_another", by=by, about=event)


def _leave_to(heir: Person, event: Event) -> None:
    try:
        narrative = event.narrative
    except KeyDestroyed:
        # Back from an old backup: the words went with her key, the coded facts stay.
        narrative = ""
    event.__dict__.pop("_data_keys", None)
    event.person, event.narrative = heir, narrative
    event.version += 1
    event.save(update_fields=["person", "narrative", "version"])


@erasing.also_erase
def forget_drafts(person: Person, by: Any) -> None:
    """Forms about her that somebody left half filled. What is shared has been left to others."""
    cases = Case.objects.filter(person=person).values_list("pk", flat=True)
    events = Event.objects.filter(person=person).values_list("pk", flat=True)
    agency_actions.drop_drafts_about(ids=[*cases, *events])
