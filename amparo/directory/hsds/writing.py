"""A service as an entry of the standard. A sealed one is never written."""

import json
from collections.abc import Iterable
from datetime import time
from typing import Any
from uuid import UUID, uuid5

from amparo.directory.enums import Group, TraitKind
from amparo.directory.hsds.words import (
    AGES,
    ALL_DAYS,
    GROUP,
    GROUPS,
    LAST_MINUTE,
    MIDNIGHT,
    NEED,
    NEEDS,
    PESOS,
    REFERRALS,
    TEXTS,
)
from amparo.directory.models import Location, Service
from amparo.taxonomy import codes
from amparo.taxonomy import queries as taxonomy

LANGUAGE = "es"
COUNTRY = 2


class Sealed(ValueError):
    """A sealed service was about to be written. This is a mistake in the program."""


def entry(service: Service) -> dict[str, Any]:
    """One service, whole. Nothing that is empty stands in it."""
    if service.is_sealed:
        raise Sealed("A sealed service leaves in no file.")
    organisation = service.organisation
    written: dict[str, Any] = {
        "id": str(service.pk),
        "organization_id": str(organisation.pk),
        **{theirs: getattr(service, ours) for ours, theirs in TEXTS.items()},
        "status": service.status,
        **{name: getattr(service, name) for name in AGES},
        "assured_date": service.verified_on.isoformat() if service.verified_on else "",
        "last_modified": service.changed_at.isoformat(),
        "organization": _organisation(service),
        "phones": _phones(service),
        "schedules": _schedules(service),
        "service_areas": [
            {"id": _id(service, "area"), "name": taxonomy.place_path(service.place_id, LANGUAGE)}
        ],
        "service_at_locations": _locations(service),
        "languages": _languages(service),
        "cost_options": _costs(service),
        "required_documents": [
            {"id": _id(service, f"document {number}"), "document": line}
            for number, line in enumerate(service.document_lines)
        ],
        "contacts": _contacts(service),
        "capacities": _capacities(service),
        "attributes": _attributes(service),
    }
    return {name: value for name, value in written.items() if value not in ("", None, [])}


def _id(service: Service, what: str) -> str:
    """The same each time it is written."""
    return str(uuid5(service.pk, what))


def _organisation(service: Service) -> dict[str, Any]:
    held = service.organisation
    written = {
        "id": str(held.pk),
        "name": held.name,
        "alternate_name": held.short_name,
        "description": str(held.get_sector_display()),
        "email": held.email,
        "website": held.website,
    }
    return {name: value for name, value in written.items() if value}


def _phones(service: Service) -> list[dict[str, Any]]:
    numbers = ((service.phone, ""), (service.referral_phone, REFERRALS))
    return [
        {"id": _id(service, f"phone {use}"), "number": number}
        | ({"description": use} if use else {})
        for number, use in numbers
        if number
    ]


def _contacts(service: Service) -> list[dict[str, Any]]:
    """The office that receives referrals. No name: a contact of the standard may be a person."""
    if not service.referral_email:
        return []
    own = {"id": _id(service, "contact"), "department": REFERRALS}
    return [own | {"email": service.referral_email}]


def _schedules(service: Service) -> list[dict[str, Any]]:
    rows: list[tuple[str, time | None, time | None]] = [
        (row.days, row.opens_at, row.closes_at) for row in service.schedules.all()
    ]
    if service.day_and_night:
        rows.append((ALL_DAYS, MIDNIGHT, LAST_MINUTE))
    found = []
    for number, (days, opens, closes) in enumerate(rows):
        row = {"id": _id(service, f"schedule {number}"), "freq": "WEEKLY", "byday": days}
        row |= {"opens_at": f"{opens:%H:%M}"} if opens else {}
        row |= {"closes_at": f"{closes:%H:%M}"} if closes else {}
        found.append(row)
    return found


