"""What the clock does for referrals: who did not answer is reminded, then somebody else told;
files whose time is over are let go, and tables whose day passed are cleared."""

from datetime import timedelta

from django.conf import settings

from amparo.agencies import OPERATOR
from amparo.core.duties import DAILY, duty
from amparo.referrals.actions import conference, packages, reminding, transfer


@duty("remind_of_referrals", every=timedelta(minutes=15), wanted=lambda: settings.REMINDERS)
def remind() -> None:
    reminding.remind_of_the_unanswered(by=OPERATOR)


@duty("bind_late_rows", every=timedelta(minutes=15))
def bind_late_rows() -> None:
    transfer.bind_late_rows()


@duty("let_packages_go", every=DAILY)
def let_packages_go() -> None:
    packages.let_go(by=OPERATOR)


@duty("clear_tables", every=DAILY)
def clear_tables() -> None:
    conference.clear_what_is_over(by=OPERATOR)
