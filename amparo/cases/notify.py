"""What members are told by mail about their cases: that something is due, and nothing else."""

from uuid import UUID

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from amparo.agencies.models import Member
from amparo.cases.queries import due as queries_due
from amparo.core import clock, outbox


def something_is_due(member: Member) -> None:
    outbox.put("reminder", member=str(member.pk))


@outbox.writer("reminder")
def _reminder(member: str) -> list[EmailMessage]:
    """How much is counted when the mail leaves; she may have done it meanwhile."""
    found = Member.objects.filter(pk=UUID(member), is_active=True).exclude(email="").first()
    count = queries_due.due_in_all(found, on=clock.today()) if found else 0
    if not count:
        return []
    with translation.override(found.language):
        words = render_to_string("cases/mail/reminder.txt", {"count": count})
        return [EmailMessage(gettext("For today"), words, None, [found.email])]
