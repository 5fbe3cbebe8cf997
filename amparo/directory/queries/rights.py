"""Which services deliver a right at a place, and which right has none."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from amparo.directory.enums import Status, TraitKind
from amparo.directory.models import Service, Trait
from amparo.directory.queries.service import around, lies_in
from amparo.taxonomy import codes, shipped
from amparo.taxonomy.models import Place

FILE = Path(__file__).parents[1] / "data" / "entitlements.json"
NAMED = 5


@dataclass(frozen=True)
class Entitlement:
    """A right of victims, as far as the law's article is known here."""

    code: str
    articles: str
    verified: bool
    es: str
    en: str
    services: tuple[str, ...]

    def __str__(self) -> str:
        return getattr(self, shipped.language_or_active(None))


@dataclass(frozen=True)
class Provision:
    """One kind of service that would deliver a right, and those that are there."""

    code: str
    services: list[Service]
    more: bool

    @property
    def label(self) -> str:
        return codes.label("service", self.code)


@dataclass(frozen=True)
class Right:
    entitlement: Entitlement
    provisions: list[Provision]

    @property
    def without_service(self) -> bool:
        return not any(each.services for each in self.provisions)

    @property
    def missing(self) -> list[Provision]:
        return [each for each in self.provisions if not each.services]


@cache
def shipped_file() -> dict[str, Any]:
    return json.loads(FILE.read_text("utf-8"))


@cache
def entitlements() -> tuple[Entitlement, ...]:
    return tuple(
        Entitlement(**(each | {"services": tuple(each["services"])}))
        for each in shipped_file()["entitlements"]
    )


def source() -> str:
    return shipped_file()["source"]


def at(services: QuerySet[Service], place: Place | None) -> list[Right]:
    """Each right with the working services that deliver it at a place, or anywhere."""
    working = services.filter(status=Status.ACTIVE)
    needed = dict.fromkeys(code for each in entitlements() for code in each.services)
    offered = Trait.objects.filter(kind=TraitKind.NEED)
    if place is None:
        known = _anywhere(offered.filter(service__status=Status.ACTIVE), services, needed)
    else:
        known = _here(offered, working.filter(lies_in(around(place.pk))))
    found = {code: _provision(code, known.get(code, [])) for code in needed}
    return [Right(each, [found[code] for code in each.services]) for each in entitlements()]


def _here(offered: QuerySet[Trait], working: QuerySet[Service]) -> dict[str, list[Service]]:
    """By need. A place has few services, so they are read at once."""
    found: dict[str, list[Service]] = {}
    there = {each.pk: each for each in working.only("id", "name")}
    told = offered.filter(service__in=working.order_by().values("pk"))
    for code, pk in told.values_list("code", "service"):
        found.setdefault(code, []).append(there[pk])
    order = {pk: number for number, pk in enumerate(there)}
    return {code: sorted(some, key=lambda s: order[s.pk]) for code, some in found.items()}


def _anywhere(
    offered: QuerySet[Trait], services: QuerySet[Service], needed: Iterable[str]
) -> dict[str, list[Service]]:
    """Some of each need, by the index that finds them: to order thousands would take long."""
    visible = offered.filter(service__in=services.order_by())
    some = visible.order_by("service_id").select_related("service").defer("service__sealed")
    return {
        code: [trait.service for trait in some.filter(code=code)[: NAMED + 1]] for code in needed
    }


def _provision(code: str, found: list[Service]) -> Provision:
    return Provision(code, found[:NAMED], len(found) > NAMED)


def gaps(rights: Iterable[Right]) -> list[Right]:
    """Rights without a service."""
    return [each for each in rights if each.without_service]
