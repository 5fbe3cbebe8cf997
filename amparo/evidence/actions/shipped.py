"""Load the quoted statements and claims that ship with the product, and full texts on top."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from amparo import audit
from amparo.core import clock
from amparo.core.errors import BadInput, CheckFailed

from .. import folding, policies
from ..models import Assessment, Claim, Document, Source, Statement
from .keeping import keep, keep_claim, keep_derivation, keep_statement

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "seeds.json"
NUMBERS = ("value", "low", "high")


class Loaded(NamedTuple):
    """How many records were written, and how many stood already."""

    written: int
    unchanged: int


@cache
def shipped() -> dict[str, list[dict[str, Any]]]:
    return json.loads(SHIPPED.read_text(encoding="utf-8"))


@transaction.atomic
def load_shipped(*, by) -> Loaded:
    """Load the claims of both press releases and the dates of law. Twice changes nothing."""
    policies.can_record(by=by).or_refuse()
    changes = [*_documents(), *_claims(), *_derivations()]
    loaded = Loaded(written=sum(changes), unchanged=len(changes) - sum(changes))
    if loaded.written:
        audit.record("shipped_evidence_loaded", by=by, detail=loaded._asdict())
    return loaded


@transaction.atomic
def load_text(*, by, content: bytes) -> Document:
    """Keep the full text of a document that is known by its SHA-256, without its contacts."""
    policies.can_record(by=by).or_refuse()
    document = Document.objects.filter(sha256=folding.digest(content)).first()
    if document is None:
        raise BadInput(
            _(
                "This file is none of the documents recorded here: its SHA-256 differs from all "
                "of theirs. Give the file unchanged, as it was published."
            )
        )
    text = folding.without_contacts(folding.fold(content.decode("utf-8")), document.contact_office)
    for statement in document.statements.all():
        if text[statement.start : statement.end] != statement.words:
            raise CheckFailed(
                _("The words of %(code)s do not stand where they are recorded. Nothing was kept.")
                % {"code": statement.code}
            )
    if document.full_text != text:
        document.full_text = text
        document.save(update_fields=["full_text"])
        audit.record("full_text_loaded", by=by, about=document, fields=["full_text"])
    return document


def _documents() -> list[bool]:
    changes: list[bool] = []
    for row in shipped()["sources"]:
        changes.append(bool(keep(Source, *_coded(row))[1]))
    sources = Source.objects.in_bulk(field_name="code")
    for row in shipped()["documents"]:
        code, values = _coded(row)
        values = values | {"source": sources[values["source"]]}
        changes.append(bool(keep(Document, code, values)[1]))
    documents = Document.objects.in_bulk(field_name="code")
    for row in shipped()["statements"]:
        code, values = _coded(row)
        document = documents[values.pop("document")]
        changes.append(bool(keep_statement(code, document, values)[1]))
    return changes


def _claims() -> list[bool]:
    changes: list[bool] = []
    sources = Source.objects.in_bulk(field_name="code")
    documents = Document.objects.in_bulk(field_name="code")
    statements = Statement.objects.in_bulk(field_name="code")
    for row in shipped()["claims"]:
        code, values = _coded(row)
        mark = values.pop("grade", None)
        values = values | {name: Decimal(values[name]) for name in NUMBERS if name in values}
        values = values | {
            "document": documents[values["document"]],
            "said_by": sources[values["said_by"]],
            "statement": statements[values["statement"]] if values["statement"] else None,
        }
        claim, changed = keep_claim(code, values)
        changes.append(bool(changed))
        if mark:
            changes.append(_proposed(claim, mark))
    return changes


def _proposed(claim: Claim, mark: str) -> bool:
    """Write the grade proposed with the installation; a person has to confirm it."""
    proposed = {
        "source_grade": mark[0], "information_grade": mark[1], "method_grade": mark[3:],
    }  # fmt: skip
    if claim.assessments.filter(confirmed=False, assessed_by=None, **proposed).exists():
        return False
    Assessment.objects.create(claim=claim, at=clock.now(), confirmed=False, **proposed)
    return True


def _derivations() -> list[bool]:
    changes: list[bool] = []
    claims = Claim.objects.select_related("said_by").in_bulk(field_name="code")
    for row in shipped()["derivations"]:
        code, values = _coded(row)
        inputs = {role: claims[one] for role, one in values.pop("inputs").items()}
        formula = values.pop("formula")
        changes.append(bool(keep_derivation(code, formula, inputs, values)[1]))
    return changes


def _coded(row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return row["code"], {name: value for name, value in row.items() if name != "code"}
