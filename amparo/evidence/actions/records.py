"""Record who says what: sources, documents, statements, claims, and what is derived from them."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from amparo import audit

from .. import policies
from ..models import Claim, Derivation, Document, Source, Statement
from .keeping import keep, keep_claim, keep_derivation, keep_statement

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def record_source(*, by, code: str, **values: Any) -> Source:
    """Record someone who says things: an office, a ministry, a gazette."""
    policies.can_record(by=by).or_refuse()
    return _logged("source_recorded", *keep(Source, code, values), by=by)


@transaction.atomic
def record_document(*, by, code: str, source: Source, **values: Any) -> Document:
    """Record one edition of something published."""
    policies.can_record(by=by).or_refuse()
    return _logged("document_recorded", *keep(Document, code, {"source": source, **values}), by=by)


@transaction.atomic
def record_statement(
    *, by, code: str, document: Document, words: str, start: int, end: int, speaker: str = ""
) -> Statement:
    """Record words of a document with their place in its folded text."""
    policies.can_record(by=by).or_refuse()
    values = {"words": words, "start": start, "end": end, "speaker": speaker}
    return _logged("statement_recorded", *keep_statement(code, document, values), by=by)


@transaction.atomic
def record_claim(
    *,
    by,
    code: str,
    document: Document,
    said_by: Source,
    statement: Statement | None = None,
    **values: Any,
) -> Claim:
    """Record one thing that one source says."""
    policies.can_record(by=by).or_refuse()
    values = values | {"document": document, "said_by": said_by, "statement": statement}
    return _logged("claim_recorded", *keep_claim(code, values), by=by)


@transaction.atomic
def record_derivation(
    *, by, code: str, formula: str, inputs: Mapping[str, Claim], **values: Any
) -> Derivation:
    """Compute a value from claims and record it with its interval. No value is ever typed in."""
    policies.can_record(by=by).or_refuse()
    kept = keep_derivation(code, formula, inputs, values)
    return _logged("derivation_recorded", *kept, by=by)


def _logged(verb: str, record: M, changed: list[str], *, by: Any) -> M:
    if changed:
        audit.record(verb, by=by, about=record, fields=changed)
    return record
