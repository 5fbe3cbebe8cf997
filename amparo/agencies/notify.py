"""What members are told by mail, in words that give nothing away: no programme, no role."""

import logging
from uuid import UUID

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from amparo.agencies import queries
from amparo.agencies.models import Member

log = logging.getLogger("amparo.mail")


def invited(member_id: UUID, address: str) -> None:
    """Mail the link. If that fails, the page of members offers to send it again."""
    member = Member.objects.get(pk=member_id)
    link = address.rstrip("/") + queries.invitation_path(member)
    with translation.override(member.language):
        context = {"link": link, "username": member.username}
        words = render_to_string("agencies/mail/invitation.txt", context)
        subject = gettext("Your access")
    try:
        send_mail(subject, words, None, [member.email])
    except OSError:
        log.exception("invitation not sent")
