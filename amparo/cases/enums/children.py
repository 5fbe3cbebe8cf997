"""What is done for a child: notice, measures, rights to restore, her best interests."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Question(models.TextChoices):
    """What a body decides about a child's best interests, before it happens."""

    CLOSING = "closing", _("That work on her case ends here")
    TRANSFER = "transfer", _("That another agency goes on with her")
    RETURN = "return", _("That she returns to a place or country")
    REUNIFICATION = "reunification", _("That she lives with her family again")


class BestOutcome(models.TextChoices):
    SERVES = "serves", _("It serves her best interests")
    AGAINST = "against", _("It does not serve her best interests")
    LATER = "later", _("Not now: to be looked at again")


class MeasureKind(models.TextChoices):
    """What a protection measure does."""

    SHELTER = "shelter", _("A safe place to live")
    SEPARATION = "separation", _("Kept apart from who endangers her")
    HEALTH = "health", _("Urgent health care")
    FAMILY = "family", _("Looked after by a family")
    GUARDIAN = "guardian", _("The rights of a guardian are suspended")
    OTHER = "other", pgettext_lazy("of a measure", "Another measure")


class Right(models.TextChoices):
    """Rights of a child in plain words. The list of the law is to be verified by a lawyer."""

    LIFE = "life", _("Life, survival and development")
    PROTECTION = "protection", _("A life free of violence")
    FAMILY = "family", _("Living in a family")
    IDENTITY = "identity", _("Identity and papers")
    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education")
    REST = "rest", _("Rest and play")
    HEARD = "heard", _("To be heard and take part")
    JUSTICE = "justice", _("Justice and legal help")
    MIGRATION = "migration", _("Protection as a migrant or refugee")
    PRIVACY = "privacy", _("Privacy")
    REPARATION = "reparation", _("Reparation of the harm")
    OTHER = "other", pgettext_lazy("of a right", "Another right")
