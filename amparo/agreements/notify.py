"""What members are told by mail: that one item waits. What it is, they see after signing in."""

from uuid import UUID

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.agreements.models import Agreement
from amparo.core import outbox


def ends(members: list[UUID]) -> None:
    for pk in members:
        outbox.put("agreement_ends", member=str(pk))


def who_answer_for(agreement: Agreement) -> list[Member]:
    """Who recorded it, while she keeps agreements and has an address; else whoever keeps them in
    her agency. Of what nobody here recorded, those of the agencies that signed it."""
    first = agreement.recorded_by
    if first is not None and _is_reached(first):
        return [first]
    signed = agreement.parties.values("organisation__agency")
    there = {"agency": first.agency_id} if first is not None else {"agency__in": signed}
    return [each for each in Member.objects.filter(**there).order_by("pk") if _is_reached(each)]


def _is_reached(member: Member) -> bool:
    return member.is_active and bool(member.email) and member.may(Permission.KEEP_AGREEMENTS)


@outbox.writer("agreement_ends")
def _agreement_ends(member: str) -> list[EmailMessage]:
    found = Member.objects.filter(pk=UUID(member), is_active=True).exclude(email="").first()
    if found is None:
        return []
    with translation.override(found.language):
        words = render_to_string("agreements/mail/one_item.txt")
        return [EmailMessage(gettext("For today"), words, None, [found.email])]
