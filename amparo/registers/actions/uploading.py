"""A register brought by hand: held sealed, corrected, brought in, and then gone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.core import keystore
from amparo.registers import policies, sealed_file, waiting
from amparo.registers.mapping import Mapping
from amparo.registers.models import Upload
from amparo.registers.reading import open_register

from .bringing import Outcome, bring_in, plan_for


@transaction.atomic
def hold(
    *,
    by: Member,
    agency: Agency,
    chunks: Iterable[bytes],
    file_name: str,
    kind: str = "",
    sheet: str = "",
) -> Upload:
    """Keep a file sealed until somebody has looked at how it will be read."""
    policies.can_bring_in(agency, by=by).or_refuse()
    upload = Upload(agency=agency, held_by=by, file_name=file_name[:200], sheet=sheet)
    keystore.create([upload.id])
    try:
        place = waiting.place_of(upload)
        sealed_file.seal(chunks, place, key=waiting.key_of(upload), about=str(upload.pk))
        with waiting.opened(upload) as path:
            register = open_register(path, sheet=sheet or None)
            plan = plan_for(register, kind=kind or None, agency=agency)
            upload.rows = sum(1 for _row in register.rows())
    except BaseException:
        _forget(upload)
        raise
    upload.kind = plan.kind
    upload.mapping = plan.mapping.to_json() if plan.mapping else {}
    upload.save(force_insert=True)
    audit.record("register_file_held", by=by, about=upload, detail={"kind": plan.kind})
    return upload


@transaction.atomic
def correct(*, by: Any, upload: Upload, mapping: Mapping) -> Upload:
    """Keep a corrected mapping with the file that waits."""
    held = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    policies.can_use(held, by=by).or_refuse()
    held.mapping = mapping.to_json()
    held.save(update_fields=["mapping"])
    audit.record("mapping_corrected", by=by, about=held, fields=["mapping"])
    return held


@transaction.atomic
def queue_upload(*, by: Any, upload: Upload) -> Upload:
    """Leave a large register to the worker."""
    held = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    policies.can_use(held, by=by).or_refuse()
    held.is_queued = True
    held.save(update_fields=["is_queued"])
    audit.record("import_queued", by=by, about=held)
    return held


def bring_in_upload(*, by: Any, upload: Upload, dry_run: bool = False) -> Outcome:
    """Bring a waiting file in, or try it. Once it is in, the file is gone."""
    policies.can_bring_in(upload.agency, by=by).or_refuse()
    with waiting.opened(upload) as path:
        outcome = bring_in(
            by=by,
            path=path,
            agency=upload.agency,
            kind=None if upload.mapping else upload.kind,
            mapping=Mapping.from_json(upload.mapping) if upload.mapping else None,
            sheet=upload.sheet or None,
            file_name=upload.file_name,
            dry_run=dry_run,
        )
    if not dry_run:
        drop_upload(by=by, upload=upload)
    return outcome


@transaction.atomic
def drop_upload(*, by: Any, upload: Upload) -> None:
    """Forget a waiting file: its key first, so that what may be left of it says nothing."""
    policies.can_bring_in(upload.agency, by=by).or_refuse()
    audit.record("register_file_dropped", by=by, about=upload)
    Upload.objects.filter(pk=upload.pk).delete()
    transaction.on_commit(lambda: _forget(upload))


@transaction.atomic
def drop_stale_uploads(*, by: Any, before: datetime) -> int:
    """Forget files that nobody came back to."""
    stale = list(Upload.objects.filter(held_at__lt=before).select_related("agency"))
    for upload in stale:
        drop_upload(by=by, upload=upload)
    return len(stale)


def _forget(upload: Upload) -> None:
    keystore.discard([upload.id])
    waiting.place_of(upload).unlink(missing_ok=True)
