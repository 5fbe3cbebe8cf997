"""What a safety plan is made of, and how the paper looks that she may carry."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanPart(models.TextChoices):
    """The parts of a safety plan. Each is hers to fill in or to leave empty."""

    SIGNS = "signs", _("Warning signs")
    STEPS = "steps", _("What she will do")
    PLACES = "places", _("Safe places")
    PEOPLE = "people", _("Safe people, by what they are to her")
    WORDS = "words", _("Safe words")
    CARRIES = "carries", _("What she carries")
    CHILDREN = "children", pgettext_lazy("of a safety plan", "Children")
    PHONE = "phone", _("Telephone and internet")


# To be asked aloud, in easy words: measured by `tests/cases/test_safety_plan.py`.
ASK = {
    PlanPart.SIGNS: _("How do you notice that it may go wrong?"),
    PlanPart.STEPS: _("What do you do first? And if that does not work?"),
    PlanPart.PLACES: _("Where can you go, by day and by night?"),
    PlanPart.PEOPLE: _("Who can help you? Say what they are to you. No name is needed."),
    PlanPart.WORDS: _("Which word says that you need help?"),
    PlanPart.CARRIES: _("What do you want to have with you? Papers, keys, pills, money?"),
    PlanPart.CHILDREN: _("Who stays with the children? What do they know?"),
    PlanPart.PHONE: _("Who can look at your telephone? Who can see where you are?"),
}


class MadeWith(models.TextChoices):
    HER = "her", _("With her, in her words")
    NOT_YET = "not_yet", _("Without her so far: a sketch to talk about with her")


class CardKind(models.TextChoices):
    """What the paper looks like that she carries."""

    SHOPPING = "shopping", _("Shopping list")
    APPOINTMENT = "appointment", _("Appointment")
    NOTES = "notes", pgettext_lazy("heading of a paper she carries", "Notes")
