"""What members are told by mail: that one item waits. What it is, they see after signing in."""

from collections.abc import Iterable
from uuid import UUID

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.cases.access import conflicts
from amparo.core import outbox
from amparo.referrals.access import referral as access
from amparo.referrals.models import Referral, Transfer


def waits_there(referral_id: UUID) -> None:
    """Tell those of the receiving agency to whom it opens."""
    found = _of(referral_id)
    if found is not None and found.to_agency_id is not None:
        _tell(_who_receive(found))


def was_answered(referral_id: UUID) -> None:
    found = _of(referral_id)
    if found is not None:
        _tell(_sender(found))


def remind(referral_id: UUID) -> None:
    """After a day: who sent it, and those who could answer."""
    found = _of(referral_id)
    if found is not None:
        _tell([*_sender(found), *_who_receive(found)])


def raise_it(referral_id: UUID) -> None:
    """After two: who answers for the cases, here and there."""
    found = _of(referral_id)
    if found is not None:
        there = [each for each in _who_receive(found) if each.may(Permission.ASSIGN_TEAM)]
        _tell([*_who_answer_for(found), *there])


def transfer_waits(transfer_id: UUID) -> None:
    found = _transfer(transfer_id)
    if found is not None:
        _tell(_who_take(found))


def transfer_answered(transfer_id: UUID) -> None:
    """To the two who let it go: that it was answered, they see after signing in."""
    found = _transfer(transfer_id)
    if found is not None:
        _tell(dict.fromkeys(each for each in _givers(found) if each.is_active and each.email))


def remind_of_transfer(transfer_id: UUID) -> None:
    found = _transfer(transfer_id)
    if found is not None:
        _tell([*_givers(found), *_who_take(found)])


def raise_transfer(transfer_id: UUID) -> None:
    found = _transfer(transfer_id)
    if found is not None:
        here = Member.objects.filter(agency=found.from_agency_id, is_active=True)
        may = [each for each in here.exclude(email="") if each.may(Permission.ASSIGN_TEAM)]
        _tell([*may, *_who_take(found)])


def _transfer(transfer_id: UUID) -> Transfer | None:
    people = ("case__person", "proposed_by", "confirmed_by")
    return Transfer.objects.select_related(*people).filter(pk=transfer_id).first()


def _givers(transfer: Transfer) -> list[Member]:
    return [each for each in (transfer.proposed_by, transfer.confirmed_by) if each is not None]


def _who_take(transfer: Transfer) -> list[Member]:
    """Who decides on teams there; nobody whom she fears."""
    there = Member.objects.filter(agency=transfer.to_agency_id, is_active=True).exclude(email="")
    may = [each for each in there if each.may(Permission.ASSIGN_TEAM)]
    feared = {each.pk for each in conflicts.feared(transfer.case, may)}
    return [each for each in may if each.pk not in feared]


def _sender(referral: Referral) -> list[Member]:
    return [referral.sent_by] if referral.sent_by is not None else []


def _who_answer_for(referral: Referral) -> list[Member]:
    """Of the agency that sent it; the mail says nothing, and a file for named people opens by it
    to nobody."""
    here = Member.objects.filter(agency=referral.agency_id, is_active=True).exclude(email="")
    return [each for each in here if each.may(Permission.ASSIGN_TEAM)]


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
