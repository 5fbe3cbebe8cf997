from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Where(models.TextChoices):
    """Where she builds her life anew."""

    RETURNED = "returned", _("She went back to where she is from")
    HERE = "here", _("She stays where she is")


class Dimension(models.TextChoices):
    """The three sides of a life rebuilt, as IOM's integrated approach tells them apart."""

    ECONOMIC = "economic", _("Living: money and work")
    SOCIAL = "social", _("Services: home, health, school, papers")
    PSYCHOSOCIAL = "psychosocial", _("Well-being: safety, people, future")


class VisitOutcome(models.TextChoices):
    DONE = "done", _("We spoke with her")
    AWAY = "away", _("She was not there, or nobody answered")
    NOT_NOW = "not_now", _("She said: not now")
    LOST = "lost", _("Nobody knows where she is")


# A visit of these is not asked for again: she was asked, and what she said is respected.
SETTLES = (VisitOutcome.DONE, VisitOutcome.NOT_NOW)
SPOKEN = SETTLES


class LifeAnswer(models.TextChoices):
    """How one thing stands in her life. Nothing is added up to a number about her."""

    IN_PLACE = "in_place", _("In place")
    PARTLY = "partly", _("Partly")
    NOT_YET = "not_yet", _("Not in place")
    REFUSED = "refused", _("Did not want to say")
    NOT_ASKED = "not_asked", _("Not asked")


# Only these stand in an order; the two others are missing, and no level between.
ORDER = (LifeAnswer.NOT_YET, LifeAnswer.PARTLY, LifeAnswer.IN_PLACE)


class Trend(models.TextChoices):
    """What changed in one thing between two visits."""

    BETTER = "better", _("Better")
    SAME = "same", pgettext_lazy("of a trend", "The same")
    WORSE = "worse", _("Worse")
    OPEN = "open", _("Cannot be compared")


class Opinion(models.TextChoices):
    """Whether she was asked what she thinks of the help. Her answers are kept nowhere near her."""

    ASKED = "asked", _("Asked: on a telephone or on paper")
    NOT_WANTED = "not_wanted", _("She did not want to")
    NOT_ASKED = "not_asked", _("Not asked")


class Ending(models.TextChoices):
    """How accompanying her ended. None of them takes anything from her."""

    GOES_ON = "goes_on", _("She goes on by herself")
    HER_WISH = "her_wish", _("She wanted it to end")
    ELSEWHERE = "elsewhere", _("Somebody else accompanies her")
    LOST = "lost", _("Contact with her was lost")
    AGAIN = "again", _("She was trafficked again")
    DIED = "died", pgettext_lazy("of a reintegration", "She died")


# What somebody chooses on the page; the two others follow from what was recorded.
CHOSEN = (Ending.GOES_ON, Ending.HER_WISH, Ending.ELSEWHERE, Ending.DIED)
