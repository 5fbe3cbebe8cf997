"""The only door from a request to what came in. It says 404, not 403."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.registers.models import Doubt, Import, SavedMapping, Upload


def visible_imports(member: Any) -> QuerySet[Import]:
    if not member.may(Permission.BRING_IN_REGISTERS) or member.agency_id is None:
        return Import.objects.none()
    return Import.objects.filter(agency_id=member.agency_id)


def open_import(member: Any, import_id: UUID) -> Import:
    """Open an import for reading, and log that it was opened."""
    brought = visible_imports(member).select_related("agency", "brought_by").filter(pk=import_id)
    found = brought.first()
    if found is None:
        raise Http404
    audit.record("import_opened", by=member, about=found)
    return found


def visible_uploads(member: Any) -> QuerySet[Upload]:
    return Upload.objects.filter(held_by=member)


def open_upload(member: Any, upload_id: UUID) -> Upload:
    """Open a waiting file: only who brought it sees it, and the log says so."""
    uploads = Upload.objects.select_related("agency").filter(pk=upload_id, held_by=member)
    found = uploads.first() if member.may(Permission.BRING_IN_REGISTERS) else None
    if found is None:
        raise Http404
    audit.record("register_file_opened", by=member, about=found)
    return found


def visible_mappings(member: Any) -> QuerySet[SavedMapping]:
    if not member.may(Permission.BRING_IN_REGISTERS):
        return SavedMapping.objects.none()
    return SavedMapping.objects.filter(agency_id=member.agency_id)


def get_doubt_or_404(member: Any, brought: Import, doubt_id: int) -> Doubt:
    doubt = Doubt.objects.filter(pk=doubt_id, brought=brought).select_related("line").first()
    if doubt is None or brought.agency_id != member.agency_id:
        raise Http404
    return doubt
