from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.utils.translation import gettext as _

from amparo.core.errors import BadInput

from ..formulas import derive
from ..models import Assessment, Claim, Derivation, Source

STATES_OF_MEXICO = 32


def claims(*, place: str = "", figure_type: str = "") -> QuerySet[Claim]:
    """Claims with who says them and where, all or those of a place or a figure type."""
    found = judged(Claim.objects.all())
    if place:
        found = found.filter(place_code=place)
    return found.filter(figure_type=figure_type) if figure_type else found


def judged(found: QuerySet[Claim]) -> QuerySet[Claim]:
    """The same claims with their sources, words and judgements, in few queries."""
    found = found.select_related("document__source", "said_by", "statement")
    assessments = Assessment.objects.select_related("assessed_by").order_by("at", "id")
    return found.prefetch_related(Prefetch("assessments", assessments, to_attr="judged"))


def claim(code: str) -> Claim:
    return _one(claims(), code)


def claims_like(one: Claim) -> list[Claim]:
    """Other claims about the same thing, which may confirm it or disagree with it."""
    same = {"subject": one.subject, "measure": one.measure, "place_code": one.place_code}
    return list(claims().filter(**same).exclude(pk=one.pk))


def derivations() -> QuerySet[Derivation]:
    return Derivation.objects.prefetch_related("parts__claim__document", "parts__claim__said_by")


def derivation(code: str) -> Derivation:
    return _one(derivations(), code)


def grade(claim: Claim) -> Assessment | None:
    """The judgement that counts: the latest by a person, else the latest proposed."""
    return max(judgements(claim), key=lambda one: (one.confirmed, one.at, one.pk), default=None)


def judgements(claim: Claim) -> list[Assessment]:
    """Every judgement of a claim, the oldest first."""
    held = getattr(claim, "judged", None)
    return list(claim.assessments.order_by("at", "id")) if held is None else held


def sources_with_documents() -> QuerySet[Source]:
    return Source.objects.prefetch_related("documents")


def sources_of(code: str) -> list[str]:
    """The codes of every source and document that a figure rests on."""
    if code.startswith("derived/"):
        inputs = [part.claim for part in derivation(code).parts.all()]
    else:
        inputs = [claim(code)]
    found = {name for one in inputs for name in (*one.relay, one.document.code)}
    return sorted(found | {one.document.source.code for one in inputs})


def stale_derivations() -> list[Derivation]:
    """Derived values that their inputs no longer give."""
    return [one for one in derivations() if not _still_holds(one)]


@dataclass(frozen=True)
class Standing:
    """How many of those who would have to be ranked have a date here."""

    dated: int
    of: int

    @property
    def verifiable(self) -> bool:
        return self.dated == self.of

    @property
    def verdict(self) -> str:
        return "verifiable" if self.verifiable else "unverified"


def ordinal_standing() -> Standing:
    """Whether "one of the first states" can be checked: it needs the dates of all of them."""
    dated = Claim.objects.filter(
        measure="harmonised_on", place_code__startswith="MX-", to_verify=False
    ).exclude(period="")
    return Standing(dated.values("place_code").distinct().count(), STATES_OF_MEXICO)


def _still_holds(one: Derivation) -> bool:
    parts = {part.role: (part.claim.value, part.claim.period) for part in one.parts.all()}
    now = derive(one.formula, parts)
    return (now.value, now.low, now.high) == (one.value, one.low, one.high)


def _one(found: QuerySet[Any], code: str) -> Any:
    record: Model | None = found.filter(code=code).first()
    if record is None:
        raise BadInput(
            _(
                "No claim or derived value is recorded under the code %(code)s. "
                "The list of evidence shows every code."
            )
            % {"code": code}
        )
    return record
