"""What was done with a document when it came, and why its original is opened."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cleaning(models.TextChoices):
    PLAIN = "plain", _("Plain text: there was nothing to clean")
    CLEANED = "cleaned", _("Cleaned: the copy carries only what is seen")
    KEPT = "kept", _("Only the original is kept")


class OriginalReason(models.TextChoices):
    """Why the file is opened as it came: a code, since the log never holds what somebody typed."""

    EVIDENCE = "evidence", _("It goes to an authority as evidence")
    NO_COPY = "no_copy", _("There is no cleaned copy, and the work needs the document")
    LACKING = "lacking", _("The cleaned copy lacks something or cannot be read")
    HER_OWN = "her_own", _("She asks for her own file as she brought it")
    PROVENANCE = "provenance", _("Where and when it was made must be looked up")
