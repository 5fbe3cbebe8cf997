"""Write down what is offered, and seal where a shelter lies."""

from collections.abc import Iterable
from datetime import time
from typing import Any
from uuid import UUID

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.directory import access, policies
from amparo.directory.enums import Tier, TraitKind
from amparo.directory.models import SEALED_FIELDS, WORDS_SEALED, Location, Schedule, Service, Trait
from amparo.directory.queries import service as queries
from amparo.organisations.models import Organisation
from amparo.taxonomy.models import Place

Hours = tuple[str, time | None, time | None]


@transaction.atomic
def record(
    *,
    by: Any,
    organisation: Organisation,
    place: Place,
    needs: Iterable[str] = (),
    languages: Iterable[str] = (),
    groups: Iterable[str] = (),
    hours: Iterable[Hours] = (),
    pk: UUID | None = None,
    **facts: Any,
) -> Service:
    """Record a service. What gives shelter is sealed from its first moment."""
    tier = policies.tier_of(needs := list(needs))
    keeper = organisation.agency_id or by.agency_id
    policies.can_record(
        by=by, tier=tier, alias=facts.get("alias", ""), keeper=keeper, works=organisation.works
    ).or_refuse()
    service = Service(organisation=organisation, agency_id=keeper, **({"pk": pk} if pk else {}))
    _lay(service, tier, facts | {"place": place.pk})
    service.save(force_insert=True)
    _keep_elsewhere(service, facts.get("elsewhere", []))
    said = {"needs": needs, "languages": languages, "groups": groups, "hours": hours}
    _parts(service, **said)
    audit.record("service_recorded", by=by, about=service, fields=fields_of(service, facts | said))
    return service


@transaction.atomic
def change(
    *,
    by: Any,
    service: Service,
    place: Place,
    needs: Iterable[str],
    languages: Iterable[str],
    groups: Iterable[str],
    hours: Iterable[Hours],
    **facts: Any,
) -> Service:
    """Write down anew what has changed. A service that begins to give shelter is sealed."""
    held = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    policies.can_change(held, by=by).or_refuse()
    before = queries.codes_of(held)
    needs, languages, groups = list(needs), list(languages), list(groups)
    # Who widened a shelter on purpose meant it; it stays so.
    gave_shelter = policies.SHELTER in before[TraitKind.NEED]
    tier = held.tier if gave_shelter else policies.tier_of(needs, now=held.tier)
    policies.can_record(
        by=by, tier=tier, alias=facts.get("alias", held.alias), keeper=held.agency_id
    ).or_refuse()
    facts |= {"place": place.pk}
    was = access.lies_at(held).facts
    changed = {name for name, value in facts.items() if _was(held, was, name) != value}
    _lay(held, tier, was | facts)
    held.save()
    _keep_elsewhere(held, (was | facts)["elsewhere"])
    if held.follows_beds:
        # Said elsewhere from now on, bed by bed.
        held.capacities.all().delete()
    now = {TraitKind.NEED: needs, TraitKind.LANGUAGE: languages, TraitKind.GROUP: groups}
    changed |= {kind.value for kind, found in now.items() if set(found) != set(before[kind])}
    hours = list(hours)
    if hours != list(held.schedules.values_list("days", "opens_at", "closes_at")):
        changed.add("hours")
    _parts(held, needs=needs, languages=languages, groups=groups, hours=hours)
    if changed:
        audit.record("service_changed", by=by, about=held, fields=fields_of(held, changed))
    return held


def fields_of(service: Service, names: Iterable[str]) -> list[str]:
    """As the log names them. Of a sealed service it does not tell a further house from a telephone,
    or whoever reads it would count the houses."""
    if not service.is_sealed:
        return sorted(names)
    laid_away = {"name", "place", "elsewhere", *SEALED_FIELDS}
    return sorted({"sealed" if name in laid_away else name for name in names})


def _was(service: Service, whereabouts: dict[str, Any], name: str) -> Any:
    return whereabouts[name] if name in whereabouts else getattr(service, name)


