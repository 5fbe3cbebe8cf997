from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """The three sectors that a committee joins, and who stands outside them."""

    PUBLIC = "public", _("Public sector")
    PRIVATE = "private", _("Private sector")
    SOCIAL = "social", _("Social sector")
    INTERNATIONAL = "international", _("International organisation")


class GovernmentLevel(models.TextChoices):
    """How far it reaches. What is no government has a reach too."""

    INTERNATIONAL = "international", _("International")
    FEDERAL = "federal", _("Federal or national")
    STATE = "state", _("Of a state")
    MUNICIPAL = "municipal", _("Municipal or local")
