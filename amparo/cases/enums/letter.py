"""In which languages a letter is written, and why one is void."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterLanguage(models.TextChoices):
    """Only the first two have templates; into the others people write, never a machine."""

    SPANISH = "es", "Español"
    ENGLISH = "en", "English"
    MAM = "mam", "Mam"
    KICHE = "quc", "Kʼicheʼ"
    QEQCHI = "kek", "Qʼeqchiʼ"
    TSELTAL = "tzh", "Tseltal"
    TSOTSIL = "tzo", "Tsotsil"


class VoidReason(models.TextChoices):
    NOT_SENT = "not_sent", _("It was not sent")
    MISTAKE = "mistake", _("There is a mistake in it, and another one replaces it")
    WRONG_CASE = "wrong_case", _("It belongs to another case")
