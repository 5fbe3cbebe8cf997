"""Where a figure comes from: claim, words, document, and the sources it passed through."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ..enums import Formula
from ..models import Claim, Derivation, Document, Source
from . import figures


@dataclass(frozen=True)
class Step:
    kind: str
    code: str
    words: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Lineage:
    """The steps back from one figure; a derived value has a lineage for each of its parts."""

    code: str
    title: str
    steps: tuple[Step, ...]
    gaps: tuple[str, ...] = ()
    inputs: tuple["Lineage", ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def lineage(code: str) -> Lineage:
    """Walk back from a claim or a derived value as far as the evidence reaches."""
    if code.startswith("derived/"):
        return _of_derivation(figures.derivation(code))
    return _of_claim(figures.claim(code))


def _of_derivation(one: Derivation) -> Lineage:
    numbers = {"value": one.shown_value, "low": one.shown_low, "high": one.shown_high}
    detail = {name: _text(number) for name, number in numbers.items()} | {
        "formula": one.formula, "flags": one.flags,
    }  # fmt: skip
    step = Step("derivation", one.code, str(Formula(one.formula).label), detail)
    inputs = tuple(_of_claim(figures.claim(part.claim.code)) for part in one.parts.all())
    return Lineage(one.code, one.title, (step,), inputs=inputs)


def _of_claim(one: Claim) -> Lineage:
    steps = [_claim_step(one)]
    if one.statement:
        place = {"start": one.statement.start, "end": one.statement.end}
        words = {"sha256": one.statement.document_sha256, "speaker": one.statement.speaker}
        steps.append(Step("statement", one.statement.code, one.statement.words, place | words))
    steps.append(_document_step(one.document))
    return Lineage(one.code, one.title, (*steps, *_passed_through(one)), gaps=_gaps(one))


def _document_step(one: Document) -> Step:
    detail = {
        "address": one.address, "sha256": one.sha256,
        "published": one.published, "text_held": bool(one.full_text),
    }  # fmt: skip
    return Step("document", one.code, one.title, detail)


def _claim_step(one: Claim) -> Step:
    judged = figures.grade(one)
    detail = {
        "value": _text(one.shown_value), "bound": one.bound, "unit": one.unit,
        "period": one.period, "place": one.place_code, "basis": one.basis,
        "figure_type": one.figure_type, "grade": judged.mark if judged else "",
        "confirmed": bool(judged and judged.confirmed), "flags": one.flags,
    }  # fmt: skip
    return Step("claim", one.code, one.title, detail)


def _passed_through(one: Claim) -> list[Step]:
    """From the publisher of the document back to the source that said it first."""
    chain = list(reversed(one.relay))
    if chain[0] != one.document.source.code:
        chain = [one.document.source.code, *chain]
    held = {source.code: source for source in Source.objects.filter(code__in=chain)}
    return [_source_step(held[code]) for code in chain]


def _source_step(one: Source) -> Step:
    return Step("source", one.code, one.title, {"independence_group": one.independence_group})


def _gaps(one: Claim) -> tuple[str, ...]:
    gaps = []
    if one.statement is None:
        gaps.append(_("The words of the document are not held."))
    if len(one.relay) > 1:
        gaps.append(
            _("The original document of this source is not held: %(source)s.")
            % {"source": one.said_by.title}
        )
    if not one.document.address:
        gaps.append(_("The public address of the document is not recorded."))
    if one.to_verify:
        gaps.append(_("Nobody has read this in a source yet; it must be verified before use."))
    return tuple(gaps)


def _text(number: Any) -> str | None:
    return None if number is None else str(number)
