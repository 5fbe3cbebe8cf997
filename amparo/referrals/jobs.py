"""What the clock does for referrals: who did not answer is reminded, then somebody else told."""

from datetime import timedelta

from django.conf import settings

from amparo.agencies import OPERATOR
from amparo.core.duties import duty
from amparo.referrals.actions import reminding


@duty("remind_of_referrals", every=timedelta(minutes=15), wanted=lambda: settings.REMINDERS)
def remind() -> None:
    reminding.remind_of_the_unanswered(by=OPERATOR)
