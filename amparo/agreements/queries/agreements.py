from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from amparo.agreements.enums import Standing
from amparo.agreements.models import Agreement, Party, Telling
from amparo.agreements.policies.agreement import SOON
from amparo.organisations.models import Organisation
from amparo.taxonomy import vague


def found(
    agreements: QuerySet[Agreement],
    *,
    on: date,
    text: str = "",
    kind: str = "",
    standing: str = "",
    organisation: Organisation | None = None,
) -> QuerySet[Agreement]:
    """Agreements by words of their title, kind, standing on a day, and who is a party."""
    kept = agreements.select_related("place").prefetch_related("parties__organisation")
    if text:
        kept = kept.filter(title__icontains=text)
    if kind:
        kept = kept.filter(kind=kind)
    if organisation is not None:
        theirs = Party.objects.filter(agreement=OuterRef("pk"), organisation=organisation)
        kept = kept.filter(Exists(theirs))
    return kept.filter(_standing(on)[standing]) if standing else kept


def _standing(on: date) -> dict[str, Q]:
    """What `policies.agreement.standing` says of one, asked of all."""
    ended = Q(ended_on__isnull=False, ended_on__lte=on)
    signed = ~Q(signed="") & ~ended
    expired = signed & Q(ends_low__isnull=False, ends_low__lt=on)
    ahead = (
        signed
        & ~expired
        & (Q(starts_high__gt=on) | Q(starts_high__isnull=True, signed_high__gt=on))
    )
    soon = Q(ends_low__isnull=False, ends_low__lte=on + SOON)
    return {
        Standing.DRAFT: Q(signed="") & ~ended,
        Standing.AHEAD: ahead,
        Standing.EXPIRES: signed & ~expired & ~ahead & soon,
        Standing.IN_FORCE: signed & ~expired & ~ahead & ~soon,
        Standing.EXPIRED: expired,
        Standing.ENDED: ended,
    }


def expiring(agreements: QuerySet[Agreement], *, on: date) -> QuerySet[Agreement]:
    """Those that run out soon and that no later one renews."""
    kept = agreements.filter(_standing(on)[Standing.EXPIRES]).exclude(_is_renewed())
    return kept.order_by("ends_low")


def _is_renewed() -> Exists:
    return Exists(Agreement.objects.filter(renews=OuterRef("pk")).exclude(signed=""))


def to_tell(*, on: date, ahead: timedelta, field: str) -> QuerySet[Agreement]:
    """Those that end within so many days and of whose end nobody was told; locked."""
    found = expiring(Agreement.objects.all(), on=on)
    found = found.filter(ends_low__lte=on + ahead, **{f"{field}__isnull": True})
    return found.select_for_update(of=("self",))


def bounds(text: str) -> tuple[date | None, date | None] | None:
    return vague.bounds(text) if text else None


def is_party(agreement: Agreement, organisation: Organisation) -> bool:
    return agreement.parties.filter(organisation=organisation).exists()


def conflicting_parties(agreement: Agreement) -> list[Telling]:
    """What parts of documents say about who signed, where they do not name the same."""
    naming = [each for each in told(agreement) if each.names.strip()]
    sets = {frozenset(name.casefold() for name in each.named) for each in naming}
    return naming if len(sets) > 1 else []


def told(agreement: Agreement) -> list[Telling]:
    return list(agreement.tellings.select_related("statement__document"))
