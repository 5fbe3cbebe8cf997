from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class YesNo(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")
    REFUSED = "refused", _("Did not want to say")
    NOT_ASKED = "not_asked", _("Not asked")


class Channel(models.TextChoices):
    """By which way somebody is contacted. None of them is open until she opened it."""

    VISIT = "visit", _("Visit")
    CALL = "call", _("Call")
    MESSAGE = "message", _("Message to a telephone")
    THIRD = "third", _("Through a person she named")


class Began(models.TextChoices):
    US = "us", _("We contacted her")
    HER = "her", _("She contacted us, or came")


class Outcome(models.TextChoices):
    REACHED = "reached", _("We spoke with her")
    NOBODY = "nobody", pgettext_lazy("of a contact", "Nobody answered")
    OTHER = "other", _("Somebody else answered")
