from django.db.models import Q, QuerySet

from amparo.agencies.models import Agency
from amparo.organisations.models import Organisation
from amparo.taxonomy import shipped


def found(
    organisations: QuerySet[Organisation],
    *,
    text: str = "",
    sector: str = "",
    level: str = "",
    ended: bool = False,
) -> QuerySet[Organisation]:
    """Organisations whose name holds these words, of a sector and a level."""
    kept = organisations.select_related("place")
    words = shipped.words(text)
    if words:
        kept = kept.filter(Q(words__contains=words) | Q(short_name__icontains=text.strip()))
    if sector:
        kept = kept.filter(sector=sector)
    if level:
        kept = kept.filter(level=level)
    return kept if ended else kept.filter(ended_on__isnull=True)


def known(name: str, *, place: str | None, but: Organisation | None = None) -> bool:
    same = Organisation.objects.filter(words=folded(name), place=place)
    return same.exclude(pk=but.pk).exists() if but is not None else same.exists()


def folded(name: str) -> str:
    return shipped.words(name)[:200]


def choices(organisations: QuerySet[Organisation]) -> list[tuple[str, str]]:
    """What a list to pick from offers: those that work, by name."""
    working = organisations.filter(ended_on__isnull=True)
    return [(str(pk), name) for pk, name in working.values_list("pk", "name")]


def agencies_without_one() -> QuerySet[Agency]:
    return Agency.objects.filter(organisation__isnull=True)


def called(text: str, *, among: QuerySet[Organisation] | None = None) -> list[Organisation]:
    """Those that work and bear exactly this name, in full or short, alone or with their place."""
    rows = Organisation.objects.all() if among is None else among
    rows = rows.filter(ended_on__isnull=True).select_related("place")
    name, _comma, place = text.rpartition(" · ")
    if name:
        named = [one for one in rows.filter(words=folded(name)) if str(one.place) == place.strip()]
        if named:
            return named
    return list(rows.filter(Q(words=folded(text)) | Q(short_name__iexact=text.strip()))[:5])


def in_full(organisation: Organisation) -> str:
    """By name and place, as `called` reads it."""
    return " · ".join(filter(None, [organisation.name, str(organisation.place or "")]))


def offered() -> list[str]:
    """Names to offer as one types."""
    working = Organisation.objects.filter(ended_on__isnull=True).select_related("place")
    return [in_full(one) for one in working[:1000]]
