"""Who reads a note, and why one is struck."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoteLevel(models.TextChoices):
    """Never wider than the case itself: whoever cannot open the case reads none of its notes."""

    TEAM = "team", _("Whoever opens the case in this agency")
    SUPERVISION = "supervision", _("Only who wrote it and the coordinator")


class StrikeReason(models.TextChoices):
    WRONG_CASE = "wrong_case", _("It belongs to another case")
    WRONG = "wrong", _("It was not so")
    TWICE = "twice", _("It stands here twice")
