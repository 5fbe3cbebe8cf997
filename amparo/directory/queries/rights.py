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
from amparo.directory.queries.service import around
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
    count: int
    services: list[Service]

    @property
    def label(self) -> str:
        return codes.label("service", self.code)


@dataclass(frozen=True)
class Right:
    entitlement: Entitlement
    provisions: list[Provision]

    @property
    def without_service(self) -> bool:
        return not any(each.count for each in self.provisions)

    @property
    def missing(self) -> list[Provision]:
        return [each for each in self.provisions if not each.count]


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
    if place is not None:
        working = working.filter(place__in=around(place.pk))
    needed = dict.fromkeys(code for each in entitlements() for code in each.services)
    known = {code: _provision(working, code) for code in needed}
    return [Right(each, [known[code] for code in each.services]) for each in entitlements()]


def _provision(working: QuerySet[Service], code: str) -> Provision:
    answering = Trait.objects.filter(kind=TraitKind.NEED, code=code).values("service")
    found = working.filter(pk__in=answering)
    return Provision(code, found.count(), list(found.only("id", "name")[:NAMED]))


def gaps(rights: Iterable[Right]) -> list[Right]:
    """Rights without a service."""
    return [each for each in rights if each.without_service]