@transaction.atomic
def set_tier(*, by: Any, service: Service, tier: str, confirmed: bool = False) -> Service:
    """Say who learns where it is. Widening it is asked twice, and logged as what it is."""
    held = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    policies.can_set_tier(held, by=by, tier=tier, alias=held.alias, confirmed=confirmed).or_refuse()
    wider = policies.is_wider(tier, than=held.tier)
    lies_at = access.lies_at(held).facts
    _lay(held, tier, lies_at)
    held.save()
    _keep_elsewhere(held, lies_at["elsewhere"])
    verb = "service_tier_widened" if wider else "service_tier_narrowed"
    audit.record(verb, by=by, about=held, fields=["tier"])
    return held


def give_at(held: Service, elsewhere: list[dict[str, Any]]) -> None:
    """Lay its further places down as its tier wants it. Whoever calls has asked the rule."""
    lies_at = access.lies_at(held).facts | {"elsewhere": elsewhere}
    _lay(held, held.tier, lies_at)
    held.save()
    _keep_elsewhere(held, elsewhere)


@transaction.atomic
def verify(*, by: Any, service: Service) -> Service:
    """Somebody asked there, and all that stands here is so."""
    held = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    policies.can_verify(held, by=by, today=clock.today()).or_refuse()
    held.verified_on, held.verified_by = clock.today(), by
    held.save(update_fields=["verified_on", "verified_by"])
    audit.record("service_verified", by=by, about=held, fields=["verified_on"])
    return held


def _lay(service: Service, tier: str, facts: dict[str, Any]) -> None:
    """Set what is written down; of a sealed service only what others may read lies in clear."""
    policies.can_follow_beds(
        facts.get("follows_beds", False), signs_in=service.organisation.agency_id is not None
    ).or_refuse()
    for name, value in facts.items():
        if name not in SEALED_FIELDS and name not in ("name", "place", "elsewhere"):
            setattr(service, name, value)
    whereabouts = {"name": facts["name"], "place": facts["place"]}
    whereabouts |= {name: facts.get(name, empty) for name, empty in EMPTY.items()}
    elsewhere = facts.get("elsewhere", [])
    service.tier, service.changed_at = tier, clock.now()
    if tier == Tier.SEALED:
        secrets = queries.secrets_of(whereabouts | {"elsewhere": elsewhere})
        policies.keeps_its_secret(_read_by_others(service), secrets).or_refuse()
        service.seal(whereabouts | {"elsewhere": elsewhere})
        clear = EMPTY | {"name": service.alias, "place": queries.coarse(whereabouts["place"])}
        whose = ""
    else:
        service.sealed, clear, whose = "", whereabouts, service.organisation.name
    for name in SEALED_FIELDS:
        setattr(service, name, clear[name])
    service.name, service.place_id = clear["name"], clear["place"]
    service.words = queries.words_of({"name": clear["name"], "alias": service.alias}, whose)


def _keep_elsewhere(service: Service, elsewhere: Iterable[dict[str, Any]]) -> None:
    """In clear what may lie in clear; of a sealed service no row, so that none can be counted."""
    service.locations.all().delete()
    if service.tier != Tier.SEALED:
        Location.objects.bulk_create(
            Location(service=service, place_id=each["place"],
                     **{name: value for name, value in each.items() if name != "place"})
            for each in elsewhere
        )  # fmt: skip


EMPTY: dict[str, Any] = {name: "" if name in WORDS_SEALED else None for name in SEALED_FIELDS}


def _read_by_others(service: Service) -> list[str]:
    return [getattr(service, name) for name in queries.READ_BY_OTHERS]


def _parts(
    service: Service,
    *,
    needs: Iterable[str],
    languages: Iterable[str],
    groups: Iterable[str],
    hours: Iterable[Hours],
) -> None:
    """What it is found by and when it is open, in place of what stood there."""
    service.traits.all().delete()
    service.schedules.all().delete()
    said = {TraitKind.NEED: needs, TraitKind.LANGUAGE: languages, TraitKind.GROUP: groups}
    Trait.objects.bulk_create(
        Trait(service=service, kind=kind, code=code)
        for kind, found in said.items()
        for code in dict.fromkeys(found)
    )
    Schedule.objects.bulk_create(
        Schedule(service=service, days=days, opens_at=opens, closes_at=closes)
        for days, opens, closes in hours
    )
