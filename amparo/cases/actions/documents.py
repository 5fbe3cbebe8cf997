"""Keeping files with a case, and removing them for good."""

import hashlib
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases import policies
from amparo.cases.enums.document import Cleaning
from amparo.cases.models import Case, Document, DocumentPiece, HeldDocument
from amparo.cases.models.document import PIECE_BYTES
from amparo.cases.policies import document as policies_document
from amparo.cases.policies import held_documents as policies_held
from amparo.cases.queries import documents as queries
from amparo.core import sealing
from amparo.core.file_types import FileType
from amparo.people.queries.keeping import is_held
from amparo.taxonomy import vague


@transaction.atomic
def add_document(
    *,
    by: Any,
    case: Case,
    content: bytes,
    file_type: str,
    kind: str,
    received_on: date,
    title: str = "",
    file_name: str = "",
    valid_until: str = "",
    copy: bytes = b"",
) -> Document:
    """Keep a file with a case, as it came and sealed, and beside it the copy that was cleaned.

    Its number in the case is given once only.
    """
    held = Case.objects.select_for_update().get(pk=case.pk)
    size, copy_size = sealing.in_steps(len(content)), sealing.in_steps(len(copy))
    room = {"held": held.documents.count(), "weight": queries.weight_of_documents(held)}
    policies.can_add_document(held, by=by, more=size + copy_size, **room).or_refuse()
    held.documents_added += 1
    held.save(update_fields=["documents_added"])
    document = Document(
        case=held,
        number=held.documents_added,
        kind=kind,
        title=title,
        file_name=file_name,
        file_type=file_type,
        size=size,
        sha256=hashlib.sha256(content).hexdigest(),
        cleaning=_cleaning(file_type, copy),
        copy_size=copy_size,
        copy_sha256=hashlib.sha256(copy).hexdigest() if copy else "",
        received_on=received_on,
        **_expires(valid_until),
        added_by=by if isinstance(by, Member) else None,
    )
    document.save(force_insert=True)
    _seal(document, content, is_original=True)
    _seal(document, copy, is_original=False)
    detail = {"number": document.number, "cleaning": document.cleaning}
    audit.record("document_added", by=by, about=document, fields=["content"], detail=detail)
    return document


def _expires(valid_until: str) -> dict[str, Any]:
    """Of an end that is open to one side the day that is known counts on both."""
    low, high = vague.bounds(valid_until)
    return {"valid_until": valid_until, "expires_low": low or high, "expires_high": high or low}


@transaction.atomic
def keep_cleaned_copy(*, by: Any, document: Document, copy: bytes) -> Document:
    """Keep a cleaned copy beside a file that came before there was cleaning, or was kept without.

    The original stays as it is, sealed.
    """
    case = Case.objects.select_for_update().get(pk=document.case_id)
    held = Document.objects.select_for_update().get(pk=document.pk)
    held.case = case
    copy_size = sealing.in_steps(len(copy))
    weight = queries.weight_of_documents(case)
    policies_document.can_clean(held, by=by, weight=weight, more=copy_size).or_refuse()
    held.cleaning, held.copy_size = Cleaning.CLEANED, copy_size
    held.copy_sha256 = hashlib.sha256(copy).hexdigest()
    held.save(update_fields=["cleaning", "copy_size", "copy_sha256"])
    _seal(held, copy, is_original=False)
    detail = {"number": held.number}
    audit.record("document_cleaned", by=by, about=held, fields=["copy"], detail=detail)
    return held


def _cleaning(file_type: str, copy: bytes) -> Cleaning:
    if copy:
        return Cleaning.CLEANED
    return Cleaning.PLAIN if file_type == FileType.TEXT else Cleaning.KEPT


def _seal(document: Document, content: bytes, *, is_original: bool) -> None:
    for place, start in enumerate(range(0, len(content), PIECE_BYTES)):
        part = content[start : start + PIECE_BYTES]
        piece = DocumentPiece(document=document, place=place, content=part, is_original=is_original)
        piece.save(force_insert=True)


@transaction.atomic
def remove_document(*, by: Any, document: Document, reason: str) -> None:
    """Remove a document for good. The log keeps that it was there, and why it was removed."""
    documents = Document.objects.select_related("case").select_for_update(of=("self",))
    held = documents.get(pk=document.pk)
    policies.says_why(reason).or_refuse()
    under_hold = is_held(held.case.person_id)
    policies.can_remove_document(held, by=by, held=under_hold).or_refuse()
    alone = HeldDocument.objects.filter(document_id=held.pk, lifted_at__isnull=True)
    policies_held.not_held_alone(is_held=alone.exists()).or_refuse()
    detail = {"number": held.number, "reason": reason}
    audit.record("document_removed", by=by, about=held, detail=detail)
    Document.objects.filter(pk=held.pk).delete()
