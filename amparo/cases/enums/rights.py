"""Codes about what a person asks of those who keep her data, and their words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Knows(models.TextChoices):
    """How somebody made sure that she is who the file is about."""

    KNOWN = "known", _("I know her: I work with her")
    DOCUMENT = "document", _("She showed a document")
    ANSWERS = "answers", _("She answered what only she knows")
    GUARDIAN = "guardian", _("Whoever represents her showed it with papers")


class Asks(models.TextChoices):
    ACCESS = "access", _("To see what is held about her")
    COPY = "copy", _("A copy to take with her")
    RECTIFICATION = "rectification", _("To correct something")
    CANCELLATION = "cancellation", _("To be erased")
    OPPOSITION = "opposition", _("That her data not be used for something")
    WITHDRAWAL = "withdrawal", _("To take a consent back")
    PORTABILITY = "portability", _("To have her data handed to somebody else")


class CameBy(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    WRITING = "writing", _("In writing")
    SPOKEN = "spoken", _("By telephone or message")
    GUARDIAN = "guardian", _("Through whoever represents her")


class Standing(models.TextChoices):
    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused, with the reason and how to complain")


NEXT_STANDING: dict[str, set[str]] = {Standing.OPEN: {Standing.ANSWERED, Standing.REFUSED}}
