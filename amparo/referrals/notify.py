"""What members are told by mail: that one item waits. What it is, they see after signing in."""

from collections.abc import Iterable
from uuid import UUID

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from amparo.agencies.models import Member
from amparo.cases.access import conflicts
from amparo.core import outbox
from amparo.referrals.access import referral as access
from amparo.referrals.models import Referral


def waits_there(referral_id: UUID) -> None:
    """Tell those of the receiving agency to whom it opens."""
    found = _of(referral_id)
    if found is not None and found.to_agency_id is not None:
        _tell(_who_receive(found))


def was_answered(referral_id: UUID) -> None:
    found = _of(referral_id)
    if found is not None and found.sent_by is not None:
        _tell([found.sent_by])


def _of(referral_id: UUID) -> Referral | None:
    rows = Referral.objects.select_related("case__person", "sent_by", "disclosure")
    return rows.filter(pk=referral_id).first()


def _who_receive(referral: Referral) -> list[Member]:
    there = Member.objects.filter(agency=referral.to_agency_id, is_active=True).exclude(email="")
    may = [each for each in there if access.received(each).filter(pk=referral.pk).exists()]
    feared = {each.pk for each in conflicts.feared(referral.case, may)}
    return [each for each in may if each.pk not in feared]


def _tell(members: Iterable[Member]) -> None:
    for member in members:
        outbox.put("one_item", member=str(member.pk))


@outbox.writer("one_item")
def _one_item(member: str) -> list[EmailMessage]:
    found = Member.objects.filter(pk=UUID(member), is_active=True).exclude(email="").first()
    if found is None:
        return []
    with translation.override(found.language):
        words = render_to_string("referrals/mail/one_item.txt")
        return [EmailMessage(gettext("For today"), words, None, [found.email])]