def _locations(service: Service) -> list[dict[str, Any]]:
    """Its first place, then the others. The first stands there also without an address where there
    are others, so that whoever reads the file takes none of those for it."""
    further = [_further(service, row) for row in service.locations.all()]
    if not service.street and service.latitude is None and not further:
        return []
    location = _location(service, service, "")
    return [{"id": _id(service, "at"), "location": location}, *further]


def _further(service: Service, row: Location) -> dict[str, Any]:
    name = f" {row.pk}"
    written = {"id": _id(service, f"at{name}"), "location": _location(service, row, name)}
    schedules = [
        {"id": _id(service, f"schedule{name} {number}"), "freq": "WEEKLY", "byday": days}
        | ({"opens_at": opens} if opens else {})
        | ({"closes_at": closes} if closes else {})
        for number, (days, opens, closes) in enumerate(row.hours)
    ]
    return written | ({"schedules": schedules} if schedules else {})


def _location(service: Service, at: Service | Location, name: str) -> dict[str, Any]:
    location: dict[str, Any] = {"id": _id(service, f"location{name}"), "location_type": "physical"}
    if at.latitude is not None:
        location |= {"latitude": at.latitude, "longitude": at.longitude}
    # Of a further place the municipality stands nowhere else.
    if at.street or at is not service:
        line = taxonomy.ancestors(at.place_id)
        names = [taxonomy.place_name(code, LANGUAGE) for code in line]
        location["addresses"] = [
            {
                "id": _id(service, f"address{name}"),
                "address_1": at.street,
                "city": names[0],
                "state_province": names[-2] if len(names) > 1 else names[-1],
                "postal_code": at.postal_code,
                "country": line[-1][:COUNTRY],
                "address_type": "physical",
            }
        ]
    return location


def _languages(service: Service) -> list[dict[str, Any]]:
    return [
        {"id": _id(service, f"language {code}"), "code": code,
         "name": codes.label("language", code, language=LANGUAGE)}
        for code in _codes(service, TraitKind.LANGUAGE)
    ]  # fmt: skip


def _costs(service: Service) -> list[dict[str, Any]]:
    if service.cost is None:
        return []
    return [{"id": _id(service, "cost"), "amount": float(service.cost), "currency": PESOS}]


def _capacities(service: Service) -> list[dict[str, Any]]:
    found = []
    for row in service.capacities.all():
        written = {
            "id": _id(service, f"capacity {row.group}"),
            "unit": {"id": str(uuid5(UUID(int=0), "place")), "name": "place"},
            "available": row.available,
            "updated": row.said_at.isoformat(),
            "description": row.group,
        }
        found.append(written | ({} if row.maximum is None else {"maximum": row.maximum}))
    return found


def _attributes(service: Service) -> list[dict[str, Any]]:
    needs = [
        _attribute(service, NEED, NEEDS, code, codes.label("service", code, language=LANGUAGE))
        for code in _codes(service, TraitKind.NEED)
    ]
    return needs + [
        _attribute(service, GROUP, GROUPS, code, Group(code).name.replace("_", " ").capitalize())
        for code in _codes(service, TraitKind.GROUP)
    ]


def _attribute(
    service: Service, kind: str, taxonomy_name: str, code: str, label: str
) -> dict[str, Any]:
    term = {
        "id": str(uuid5(UUID(int=0), f"{kind} {code}")),
        "code": code,
        "name": label,
        "description": label,
        "taxonomy": taxonomy_name,
    }
    own = {"id": _id(service, f"{kind} {code}"), "link_id": str(service.pk)}
    return own | {"link_type": kind, "link_entity": "service", "taxonomy_term": term}


def _codes(service: Service, kind: str) -> Iterable[str]:
    return [trait.code for trait in service.traits.all() if trait.kind == kind]


def whole(services: Iterable[Service]) -> str:
    """A file of services, as a page of the standard's interface holds them."""
    entries = [json.dumps(entry(each), ensure_ascii=False) for each in services]
    return '{"contents": [\n' + ",\n".join(entries) + "\n]}\n"
