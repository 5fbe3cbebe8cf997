from django.db import models
from django.utils.translation import gettext_lazy as _


class TipState(models.TextChoices):
    NEW = "new", _("Not read yet")
    OPENED = "opened", _("Being looked at")
    CLOSED = "closed", _("Closed")


class ClosingReason(models.TextChoices):
    """Why a tip was closed: a code, since the log never holds what somebody typed."""

    HANDED_OVER = "handed_over", _("Recorded and handed over")
    TOLD_WHERE = "told_where", _("Answered: who can help was said")
    TWICE = "twice", _("It came twice")
    OTHER_MATTER = "other_matter", _("It is about another matter")
    NO_MESSAGE = "no_message", _("There is no message in it")


# Handing over closes a tip by itself; nobody chooses that.
CHOSEN = [reason for reason in ClosingReason if reason != ClosingReason.HANDED_OVER]
