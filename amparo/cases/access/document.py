"""The door to the file as it came."""

from typing import Any
from uuid import UUID

from amparo import audit
from amparo.cases.access.case import document_of
from amparo.cases.models import Case, Document


def open_original(member: Any, case: Case, document_id: UUID, *, reason: str) -> Document:
    """A document as it came, and logged as such with the reason, a code."""
    document = document_of(case, document_id)
    about: dict[str, Any] = {"fields": ["original"]}
    about["detail"] = {"number": document.number, "reason": reason}
    audit.record("document_original_opened", by=member, about=document, **about)
    return document
