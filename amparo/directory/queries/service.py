"""Services found by need, place, language, group, age and what is free tonight."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from amparo.directory.enums import Group, Status, Tier, TraitKind
from amparo.directory.models import Capacity, Location, Service, Trait
from amparo.directory.queries import free
from amparo.taxonomy import queries as taxonomy
from amparo.taxonomy import shipped
from amparo.taxonomy.enums import Level
from amparo.taxonomy.models import Place

# More places than this are asked of the database, not named to it.
MOST_NAMED = 800


def found(
    services: QuerySet[Service],
    *,
    now: datetime,
    text: str = "",
    need: str = "",
    place: Place | None = None,
    language: str = "",
    group: str = "",
    age: int | None = None,
    tonight: bool = False,
    ended: bool = False,
) -> QuerySet[Service]:
    """Services that fit. Only what everybody reads of them is looked into, so that what is sealed
    is not even counted by a search."""
    kept = services if ended else services.filter(status=Status.ACTIVE)
    words = shipped.words(text)
    if words:
        kept = kept.filter(words__contains=words)
    if need:
        kept = kept.filter(pk__in=_with(TraitKind.NEED, need))
    if language:
        kept = kept.filter(pk__in=_with(TraitKind.LANGUAGE, language))
    if place is not None:
        kept = kept.filter(lies_in(around(place.pk)))
    if group:
        kept = kept.filter(Q(pk__in=_with(TraitKind.GROUP, *free.wide(group))) | _for_everybody())
    if age is not None:
        kept = kept.filter(
            Q(minimum_age__isnull=True) | Q(minimum_age__lte=age),
            Q(maximum_age__isnull=True) | Q(maximum_age__gte=age),
        )
    if tonight:
        say, follow = free.with_places(kept, group=group, now=now)
        said = Q(pk__in=say)
        kept = kept.filter(said | Q(pk__in=follow) if follow else said)
    return kept


def _with(kind: str, *wanted: str) -> QuerySet:
    return Trait.objects.filter(kind=kind, code__in=wanted).values("service")


def _for_everybody() -> Q:
    """It names no group, so it takes everybody."""
    return ~Q(Exists(Trait.objects.filter(service=OuterRef("pk"), kind=TraitKind.GROUP)))


def around(code: str) -> list[str] | QuerySet:
    """What lies in a place, the place itself, and what it lies in: a service of the state serves
    its municipalities. A sealed one lies in its state and nowhere nearer."""
    line, inside = taxonomy.ancestors(code), taxonomy.inside(code)
    if len(inside) <= MOST_NAMED:
        return [*line, *inside]
    whole = Q(pk__in=line) | Q(parent=code) | Q(parent__parent=code)
    return Place.objects.filter(whole).values("pk")


def lies_in(places: list[str] | QuerySet) -> Q:
    """Given at one of these places, be it the first one or a further one."""
    return Q(place__in=places) | Q(
        pk__in=Location.objects.filter(place__in=places).values("service")
    )


def coarse(code: str) -> str:
    """As near as others learn of a sealed service: its state."""
    line = taxonomy.ancestors(code)
    # A municipality, its state, its country.
    return line[-2] if len(line) > 2 else line[0]


def in_order(services: QuerySet[Service]) -> QuerySet:
    """Their keys alone, as a list turns its pages: the index that keeps their order is enough."""
    return services.order_by("words", "pk").values_list("pk", flat=True)


def of(services: QuerySet[Service], pks: Iterable[UUID]) -> list[Service]:
    """The services of a page, in its order."""
    wanted = list(pks)
    rows = with_parts(services).in_bulk(wanted)
    return [rows[pk] for pk in wanted if pk in rows]


def with_parts(services: QuerySet[Service]) -> QuerySet[Service]:
    """With what a list and a page show of each."""
    return services.select_related("organisation", "agency", "place").prefetch_related(
        Prefetch("traits", Trait.objects.order_by("id")),
        Prefetch("capacities", Capacity.objects.order_by("id")),
        "locations",
    )


def codes_of(service: Service) -> dict[str, list[str]]:
    """Its needs, languages and groups, by kind."""
    held: dict[str, list[str]] = {kind: [] for kind in TraitKind.values}
    for trait in service.traits.all():
        held[trait.kind].append(trait.code)
    order = list(Group.values)
    held[TraitKind.GROUP].sort(key=order.index)
    return held


def words_of(facts: dict[str, Any], organisation_name: str) -> str:
    """What a search looks into: its name, its alias and whose it is; of a sealed one the alias."""
    said = (facts["name"], facts.get("alias", ""), organisation_name)
    return shipped.words(" ".join(said))[:450]


def held_already(pks: list[UUID]) -> set[UUID]:
    found_: set[UUID] = set()
    for start in range(0, len(pks), 500):
        part = Service.objects.filter(pk__in=pks[start : start + 500])
        found_ |= set(part.values_list("pk", flat=True))
    return found_


def secret_place_names(code: str) -> list[str]:
    """The names of a municipality and of its towns, which would say more than its state does."""
    place = Place.objects.select_related("parent").filter(pk=code).first()
    if place is None or place.level != Level.MUNICIPALITY or place.parent is None:
        return []
    names = {place.name_es, *place.aliases.values_list("name", flat=True)}
    return sorted(each for each in names if shipped.words(each) != place.parent.words_es)


def secrets_of(facts: dict[str, Any]) -> dict[str, Any]:
    """What of a sealed service no word for others may say; `place` and places are codes."""
    elsewhere = facts.get("elsewhere", [])
    codes = [facts["place"], *(each["place"] for each in elsewhere)]
    streets = [facts["street"], *(each["street"] for each in elsewhere)]
    names = sorted({name for code in codes for name in secret_place_names(code)})
    near = set(taxonomy.ancestors(coarse(facts["place"])))
    far = {wider for code in codes for wider in taxonomy.ancestors(coarse(code))} - near
    return facts | {
        "place_names": names,
        "near": _names_of(near),
        "far": _names_of(far),
        "street": " ".join(streets),
        "postal_codes": [each["postal_code"] for each in (facts, *elsewhere)],
    }


def _names_of(codes: Iterable[str]) -> list[str]:
    """In both languages, and as they are also called."""
    found_ = Place.objects.filter(pk__in=codes)
    names = found_.values_list("name_es", "name_en", "aliases__name")
    return sorted({name for row in names for name in row if name})


def place_of(code: str) -> Place | None:
    return Place.objects.filter(pk=code).first()


# What others read of a sealed service, beside its place.
READ_BY_OTHERS = ("alias", "description", "eligibility", "documents", "fees", "how_to_ask")


def coarse_place(place: Place) -> Place:
    return Place.objects.get(pk=coarse(place.pk))


def leaving(services: QuerySet[Service], tier: str) -> QuerySet[Service]:
    """Which services leave in a file: what anybody may read, or what the network may. No sealed
    one leaves in any."""
    tiers = [Tier.PUBLIC] if tier == Tier.PUBLIC else [Tier.PUBLIC, Tier.NETWORK]
    return with_parts(services.filter(tier__in=tiers)).prefetch_related("schedules")
