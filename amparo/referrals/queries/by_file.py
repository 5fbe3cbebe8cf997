"""What a sealed referral says, and whether one can be sealed to an organisation today."""

from typing import Any

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from amparo.cases import blocks
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.directory.models import Service
from amparo.referrals import kinds
from amparo.referrals.enums.package import Kind
from amparo.referrals.models import Referral, SentPackage
from amparo.referrals.policies import package as policies
from amparo.referrals.policies import referral as referral_policies
from amparo.referrals.queries import correspondence, going


def may_seal(referral: Referral) -> Decision:
    has_keys = correspondence.our_keys() is not None
    card = correspondence.standing(referral.organisation)
    return referral_policies.can_go_as_file(referral) and policies.can_seal_to(
        card, has_keys=has_keys
    )


def said(referral: Referral, *, language: str) -> dict[str, Any]:
    """What goes, as it stands at this moment, in words: the other office may have other codes."""
    with override(language):
        return {
            "referral": referral.disclosure.number,
            "service": _service(referral.service),
            "need": referral.need_words,
            "blocks": [
                {"block": str(each), "facts": _facts(referral, each)} for each in referral.blocks
            ],
        }


@kinds.leaves_if(Kind.REFERRAL)
def _may_still_go(package: SentPackage) -> Decision:
    """Asked at every taking out: all that was sealed must still be free to go."""
    held = Referral.objects.select_related("disclosure", "case__person", "case__agency", "agency",
        "organisation", "service").filter(package=package).first()  # fmt: skip
    if held is not None and held.is_live:
        held.disclosure.case = held.case
        today = clock.today()
        free = going.going(held, going.verdicts(held, on=today), on=today)
        if set(held.blocks) <= set(free):
            return ALLOWED
    return Decision(
        _(
            "Something that was sealed in this file may not go any more. Close the referral, and "
            "make another one of what may still go."
        )
    )


def _facts(referral: Referral, block: str) -> list[list[str]]:
    facts = blocks.contents(referral.case, block)
    return [[str(capfirst(each.label)), str(formats.localize(each.value))] for each in facts]


def _service(service: Service | None) -> str:
    return "" if service is None or service.is_sealed else service.name
