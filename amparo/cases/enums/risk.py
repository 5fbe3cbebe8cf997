from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """How urgently to plan. Chosen by who assesses, with her reasons; never computed."""

    NOT_ASSESSED = "not_assessed", pgettext_lazy("of a risk", "Not assessed")
    LOW = "low", pgettext_lazy("of a risk", "Low")
    MEDIUM = "medium", pgettext_lazy("of a risk", "Medium")
    HIGH = "high", pgettext_lazy("of a risk", "High")


class AtRisk(models.TextChoices):
    """Who, or what, the four parts of an assessment are about."""

    PERSON = "person", _("The person herself")
    FAMILY = "family", _("Her family and the people around her")
    STAFF = "staff", _("Whoever works with her")
    AGAIN = "again", _("That it happens to her again")
