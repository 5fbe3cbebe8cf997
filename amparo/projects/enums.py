from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How a project stands on a day. Follows from its period, and is never stored."""

    AHEAD = "ahead", _("Begins later")
    RUNS = "runs", _("Under way")
    OVER = "over", _("Its period is over")


class Level(models.TextChoices):
    """The four levels of a log-frame, each under the one before it."""

    GOAL = "goal", _("Goal")
    OUTCOME = "outcome", _("Outcome")
    OUTPUT = "output", _("Output")
    ACTIVITY = "activity", _("Activity")


ABOVE = {Level.OUTCOME: Level.GOAL, Level.OUTPUT: Level.OUTCOME, Level.ACTIVITY: Level.OUTPUT}


class ActivityKind(models.TextChoices):
    """What is done for many at once, and for nobody by name."""

    TRAINING = "training", _("Training")
    MEETING = "meeting", _("Meeting")
    CAMPAIGN = "campaign", _("Campaign")
    STUDY = "study", _("Study")
    MATERIALS = "materials", _("Materials")
    EQUIPMENT = "equipment", _("Equipment")
    OTHER = "other", _("Other")


class Disaggregation(models.TextChoices):
    """By what a donor asks a figure to be broken down. Kept as asked for; what is printed stays
    with the rules of releases."""

    GENDER = "gender", _("Gender")
    AGE = "age", _("Age group")
    ORIGIN = "origin", _("Region of origin")
    FORM = "form", _("Form of exploitation")
    PLACE = "place", _("Place")


class Pillar(models.TextChoices):
    """The four pillars of the programme."""

    DOCUMENTATION = "documentation", _("Documentation and analysis")
    MECHANISMS = "mechanisms", _("Mechanisms between agencies")
    ASSISTANCE = "assistance", _("Direct assistance")
    CAPACITY = "capacity", _("Capacity building")


class Unit(models.TextChoices):
    PEOPLE = "people", _("people")
    PERCENT = "percent", _("per cent")
    RATE = "rate", _("per 100,000 inhabitants")
    DAYS = "days", _("days")
    SCORE = "score", _("points")
    THINGS = "things", _("in number")
