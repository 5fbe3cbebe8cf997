"""What the clock does for agreements: who answers for one is told in time that it ends."""

from django.conf import settings

from amparo.agencies import OPERATOR
from amparo.agreements.actions import telling
from amparo.core.duties import DAILY, duty


@duty("tell_of_ending_agreements", every=DAILY, wanted=lambda: settings.REMINDERS)
def tell_of_ending_agreements() -> None:
    telling.tell_of_what_ends(by=OPERATOR)
