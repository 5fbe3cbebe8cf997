"""Write a record under its code: create it, change what differs, or leave it alone.

Each function gives the record and the names of the fields that changed.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from amparo.agencies.models import Member
from amparo.core.errors import BadInput
from amparo.taxonomy import vague

from ..enums import Flag
from ..formulas import derive
from ..models import Claim, Derivation, DerivationInput, Document, Source, Statement

M = TypeVar("M", bound=models.Model)
Kept = tuple[M, list[str]]


def member_or_none(by: Any) -> Member | None:
    """The operator of a command is named in the log and has no row to point at."""
    return by if isinstance(by, Member) else None


def keep(model: type[M], code: str, values: Mapping[str, Any]) -> Kept:
    held = model._default_manager.filter(code=code).first()
    if held is None:
        return model._default_manager.create(code=code, **values), ["code", *values]
    changed = [name for name, value in values.items() if getattr(held, name) != value]
    for name in changed:
        setattr(held, name, values[name])
    if changed:
        held.save(update_fields=changed)
    return held, changed


def keep_statement(code: str, document: Document, values: Mapping[str, Any]) -> Kept[Statement]:
    if values["end"] - values["start"] != len(values["words"]):
        raise BadInput(
            _(
                "The place given for the words is not as long as the words, so the quote could "
                "not be found again. Give start and end in the text with white space folded."
            )
        )
    located = {"document": document, "document_sha256": document.sha256, **values}
    return keep(Statement, code, located)


def keep_claim(code: str, values: Mapping[str, Any]) -> Kept[Claim]:
    document, said_by, statement = values["document"], values["said_by"], values["statement"]
    if statement is not None and statement.document_id != document.pk:
        raise BadInput(_("The words of a claim must stand in the document of the claim."))
    relay = values.get("relay") or [said_by.code]
    if relay[0] != said_by.code:
        raise BadInput(_("A relay chain begins with the source that says it first."))
    if unknown := set(values.get("flags", ())) - set(Flag.values):
        raise BadInput(
            _("These cautions are not known: %(names)s.") % {"names": ", ".join(sorted(unknown))}
        )
    claim, changed = keep(Claim, code, {**values, "relay": relay})
    if "relay" in changed:
        _check_relay(relay)
    if "period" in changed and claim.period:
        vague.from_edtf(claim.period)
    return claim, changed


def keep_derivation(
    code: str, formula: str, inputs: Mapping[str, Claim], values: Mapping[str, Any]
) -> Kept[Derivation]:
    result = derive(formula, {role: (claim.value, claim.period) for role, claim in inputs.items()})
    groups = {claim.said_by.independence_group for claim in inputs.values()}
    mixed = [Flag.MIXED_SOURCES.value] if len(groups) > 1 else []
    cautions = [flag for claim in inputs.values() for flag in claim.flags]
    computed = {
        "formula": formula,
        "value": result.value,
        "low": result.low,
        "high": result.high,
        "flags": list(dict.fromkeys([*mixed, *cautions])),
    }
    derivation, changed = keep(Derivation, code, {**values, **computed})
    parts = {role: claim.pk for role, claim in inputs.items()}
    if dict(derivation.parts.values_list("role", "claim")) != parts:
        derivation.parts.all().delete()
        DerivationInput.objects.bulk_create(
            DerivationInput(derivation=derivation, role=role, claim=claim, position=position)
            for position, (role, claim) in enumerate(inputs.items(), start=1)
        )
        changed = [*changed, "inputs"]
    return derivation, changed


def _check_relay(relay: list[str]) -> None:
    if Source.objects.filter(code__in=relay).count() != len(set(relay)):
        raise BadInput(_("Every link of a relay chain must be a recorded source."))
