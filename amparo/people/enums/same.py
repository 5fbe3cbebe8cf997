from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """What somebody found who compared two records."""

    ONE = "one", _("One person")
    TWO = "two", _("Two different people")
