"""Opening a case, revising what it says, moving it along."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.audit.recorder import event as log_event
from amparo.cases import numbers, policies, queries
from amparo.cases.models import Case, Teammate
from amparo.core import bulk, clock
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.people import actions as people
from amparo.people.actions import contact as contacts
from amparo.people.enums import CameFrom
from amparo.people.models import Person

from .changing import only, saved
from .naming import close_childrens

REVISABLE = {
    "notice_version",
    "opened_on",
    "immediate_danger",
    "safety_note",
    "notes",
    "next_step",
    "next_step_on",
}


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
    contact: dict[str, Any] | None = None,
) -> Case:
    """The first conversation as one step: a person, her case, and two answers of hers: about
    statistics and about being contacted."""
    person = people.register(by=by, agency=agency, came_from=CameFrom.INTAKE, **about_person)
    case = open_case(by=by, agency=agency, person=person, came_from=CameFrom.INTAKE, **about_case)
    if consent is not None:
        people.record_consent(by=by, person=person, **consent)
    if contact is not None:
        contacts.say_how_to_contact(by=by, person=person, **contact)
    return case


@transaction.atomic
def open_many(*, by: Any, agency: Agency, cases: Sequence[Case]) -> None:
    """Open many cases of one agency at once, as an import does."""
    policies.can_open(agency, by=by).or_refuse()
    _insert(cases)
    audit.record_many([log_event("case_opened_anew", by=by, about=case) for case in cases])


def _insert(cases: Sequence[Case]) -> None:
    """Numbers are drawn at random; among hundreds of thousands two are bound to be equal."""
    close_childrens(cases)
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
    only(facts, REVISABLE)
    changed = changed_fields(held, facts)
    if changed and held.version != seen_version:
        raise ChangedMeanwhile(held, changed)
    return saved(held, changed, facts, "case_revised", by) if changed else held


@transaction.atomic
def change_status(*, by: Any, case: Case, status: str) -> Case:
    """Move an open case along. It is closed and taken up again by a closing (`actions.closing`)."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_change_status(held, by=by, status=status).or_refuse()
    return saved(held, ["status"], {"status": status}, "case_status_changed", by)


@transaction.atomic
def mark_assisted(*, by: Any, case: Case, on: date | None) -> Case:
    """Note that a case was assisted, and since when: the earliest day counts."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    earliest = min(filter(None, (held.assisted_on, on)), default=None)
    facts = {"is_assisted": True, "assisted_on": earliest}
    changed = changed_fields(held, facts)
    return saved(held, changed, facts, "case_assisted", by) if changed else held
