from django.db import models
from django.utils.translation import gettext_lazy as _


class DoseState(models.TextChoices):
    """What became of one dose."""

    GIVEN = "given", _("Given")
    REFUSED = "refused", _("She did not want it")
    MISSED = "missed", _("Not given")
