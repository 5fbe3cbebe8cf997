"""The only door from a request to a person. Rooms above say who reaches whom, by which file."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from amparo import audit
from amparo.people.models import Person


@dataclass(frozen=True)
class File:
    """Where a person's pages lead back to: the file through which a member reaches her."""

    url: str
    number: str


_granted: list[Callable[[Any], QuerySet[Person]]] = []
_files: list[Callable[[Any, Person], File | None]] = []


def also_visible(rule: Callable[[Any], QuerySet[Person]]) -> Callable[[Any], QuerySet[Person]]:
    """Let a room above, such as cases, say which people a member reaches."""
    _granted.append(rule)
    return rule


def leads_back(rule: Callable[[Any, Person], File | None]) -> Callable:
    """Let a room above say which file a person's pages lead back to."""
    _files.append(rule)
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


def confirmed_recently(request: HttpRequest) -> bool:
    """Password or second factor given within the last minutes. Signing in counts as the first."""
    records = get_authentication_records(request, request.user)
    newest = max((record["at"] for record in records), default=0)
    return time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def confirmation_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask a member to confirm who she is before the page shows who somebody is."""

    @wraps(view)
    def confirmed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # A form that was typed is never suspended: it would lie readable in the session.
        if request.method == "GET" and not confirmed_recently(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return confirmed
