"""Every change to cases, teams, labels and events."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from amparo import audit
from amparo.agencies import actions as agency_actions
from amparo.agencies.models import Agency, Member
from amparo.audit.recorder import event as log_event
from amparo.cases import numbers, policies, queries
from amparo.cases.enums import Identification
from amparo.cases.models import (
    Case,
    Document,
    DocumentPiece,
    Event,
    EventPlace,
    Handover,
    Involvement,
    Label,
    Teammate,
)
from amparo.cases.models_document import PIECE_BYTES
from amparo.core import bulk, clock, sealing
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.core.keystore import KeyDestroyed
from amparo.people import actions as people
from amparo.people import erasing
from amparo.people.enums import CameFrom
from amparo.people.models import Person
from amparo.people.queries import is_erased
from amparo.people.queries_keeping import is_held

REVISABLE = {
    "opened_on",
    "can_contact",
    "immediate_danger",
    "safety_note",
    "notes",
    "next_step",
    "next_step_on",
}
EVENT_FACTS = Event.Privacy.sensitive - {"person", "cases"} | {"narrative", "definition_version"}


@transaction.atomic
def open_case(*, by: Any, agency: Agency, person: Person, came_from: str, **facts: Any) -> Case:
    """Open a case. Who opens it is the first of its team."""
    policies.can_open(agency, by=by).or_refuse()
    facts.setdefault("opened_on", clock.today())
    case = Case(agency=agency, person=person, came_from=came_from, **facts)
    _insert([case])
    if isinstance(by, Member):
        Teammate.objects.create(case=case, member=by)
    audit.record("case_opened_anew", by=by, about=case, fields=facts)
    return case


@transaction.atomic
def take_in(
    *,
    by: Any,
    agency: Agency,
    about_person: dict[str, Any],
    about_case: dict[str, Any],
    consent: dict[str, Any] | None = None,
) -> Case:
    """The first conversation as one step: a person, her case, and her answer about statistics."""
    person = people.register(by=by, agency=agency, came_from=CameFrom.INTAKE, **about_person)
    case = open_case(by=by, agency=agency, person=person, came_from=CameFrom.INTAKE, **about_case)
    if consent is not None:
        people.record_consent(by=by, person=person, **consent)
    return case


@transaction.atomic
def open_many(*, by: Any, agency: Agency, cases: Sequence[Case]) -> None:
    """Open many cases of one agency at once, as an import does."""
    policies.can_open(agency, by=by).or_refuse()
    _insert(cases)
    audit.record_many([log_event("case_opened_anew", by=by, about=case) for case in cases])


def _insert(cases: Sequence[Case]) -> None:
    """Numbers are drawn at random; among hundreds of thousands two are bound to be equal."""
    while True:
        try:
            with transaction.atomic():
                return bulk.insert_many(cases)
        except IntegrityError:
            clashing = queries.with_a_taken_number(cases)
            if not clashing:
                raise
            for case in clashing:
                case.number = numbers.fresh()


@transaction.atomic
def revise(*, by: Any, case: Case, seen_version: int, **facts: Any) -> Case:
    """Change what a case says. Whoever saved in between is not overwritten unseen."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_record(held, by=by).or_refuse()
    _only(facts, REVISABLE)
    changed = changed_fields(held, facts)
    if changed and held.version != seen_version:
        raise ChangedMeanwhile(held, changed)
    return _saved(held, changed, facts, "case_revised", by) if changed else held


@transaction.atomic
def change_status(*, by: Any, case: Case, status: str) -> Case:
    """Move a case along: follow-up, closed, open again."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_change_status(held, by=by, status=status).or_refuse()
    return _saved(held, ["status"], {"status": status}, "case_status_changed", by)


@transaction.atomic
def store_decision(
    *,
    by: Any,
    case: Case,
    outcome: str,
    body: str,
    procedure_version: str,
    decided_on: date | None = None,
    reasons: str = "",
) -> Case:
    """Store what a body decided about identification. Assistance never depends on it."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_store_decision(
        held, by=by, outcome=outcome, body=body, procedure_version=procedure_version
    ).or_refuse()
    identified = outcome == Identification.IDENTIFIED
    facts = {
        "identification": outcome,
        "decided_body": body,
        "decided_on": decided_on,
        "procedure_version": procedure_version,
        "decided_reasons": reasons,
        "is_identified": identified,
        "identified_on": decided_on if identified else None,
    }
    return _saved(held, sorted(facts), facts, "identification_stored", by)


