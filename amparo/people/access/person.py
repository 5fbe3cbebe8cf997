"""The only door from a request to a person. Rooms above say who reaches whom, by which file."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from amparo import audit
from amparo.agencies.models import Agency
from amparo.agencies.roles import Permission
from amparo.people import policies
from amparo.people.models import Erasure, LegalHold, Person


@dataclass(frozen=True)
class File:
    """Where a person's pages lead back to: the file through which a member reaches her."""

    url: str
    number: str


_granted: list[Callable[[Any], QuerySet[Person]]] = []
_files: list[Callable[[Any, Person], File | None]] = []
_numbers: list[Callable[[Collection[UUID]], dict[UUID, list[str]]]] = []
_readings: list[Callable[[str], UUID | None]] = []


def also_visible(rule: Callable[[Any], QuerySet[Person]]) -> Callable[[Any], QuerySet[Person]]:
    """Let a room above, such as cases, say which people a member reaches."""
    _granted.append(rule)
    return rule


def leads_back(rule: Callable[[Any, Person], File | None]) -> Callable:
    """Let a room above say which file a person's pages lead back to."""
    _files.append(rule)
    return rule


def gives_numbers(rule: Callable) -> Callable:
    """Let a room above say which numbers the files of these people bear: all that some may see."""
    _numbers.append(rule)
    return rule


def reads_numbers(rule: Callable[[str], UUID | None]) -> Callable:
    """Let a room above say whose file bears a number that somebody typed."""
    _readings.append(rule)
    return rule


def visible_people(member: Any) -> QuerySet[Person]:
    """Whom a member reaches: nobody, unless a room above grants it."""
    people = Person.objects.none()
    for rule in _granted:
        people |= rule(member)
    return people


def open_person(member: Any, person_id: UUID, *, page: str) -> Person:
    """Open a person's record for reading, and log that it was opened and on which page."""
    person = visible_people(member).select_related("agency").filter(pk=person_id).first()
    if person is None:
        raise Http404
    audit.record("person_opened", by=member, about=person, detail={"page": page})
    return person


def file_of(member: Any, person: Person) -> File:
    """The file that leads to this person for this member."""
    found = next(filter(None, (rule(member, person) for rule in _files)), None)
    if found is None:
        raise Http404
    return found


# Keeping and erasing: who answers for a record reaches it by number, never by name


def kept_agencies(member: Any) -> QuerySet[Agency]:
    """The agencies whose records a member answers for; for nearly everybody none."""
    if not member.may(Permission.ERASE_PEOPLE):
        return Agency.objects.none()
    if policies.answers_for_all(by=member):
        return Agency.objects.all()
    return Agency.objects.filter(pk=member.agency_id)


def kept_people(member: Any) -> QuerySet[Person]:
    return Person.objects.filter(agency__in=kept_agencies(member))


def open_keeping(member: Any, person_id: UUID) -> Person:
    """Open what is known of a record's keeping, which is not the record, and log it."""
    person = kept_people(member).select_related("agency").filter(pk=person_id).first()
    if person is None:
        raise Http404
    audit.record("keeping_opened", by=member, about=person)
    return person


def get_erasure_or_404(member: Any, person_id: UUID, erasure_id: UUID) -> Erasure:
    asked = Erasure.objects.filter(agency__in=kept_agencies(member), person_id=person_id)
    found = asked.select_related("agency", "asked_by").filter(pk=erasure_id).first()
    if found is None:
        raise Http404
    return found


def get_hold_or_404(person: Person, hold_id: str) -> LegalHold:
    """A hold of a person whose keeping is open already."""
    found = next((hold for hold in person.holds.all() if str(hold.pk) == hold_id), None)
    if found is None:
        raise Http404
    return found


def numbers_of(people: Collection[UUID]) -> dict[UUID, str]:
    """The numbers of each person's files in one line; empty for whom no file was opened."""
    found: dict[UUID, list[str]] = {}
    for rule in _numbers:
        for person_id, numbers in rule(people).items():
            found[person_id] = found.get(person_id, []) + numbers
    return {person_id: ", ".join(found.get(person_id, [])) for person_id in people}


def person_of_number(member: Any, number: str) -> Person | None:
    """Whose file bears this number, among those whose records the member answers for."""
    ids = filter(None, (rule(number) for rule in _readings))
    return kept_people(member).filter(pk__in=list(ids)).first()


def confirmed_recently(request: HttpRequest) -> bool:
    """Password or second factor given within the last minutes. Signing in counts as the first."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(record["at"] > since for record in records)


def confirmation_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask a member to confirm who she is before the page shows who somebody is.

    Such a page is looked at and nothing else: no other method is a way round the question.
    """

    @require_safe
    @wraps(view)
    def confirmed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not confirmed_recently(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return confirmed


def confirmation_required_to_look(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same for a page that also takes a form, which must then show nothing unconfirmed.

    A form that was typed is never suspended: it would lie readable in the session.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def confirmed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" and not confirmed_recently(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return confirmed
