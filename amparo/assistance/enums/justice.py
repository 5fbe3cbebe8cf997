from django.db import models
from django.utils.translation import gettext_lazy as _


class JusticeKind(models.TextChoices):
    """What has a day before an authority."""

    HEARING = "hearing", _("Hearing or appointment")
    MEASURE = "measure", _("Protection measure: its last day")
    PAPER = "paper", _("Identity or stay paper: its last day")


class Registration(models.TextChoices):
    """How far she is into the national register of victims."""

    NOT_ASKED = "not_asked", _("Not asked")
    NOT_WANTED = "not_wanted", _("She does not want it")
    PREPARING = "preparing", _("The form is being filled in")
    SENT = "sent", _("The form was handed in")
    REGISTERED = "registered", _("Registered")


class Attachment(models.TextChoices):
    """What goes with the form. None of it was read in the official text: all of it to verify."""

    IDENTITY = "identity", _("Copy of an identity paper, if she has one (to verify)")
    RECOGNITION = "recognition", _("Paper of the authority that knows of the facts (to verify)")
    REPRESENTATION = "representation", _("Paper of whoever represents a child (to verify)")
    SIGNATURE = "signature", _("Her signature or fingerprint on the form (to verify)")
    CONTACT = "contact", _("A safe way for the register to reach her (to verify)")
