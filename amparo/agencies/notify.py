"""What members are told by mail, in words that give nothing away: no programme, no role.

Everything goes through the queue; links are made when the mail leaves.
"""

from uuid import UUID

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from amparo.agencies import queries
from amparo.agencies.models import Member
from amparo.core import outbox


def invited(member: Member, address: str) -> None:
    """Mail the link. Until she has come in, the page of members offers to send it again."""
    outbox.put("invitation", member=str(member.pk), address=address)


def password_link_asked(email: str, address: str) -> None:
    """The same for every address: whether it belongs to anybody is found out by the worker."""
    outbox.put("password_link", email=email, address=address)


@outbox.writer("invitation")
def _invitation(member: str, address: str) -> list[EmailMessage]:
    found = Member.objects.filter(pk=UUID(member), is_active=True).first()
    if found is None or found.has_usable_password() or not found.is_ours:
        # Her access ended, she came in by another link meanwhile, or the address is another's.
        return []
    with translation.override(found.language):
        context = {"link": _link(found, address), "username": found.username}
        words = render_to_string("agencies/mail/invitation.txt", context)
        return [EmailMessage(gettext("Your access"), words, None, [found.email])]


@outbox.writer("password_link")
def _password_link(email: str, address: str) -> list[EmailMessage]:
    # To the address that is kept, never to the one that was typed: two can look alike.
    found = Member.objects.filter(email__iexact=email, is_active=True).exclude(email="")
    # Nor to one that somebody else wrote beside her name.
    return [_new_password(member, address) for member in found if member.is_ours]


def _new_password(member: Member, address: str) -> EmailMessage:
    prefix = "account/email/password_reset_key"
    with translation.override(member.language):
        subject = render_to_string(f"{prefix}_subject.txt").strip()
        context = {"password_reset_url": _link(member, address), "username": member.username}
        words = render_to_string(f"{prefix}_message.txt", context).strip()
    return EmailMessage(subject, words, None, [member.email])


def _link(member: Member, address: str) -> str:
    return address.rstrip("/") + queries.way_in(member)
