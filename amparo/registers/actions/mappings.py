"""Saving how an agency reads its registers."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.core import keystore
from amparo.core.errors import BadInput
from amparo.registers import policies
from amparo.registers.codebook import KINDS
from amparo.registers.mapping import Mapping
from amparo.registers.models import SavedMapping


@transaction.atomic
def save_mapping(*, by: Any, agency: Agency, name: str, mapping: Mapping) -> SavedMapping:
    """Keep a mapping by name, so that the next register of this form needs no work."""
    policies.can_bring_in(agency, by=by).or_refuse()
    if not name or name in KINDS:
        raise BadInput(
            _(
                "A mapping needs a name of its own, different from the names of the public "
                "standards. Choose another name."
            )
        )
    saved_by = by if isinstance(by, Member) else None
    held = SavedMapping.objects.select_for_update().filter(agency=agency, name=name).first()
    if held is None:
        held = SavedMapping(agency=agency, name=name)
        keystore.create([held.id])
    held.rules, held.saved_by = mapping.to_json() | {"name": name}, saved_by
    held.save()
    audit.record("mapping_saved", by=by, about=held, fields=["rules"])
    return held


@transaction.atomic
def drop_mapping(*, by: Any, mapping: SavedMapping) -> None:
    """Forget a mapping. What it brought in stays."""
    policies.can_bring_in(mapping.agency, by=by).or_refuse()
    audit.record("mapping_dropped", by=by, about=mapping)
    held_id = mapping.pk
    mapping.delete()
    transaction.on_commit(lambda: keystore.discard([held_id]))
