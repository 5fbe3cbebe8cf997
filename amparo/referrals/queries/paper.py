"""The letter of a referral: to whom, what it says, its slip, and what is due about it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from amparo.cases import blocks, due_dates, letters
from amparo.cases.letters.enclosing import Enclosed, encloses
from amparo.cases.models import Case, Letter
from amparo.directory.enums import TraitKind
from amparo.directory.models import Service
from amparo.directory.queries import service as services
from amparo.people.enums import Block, Recipient
from amparo.referrals import slip_codes
from amparo.referrals.access import referral as access
from amparo.referrals.enums import OUTSIDE, ReferralState
from amparo.referrals.models import Referral, Slip

TEMPLATE = "referral"
AWAITED = timedelta(days=7)
# What the office of a service most likely is, to be put right where it is not.
LIKELY = {"MedicalCare": Recipient.HOSPITAL, "Health": Recipient.HOSPITAL}


def likely_of(service: Service) -> str:
    """Nothing where it is an agency that signs in here."""
    if service.is_sealed or service.organisation.agency_id is not None:
        return ""
    return likely_for(services.codes_of(service)[TraitKind.NEED])


def likely_for(needs: Iterable[str]) -> str:
    return next((LIKELY[each].value for each in needs if each in LIKELY), Recipient.OTHER.value)


def addressee(referral: Referral) -> str:
    """The organisation, the service, and where it is; of what is sealed nothing is known here."""
    service, lines = referral.service, [referral.organisation.name]
    if service is None:
        lines.append(str(referral.organisation.place or ""))
    elif not service.is_sealed:
        lines += [service.name, service.street, str(service.place)]
    return "\n".join(dict.fromkeys(line for line in lines if line))


def body(referral: Referral, *, language: str) -> str:
    """The words of the template with what goes, as it stands at this moment."""
    with override(language):
        asked = referral.need_words or (referral.service.name if referral.service else "")
        parts = [_block(referral.case, each) for each in referral.blocks]
        words = letters.text(TEMPLATE, language, "body")
        return words.format(asked=asked, blocks="\n\n".join(parts))


def _block(case: Case, block: str) -> str:
    facts = blocks.contents(case, block)
    said = [f"{capfirst(each.label)}: {formats.localize(each.value)}" for each in facts]
    return "\n".join([str(Block(block).label), *(said or ["–"])])


@encloses(TEMPLATE)
def _slip(letter: Letter) -> Enclosed | None:
    slip = Slip.objects.select_related("case__person").filter(letter=letter).first()
    if slip is None:
        return None
    return Enclosed("referrals/_slip.html", {"code": slip_codes.shown(slip.code)})


def slip_of(member: Any, typed: str) -> Slip | None:
    """The slip with this code, of a case that opens to her."""
    code = slip_codes.read(typed)
    if code is None:
        return None
    found = Slip.objects.filter(digest=slip_codes.digest(code), referral__in=access.sent(member))
    return found.select_related("referral__case__person", "letter__agency").first()


def letter_of(referral: Referral) -> Letter | None:
    slip = Slip.objects.filter(referral=referral).select_related("letter__agency").first()
    return slip.letter if slip else None


def _outside(cases: QuerySet[Case], state: str) -> QuerySet[Referral]:
    return Referral.objects.filter(case__in=cases, channel__in=OUTSIDE, state=state)


@due_dates.rule(
    "referral_answer",
    day="due_on",
    what=lambda row: _("An answer to a referral is awaited"),
    url=lambda row: row.get_absolute_url(),
)
def _awaited(cases: QuerySet[Case]) -> QuerySet[Referral]:
    return _outside(cases, ReferralState.SENT)


@due_dates.rule(
    "referral_stop",
    day="due_on",
    what=lambda row: _("Tell whoever got a referral on paper to stop"),
    url=lambda row: row.get_absolute_url(),
)
def _to_be_told(cases: QuerySet[Case]) -> QuerySet[Referral]:
    return _outside(cases, ReferralState.CLOSED).filter(
        sent_at__isnull=False, stopped_at__isnull=True
    )
