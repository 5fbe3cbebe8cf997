from django.db import models
from django.utils.translation import gettext_lazy as _


class Question(models.TextChoices):
    """What she is asked, in this order and in plain words, without a word of what we do."""

    SAFE = "safe", _("Did you feel safe here?")
    TREATED = "treated", _("Were you treated well?")
    HEARD = "heard", _("Did they listen to you?")
    CLEAR = "clear", _("Did they speak to you in clear words?")
    SAY_NO = "say_no", _("Could you say no to what you did not want?")
    HELPED = "helped", _("Was the help of use to you?")


class Said(models.TextChoices):
    YES = "yes", _("Yes")
    IN_PART = "in_part", _("More or less")
    NO = "no", _("No")
    RATHER_NOT = "rather_not", _("I would rather not say")
