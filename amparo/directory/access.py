"""Who may see services, and who where they are.

Every member sees that a service exists, under the name it gives itself. Where a sealed one lies
leaves its own agency by no door: the columns are empty, and `whereabouts` opens what lies sealed.
"""

from dataclasses import dataclass, field, fields
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from amparo.agencies.models import Member
from amparo.directory import policies
from amparo.directory.enums import Status, Tier
from amparo.directory.models import SEALED_FIELDS, At, Bringing, Service
from amparo.organisations.models import Organisation


@dataclass(frozen=True)
class Whereabouts:
    """Its own name, where it lies, and how it is reached."""

    name: str
    place: str
    street: str
    postal_code: str
    latitude: float | None
    longitude: float | None
    phone: str
    email: str
    website: str
    referral_phone: str
    referral_email: str
    # Where it is given beside there.
    elsewhere: list[dict[str, Any]] = field(default_factory=list)

    @property
    def further(self) -> list[At]:
        return [At(**each) for each in self.elsewhere]

    @property
    def facts(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


def visible_services(member: Member) -> QuerySet[Service]:
    """All of them, as everybody knows them. What is sealed is not even read."""
    found = Service.objects.all() if member.is_active else Service.objects.none()
    return found.defer("sealed")


def public_services() -> QuerySet[Service]:
    """What anybody may read. A narrower one is not there, as if it had never been recorded."""
    found = Service.objects.filter(tier=Tier.PUBLIC).exclude(status=Status.DEFUNCT)
    return found.defer("sealed")


def get_public_service_or_404(service_id: UUID) -> Service:
    found = public_services().select_related("organisation", "agency", "place")
    return get_object_or_404(found, pk=service_id)


def services_of(member: Member, organisation: Organisation) -> QuerySet[Service]:
    """Which services an organisation offers. Whose a sealed one is, its own agency alone knows."""
    found = visible_services(member).filter(organisation=organisation)
    return found.filter(~Q(tier=Tier.SEALED) | Q(agency=member.agency_id))


def get_service_or_404(member: Member, service_id: UUID) -> Service:
    found = visible_services(member).select_related("organisation", "agency", "place")
    return get_object_or_404(found, pk=service_id)


def get_kept_service_or_404(member: Member, service_id: UUID) -> Service:
    """One whose form this member may fill in: the form of a sealed one says where it is."""
    service = get_service_or_404(member, service_id)
    if not policies.knows_where(service, by=member):
        raise Http404
    return service


def whereabouts(member: Member, service: Service) -> Whereabouts | None:
    """Where it is and how it is reached, or nothing."""
    return lies_at(service) if policies.knows_where(service, by=member) else None


def lies_at(service: Service) -> Whereabouts:
    """The same, asked by an action that has asked its rule."""
    if service.is_sealed:
        return Whereabouts(**service.unsealed())
    here = {name: getattr(service, name) for name in SEALED_FIELDS}
    here["elsewhere"] = [row.facts for row in service.locations.all()]
    return Whereabouts(name=service.name, place=service.place_id, **here)


def visible_bringings(member: Member) -> QuerySet[Bringing]:
    if not (member.is_active and policies.can_keep(by=member)):
        return Bringing.objects.none()
    return Bringing.objects.filter(agency=member.agency_id)


def get_bringing_or_404(member: Member, bringing_id: UUID) -> Bringing:
    return get_object_or_404(visible_bringings(member), pk=bringing_id)