@transaction.atomic
def mark_assisted(*, by: Any, case: Case, on: date | None) -> Case:
    """Note that a case was assisted, and since when: the earliest day counts."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    earliest = min(filter(None, (held.assisted_on, on)), default=None)
    facts = {"is_assisted": True, "assisted_on": earliest}
    changed = changed_fields(held, facts)
    return _saved(held, changed, facts, "case_assisted", by) if changed else held


@transaction.atomic
def assign(*, by: Any, case: Case, member: Member) -> Teammate:
    """Bring a member into the team. From now on she can open the case."""
    policies.can_assign(case, by=by, member=member).or_refuse()
    teammate, _made = Teammate.objects.get_or_create(case=case, member=member)
    Handover.objects.filter(case=case).delete()
    audit.record("team_joined", by=by, about=case, detail={"member": str(member.pk)})
    return teammate


@transaction.atomic
def settle_handover(*, by: Any, case: Case) -> None:
    """Say that a case needs nobody in the place of who left."""
    policies.can_hand_over(case, by=by).or_refuse()
    Handover.objects.filter(case=case).delete()
    audit.record("handover_settled", by=by, about=case)


@agency_actions.when_she_leaves_cases
def hand_back(*, by: Any, member: Member, why: str) -> None:
    """Her teams end with her access; each open case waits for the coordinator to hand it over."""
    cases = list(Case.objects.filter(team__member=member).order_by("pk"))
    now = clock.now()
    Handover.objects.bulk_create(
        [Handover(case=case, member=member, since=now) for case in cases if case.is_open],
        ignore_conflicts=True,
    )
    Teammate.objects.filter(member=member).delete()
    detail = {"member": str(member.pk), "why": why}
    audit.record_many([log_event("team_left", by=by, about=case, detail=detail) for case in cases])


@transaction.atomic
def release(*, by: Any, case: Case, member: Member) -> None:
    """Take a member off the team. From now on the case is not there for her."""
    policies.can_assign(case, by=by, member=member).or_refuse()
    Teammate.objects.filter(case=case, member=member).delete()
    audit.record("team_left", by=by, about=case, detail={"member": str(member.pk)})


@transaction.atomic
def choose_label(*, by: Member, case: Case, text: str) -> Label:
    """Choose the word by which a member knows a case. Only she sees it."""
    policies.can_record(case, by=by).or_refuse()
    label = Label.objects.filter(case=case, member=by).first() or Label(case=case, member=by)
    label.text = text
    label.save()
    audit.record("label_chosen", by=by, about=case, fields=["label"])
    return label


@transaction.atomic
def record_event(
    *, by: Any, cases: Sequence[Case], places: Iterable[tuple[str, str]] = (), **facts: Any
) -> Event:
    """Record what happened, to one person or to several; sealed under the first one's key."""
    for case in cases:
        policies.can_record(case, by=by).or_refuse()
    _only(facts, EVENT_FACTS)
    first = cases[0]
    event = Event(agency_id=first.agency_id, person_id=first.person_id, **facts)
    event.save(force_insert=True)
    Involvement.objects.bulk_create(Involvement(event=event, case=case) for case in cases)
    _place(event, places)
    audit.record("event_recorded", by=by, about=event, fields=facts)
    return event


@transaction.atomic
def record_events(
    *,
    by: Any,
    events: Sequence[Event],
    involvements: Sequence[Involvement],
    places: Sequence[EventPlace] = (),
) -> None:
    """Record many events at once, as an import does."""
    for involvement in involvements:
        policies.can_record(involvement.case, by=by).or_refuse()
    for rows in (events, involvements, places):
        bulk.insert_many(rows)
    audit.record_many([log_event("event_recorded", by=by, about=event) for event in events])


@transaction.atomic
def revise_event(
    *,
    by: Any,
    case: Case,
    event: Event,
    seen_version: int,
    places: Iterable[tuple[str, str]] | None = None,
    **facts: Any,
) -> Event:
    """Change what is known of an event."""
    held = Event.objects.select_for_update().get(pk=event.pk)
    policies.can_record(case, by=by).or_refuse()
    _only(facts, EVENT_FACTS)
    changed = changed_fields(held, facts)
    if (changed or places is not None) and held.version != seen_version:
        raise ChangedMeanwhile(held, changed)
    if places is not None:
        held.places.all().delete()
        _place(held, places)
        changed = [*changed, "places"]
    return _saved(held, changed, facts, "event_revised", by) if changed else held


@transaction.atomic
def add_document(
    *,
    by: Any,
    case: Case,
    content: bytes,
    file_type: str,
    kind: str,
    received_on: date,
    title: str = "",
    file_name: str = "",
) -> Document:
    """Keep a file with a case, as it is and sealed. Its number in the case is given once only."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_add_document(held, by=by, held=held.documents.count()).or_refuse()
    held.documents_added += 1
    held.save(update_fields=["documents_added"])
    document = Document(
        case=held,
        number=held.documents_added,
        kind=kind,
        title=title,
        file_name=file_name,
        file_type=file_type,
        size=sealing.in_steps(len(content)),
        sha256=hashlib.sha256(content).hexdigest(),
        received_on=received_on,
        added_by=by if isinstance(by, Member) else None,
    )
    document.save(force_insert=True)
    for place, start in enumerate(range(0, len(content), PIECE_BYTES)):
        part = content[start : start + PIECE_BYTES]
        DocumentPiece(document=document, place=place, content=part).save(force_insert=True)
    detail = {"number": document.number}
    audit.record("document_added", by=by, about=document, fields=["content"], detail=detail)
    return document


@transaction.atomic
def remove_document(*, by: Any, document: Document, reason: str) -> None:
    """Remove a document for good. The log keeps that it was there, and why it was removed."""
    documents = Document.objects.select_related("case").select_for_update(of=("self",))
    held = documents.get(pk=document.pk)
    policies.says_why(reason).or_refuse()
    under_hold = is_held(held.case.person_id)
    policies.can_remove_document(held, by=by, held=under_hold).or_refuse()
    detail = {"number": held.number, "reason": reason}
    audit.record("document_removed", by=by, about=held, detail=detail)
    Document.objects.filter(pk=held.pk).delete()


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


def _place(event: Event, places: Iterable[tuple[str, str]]) -> None:
    EventPlace.objects.bulk_create(
        EventPlace(event=event, place_code=code, role=role, position=position)
        for position, (code, role) in enumerate(places)
    )


def _only(facts: dict[str, Any], known: set[str]) -> None:
    if unknown := set(facts) - known:
        raise TypeError(f"not facts that this action changes: {sorted(unknown)}")


def _saved(held: Any, changed: list[str], facts: dict[str, Any], verb: str, by: Any) -> Any:
    own = [name for name in changed if name in facts]
    for name in own:
        setattr(held, name, facts[name])
    held.version += 1
    held.save(update_fields=[*own, "version"])
    audit.record(verb, by=by, about=held, fields=changed)
    return held
