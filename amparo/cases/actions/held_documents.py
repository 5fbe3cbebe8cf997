"""A hold on one document: the document stays, whatever happens to the rest of the file."""

from typing import Any
from uuid import uuid4

from django.db import transaction

from amparo import audit
from amparo.agencies import OPERATOR
from amparo.cases.models import Document, HeldDocument, HeldPiece
from amparo.cases.policies import held_documents as policies
from amparo.core import clock, keystore


@transaction.atomic
def hold_document(*, by: Any, document: Document, order: str) -> HeldDocument:
    """Keep one document for an authority. A copy is sealed under a key of the hold at once, so
    that her key can be destroyed, and a backup from after this day holds what must stay."""
    documents = Document.objects.select_related("case__agency").select_for_update(of=("self",))
    source = documents.get(pk=document.pk)
    is_held = HeldDocument.objects.filter(document_id=source.pk, lifted_at__isnull=True).exists()
    policies.can_hold(source, by=by, is_held=is_held, order=order).or_refuse()
    held = HeldDocument(
        id=uuid4(),
        agency=source.case.agency,
        person_id=source.case.person_id,
        document_id=source.pk,
        case_number=source.case.shown_number,
        order=order,
        placed_by=by,
        placed_at=clock.now(),
        **{name: getattr(source, name) for name in COPIED},
    )
    keystore.create([held.pk])
    held.save(force_insert=True)
    for piece in source.pieces.filter(is_original=True).order_by("place"):
        piece.document = source
        HeldPiece(held=held, place=piece.place, content=piece.content).save(force_insert=True)
    detail = {"number": source.number}
    audit.record("document_held", by=by, about=held, fields=["order"], detail=detail)
    return held


COPIED = ("number", "kind", "file_type", "received_on", "title", "sha256")


@transaction.atomic
def lift_document_hold(*, by: Any, held: HeldDocument) -> HeldDocument:
    """The authority needs it no more: the copy is destroyed, and the row says that it was."""
    found = HeldDocument.objects.select_related("agency").select_for_update(of=("self",))
    lifted = found.get(pk=held.pk)
    policies.can_lift(lifted, by=by).or_refuse()
    lifted.lifted_by, lifted.lifted_at = by, clock.now()
    lifted.save(update_fields=["lifted_by", "lifted_at"])
    HeldPiece.objects.filter(held=lifted).delete()
    detail = {"number": lifted.number}
    audit.record("document_hold_lifted", by=by, about=lifted, detail=detail)
    transaction.on_commit(lambda: _destroy(lifted.pk), robust=True)
    return lifted


def _destroy(held_id: Any) -> None:
    """No backup of before opens it either."""
    keystore.destroy(held_id, at=clock.now().isoformat(), ground="hold_lifted")


@transaction.atomic
def lift_again() -> int:
    """Holds that a restore brought back from before they were lifted: their key is gone."""
    standing = HeldDocument.objects.filter(lifted_at__isnull=True)
    graves = keystore.tombstones()
    risen = [held for held in standing if held.pk in graves]
    for held in risen:
        HeldPiece.objects.filter(held=held).delete()
        audit.record("held_document_forgotten", by=OPERATOR, about=held)
    HeldDocument.objects.filter(pk__in=[held.pk for held in risen]).delete()
    return len(risen)


def destroy_lifted() -> int:
    """Complete what a crash left between lifting a hold and destroying its key."""
    lifted = HeldDocument.objects.filter(lifted_at__isnull=False).values_list("pk", flat=True)
    waiting = keystore.newest_versions(lifted)
    for held_id in waiting:
        _destroy(held_id)
    return len(waiting)
