"""What the clock does for cases: it reminds those who work on them, and lets old tips go."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from amparo.agencies import OPERATOR
from amparo.agencies.models import Agency
from amparo.cases import notify
from amparo.cases.actions import held_documents, retention, tips
from amparo.cases.queries import due as queries_due
from amparo.core import clock
from amparo.core.duties import DAILY, duty


@duty("remind", every=DAILY, wanted=lambda: settings.REMINDERS)
@transaction.atomic
def remind() -> None:
    """One mail to each member for whom something became due today. It names nobody."""
    today = clock.today()
    for member in queries_due.reminded():
        if queries_due.newly_due(member, on=today):
            notify.something_is_due(member)


@duty("finish_document_holds", every=timedelta(minutes=5))
def finish_document_holds() -> None:
    """Complete the end of a hold on a document: after a crash, and after a restore."""
    held_documents.destroy_lifted()
    held_documents.lift_again()


@duty("forget_tips", every=DAILY)
def forget_tips() -> None:
    """Messages of the public page whose time is over."""
    while tips.forget_old():
        pass


@duty("keep_by_series", every=DAILY)
def keep_by_series() -> None:
    """Give closed files their series, look again at those that end soon, and tell who answers."""
    for agency in Agency.objects.all():
        retention.keep_up(by=OPERATOR, agency=agency)
