from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedLevel(models.TextChoices):
    """How it stands in one domain. There is no sum over domains, and no number for a person."""

    NONE = "none", _("No need")
    SOME = "some", _("Some need")
    URGENT = "urgent", _("Urgent need")
    NOT_ASKED = "not_asked", _("Not asked")
    REFUSED = "refused", _("Did not want to say")


# Only these stand in an order; the two non-answers are no level between others.
ORDER = (NeedLevel.NONE, NeedLevel.SOME, NeedLevel.URGENT)


class Change(models.TextChoices):
    """What changed in a domain since the assessment before."""

    FIRST = "first", _("First time asked")
    SAME = "same", _("As before")
    NEW = "new", _("A new need")
    MORE = "more", _("More urgent than before")
    LESS = "less", _("Less urgent than before")
    MET = "met", _("No longer a need")
    OPEN = "open", _("No answer to compare")
