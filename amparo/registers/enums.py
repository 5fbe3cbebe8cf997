from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    RUNNING = "running", _("Being brought in")
    DONE = "done", _("Brought in")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


class DoubtKind(models.TextChoices):
    """Why a person should look at a row that was brought in."""

    NAME_SPLIT = "name_split", _("The name stood in one cell and was cut into parts.")
    DAY_OR_MONTH = "day_or_month", _("Day and month could stand the other way round.")
    FUTURE = "future", _("The date lies in the future.")
    VAGUE_DATE = "vague_date", _("Only a month or a year is given where a day is needed.")
    NO_OPENING_DATE = "no_opening_date", _("No date says when the case was opened.")
    AGE_WITHOUT_DATE = "age_without_date", _("An age is given without the day it was said.")
    AGE_AND_BIRTH = "age_and_birth_differ", _("Age and date of birth do not fit each other.")
    GENDER_LETTER = "gender_letter", _("The letter M may mean a man or a woman.")
    CURRENCY = "currency", _("An amount is given without its currency; it stands in the note.")


class Settled(models.TextChoices):
    RIGHT = "right", _("It was read rightly")
    CORRECTED = "corrected", _("Corrected in the file")
