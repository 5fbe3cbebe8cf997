"""What members are told by mail about their cases: that something is due, and nothing else."""

from uuid import UUID

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from amparo.agencies import queries as agencies
from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
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


def glass_broken(agency_id: UUID) -> None:
    """Tell who watches over the data at once. What was opened, and by whom, she sees here."""
    for member in agencies.focal_points(agency_id):
        outbox.put("glass", member=str(member.pk))


@outbox.writer("glass")
def _glass(member: str) -> list[EmailMessage]:
    found = Member.objects.filter(pk=UUID(member), is_active=True).exclude(email="").first()
    if found is None:
        return []
    with translation.override(found.language):
        words = render_to_string("cases/mail/waits.txt")
        return [EmailMessage(gettext("For today"), words, None, [found.email])]


def files_end(agency_id: UUID) -> None:
    """Tell who answers for the records that some end soon. Which ones, and when, they see here."""
    for member in Member.objects.filter(agency=agency_id, is_active=True).exclude(email=""):
        if member.may(Permission.ERASE_PEOPLE):
            outbox.put("files_end", member=str(member.pk))


@outbox.writer("files_end")
def _files_end(member: str) -> list[EmailMessage]:
    return _glass(member)
