from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """What is tried before anybody says that contact with her is lost."""

    OTHER_WAYS = "other_ways", _("Try the other ways that she opened")
    NAMED_PERSON = "named_person", _("Ask the person she named")


class Tried(models.TextChoices):
    TRIED = "tried", _("Tried, within her rules")
    CLOSED = "closed", _("Her rules do not open it")


class SearchEnd(models.TextChoices):
    FOUND = "found", _("She is in contact again")
    LOST = "lost", _("Closed as lost")
