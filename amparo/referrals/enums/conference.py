"""What may be said of a case before a committee: codes of these lists and nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.taxonomy import codes


class AgeSaid(models.TextChoices):
    CHILD = "child", _("A child or adolescent")
    ADULT = "adult", _("An adult")


class Waits(models.TextChoices):
    """Since when she waits, so coarse that no day can be told from it."""

    DAYS = "days", _("For less than a week")
    WEEKS = "weeks", _("For a week to a month")
    MONTHS = "months", _("For one to three months")
    LONG = "long", _("For more than three months")


class Asks(models.TextChoices):
    """What is asked of the table."""

    OFFER = "offer", _("Who can give one of these services?")
    TOGETHER = "together", _("Who can work on it together with us?")
    FASTER = "faster", _("Who can bring it forward?")


class Said(models.TextChoices):
    """What an agency at the table answers."""

    OFFERS = "offers", pgettext_lazy("at the table", "Can offer it")
    ASK_US = "ask_us", pgettext_lazy("at the table", "Ask us through a referral")
    CANNOT = "cannot", pgettext_lazy("at the table", "We cannot")


class ConferenceEnd(models.TextChoices):
    """Why nothing of it is at the table any more."""

    HEARD = "heard", _("The session was closed")
    CALLED_OFF = "called_off", _("The session was called off")
    DAY_OVER = "day_over", _("The day of the session passed")
    TAKEN_BACK = "taken_back", _("It was taken off the table")
    HER_NO = "her_no", _("She said no")
    FEARED = "feared", _("Somebody whom she fears may be at the table")


MOST_NEEDS = 3
# The first two say what was done to her, the next two from where she comes, the last two nothing.
NOT_SAID = {
    "SexualExploitationRehabilitation",
    "LabourExploitationRehabilitation",
    "Interpretation",
    "SafeVoluntaryReturn",
    "Referral",
    "OtherService",
}


def needs() -> list[tuple[str, object]]:
    """The services that may be asked for at a table."""
    return [(code, label) for code, label in codes.choices("service") if code not in NOT_SAID]
