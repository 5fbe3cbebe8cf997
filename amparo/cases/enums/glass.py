"""Why a file is opened in an emergency, and how its review ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GlassReason(models.TextChoices):
    """A fixed list beside the sentence: the log keeps the code and never the sentence."""

    DANGER = "danger", _("She is in danger now")
    HEALTH = "health", _("A medical emergency")
    MISSING = "missing", _("She is missing or was taken away")
    NOBODY_THERE = "nobody_there", _("Nobody of her team can be reached, and it cannot wait")


class Outcome(models.TextChoices):
    CLOSED = "closed", _("It was needed: the review is closed")
    ESCALATED = "escalated", _("It was not in order: it is taken further")


class Settlement(models.TextChoices):
    """How what was taken further ends."""

    IN_ORDER = "in_order", _("It was in order after all")
    MEASURES = "measures", _("It was not in order, and something follows")
