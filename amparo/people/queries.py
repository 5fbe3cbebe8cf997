"""Reads of people and consents that are worth a name."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from amparo.people.enums import Answer, Purpose
from amparo.core.keyring import ring
from amparo.core.keystore import KeyDestroyed
from amparo.people.models import Consent, Person
from amparo.people.names import FullName


def live_consents(person: Person, *, on: date) -> list[Consent]:
    return [consent for consent in person.consents.all() if consent.is_live(on)]


def counted_people(*, on: date) -> QuerySet[Consent]:
    """Live consents to be counted, as a query on person ids. Without one nobody is counted."""
    return (
        Consent.objects.filter(
            purpose=Purpose.STATISTICS,
            answer=Answer.GRANTED,
            withdrawn_at__isnull=True,
            given_on__lte=on,
        )
        .filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on))
        .values("person_id")
    )


def name_key(agency_id: UUID) -> bytes:
    """The key of an agency's name index: another agency's index tells nothing about this one."""
    return ring().subkey("name-index", str(agency_id))


def full_name(person: Person) -> FullName:
    return FullName(
        person.given_names, person.paternal_surname, person.maternal_surname, person.known_as
    )


def open_names(ids: list[UUID]) -> dict[UUID, FullName]:
    """The names of candidates of a search, opened to be compared; erased people stay out."""
    found = {}
    for person in Person.objects.filter(pk__in=ids).only(
        "agency", "given_names", "paternal_surname", "maternal_surname", "known_as"
    ):
        try:
            found[person.pk] = full_name(person)
        except KeyDestroyed:
            continue
    return found
