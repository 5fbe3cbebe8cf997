"""The only door from a request to a case: 404, not 403, since a refusal confirms it exists."""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from amparo import audit
from amparo.agencies import queries as agencies
from amparo.agencies.enums import Role
from amparo.agencies.models import Agency, Member
from amparo.agencies.roles import Permission
from amparo.cases import numbers
from amparo.cases.access import grants
from amparo.cases.models import Case, Document, Event
from amparo.core import clock
from amparo.core.question import Question
from amparo.people import access as people
from amparo.people.models import Person

_granted: list[Callable[[Any], QuerySet[Case]]] = []


def also_visible(rule: Callable[[Any], QuerySet[Case]]) -> Callable[[Any], QuerySet[Case]]:
    """Let a room above, such as referrals, widen who sees a case. The rule gives a query about the
    member's own key and her agency's, and asks nothing itself (core/question.py)."""
    _granted.append(rule)
    return rule


def visible_cases(
    member: Any, *, on: date | None = None, at: datetime | None = None
) -> QuerySet[Case]:
    """The cases given to her: by a team, by standing in, by an emergency. For who answers for the
    agency all of it too, but files for named people; nothing for others. Now, unless it is said
    on which day and at which moment."""
    if not member.may(Permission.OPEN_CASES) or member.agency_id is None:
        return Case.objects.none()
    given = grants.given_cases(member, on=on, at=at)
    if member.may(Permission.OPEN_AGENCY_CASES):
        cases = Case.objects.filter(
            Q(named_only=False) | Q(pk__in=given), agency_id=member.agency_id
        )
    else:
        # From the few cases of her teams to the cases. Coalesce keeps SQLite from walking through
        # every case of the agency by the index of the caseload instead.
        cases = Case.objects.alias(own=Coalesce("agency_id", "agency_id"))
        cases = cases.filter(pk__in=given, own=member.agency_id)
    for rule in _granted:
        cases |= rule(member)
    # A blocked file is there for nobody, by whichever way it was given.
    return cases.filter(disposal__isnull=True)


@cache
def _door(role: Role, _rules: tuple[Callable, ...]) -> Question:
    """The way to one case for whoever has this role, written out once: most of what a page of a
    case costs is to write it out."""

    def build(case: UUID, member_id: UUID, agency: UUID, on: date, at: datetime) -> QuerySet[Case]:
        member = Member(pk=member_id, agency_id=agency, role=role)
        found = grants.with_ways(visible_cases(member, on=on, at=at), member, on=on, at=at)
        return found.select_related("person", "agency").filter(pk=case)

    return Question(build)


def _found(member: Any, case_id: UUID) -> Case | None:
    if not member.may(Permission.OPEN_CASES) or member.agency_id is None:
        return None
    door = _door(Role(member.role), tuple(_granted))
    return door.first(case_id, member.pk, member.agency_id, clock.today(), clock.now())


def open_case(member: Any, case_id: UUID, *, page: str) -> Case:
    """Open a case for reading, and log that it was opened and on which page."""
    case = _found(member, case_id)
    if case is None:
        raise Http404
    audit.record(
        "case_opened", by=member, about=case, detail={"page": page} | _by_way(member, case)
    )
    return case


def _by_way(member: Any, case: Case) -> dict[str, str]:
    """By which way it opens to her, for the log; each page of an emergency says until when."""
    member.glass_until = None
    if case.by_team:
        return {}
    if case.by_deputy and (case.named_only or not member.may(Permission.OPEN_AGENCY_CASES)):
        return {"as": "deputy"}
    if case.glass_until is None:
        return {}
    member.glass_until = case.glass_until
    return {"as": "glass"}


def open_event(member: Any, case: Case, event_id: UUID, *, page: str) -> Event:
    """Open an event under its own case only: a foreign event under this case is not there."""
    event = Event.objects.filter(involvements__case=case, pk=event_id).first()
    if event is None or event.agency_id != case.agency_id:
        raise Http404
    audit.record("event_opened", by=member, about=event, detail={"page": page})
    return event


def open_document(member: Any, case: Case, document_id: UUID) -> Document:
    """What is known of a document, under its own case only."""
    document = document_of(case, document_id)
    fields, detail = ("title", "file_name", "sha256"), {"number": document.number}
    audit.record("document_opened", by=member, about=document, fields=fields, detail=detail)
    return document


def take_out_document(member: Any, case: Case, document_id: UUID) -> Document:
    """A document to be taken out, and logged as such: from here on a copy lies with the member."""
    document = document_of(case, document_id)
    detail = {"number": document.number}
    audit.record("document_taken_out", by=member, about=document, fields=["content"], detail=detail)
    return document


def document_of(case: Case, document_id: UUID) -> Document:
    """A document of a case that is open already; a foreign one is not there."""
    document = Document.objects.select_related("added_by").filter(case=case, pk=document_id).first()
    if document is None:
        raise Http404
    document.case = case
    return document


def open_log_of(member: Any, case_id: UUID) -> Case:
    """The case whose log a member may read: her own, or any of her agency for who watches over it.

    Who watches over the data reads the log and never the case.
    """
    case = _cases_with_log(member).select_related("agency").filter(pk=case_id).first()
    if case is None:
        raise Http404
    audit.record("log_of_case_read", by=member, about=case)
    return case


def log_of_number(member: Any, number: str) -> Case | None:
    """The case that bears this number, among those whose log the member may read."""
    return _cases_with_log(member).filter(number=number).first()


def _cases_with_log(member: Any) -> QuerySet[Case]:
    if not member.may(Permission.SEE_WHO_SAW):
        return Case.objects.none()
    if member.may(Permission.READ_AUDIT):
        return Case.objects.filter(agency_id=member.agency_id)
    return visible_cases(member)


@agencies.which_hold_cases
def _holding_cases(found: QuerySet[Agency]) -> QuerySet[Agency]:
    return found.filter(Exists(Case.objects.filter(agency=OuterRef("pk"))))


@people.also_visible
def _people_of_cases(member: Any) -> QuerySet[Person]:
    return Person.objects.filter(Exists(visible_cases(member).filter(person=OuterRef("pk"))))


@people.leads_back
def _file(member: Any, person: Person) -> people.File | None:
    cases = grants.with_ways(visible_cases(member), member).filter(person=person)
    case = cases.order_by("-opened_on", "-id").first()
    if case is not None:
        _by_way(member, case)
    return people.File(case.get_absolute_url(), case.shown_number) if case else None


@people.gives_numbers
def _numbers(ids: Collection[UUID]) -> dict[UUID, list[str]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    cases = Case.objects.filter(person__in=ids).order_by("opened_on", "id")
    for person_id, number in cases.values_list("person_id", "number"):
        found[person_id].append(numbers.shown(number))
    return found


@people.reads_numbers
def _whose(typed: str) -> UUID | None:
    number = numbers.read(typed)
    return Case.objects.filter(number=number).values_list("person_id", flat=True).first()
