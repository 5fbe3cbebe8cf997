"""Which word one office waits for, and how that is told at either end."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Word(models.TextChoices):
    ANSWER = "answer", _("The answer to a request")
    LEAVING = "leaving", _("Whether she set out")
    ARRIVAL = "arrival", _("Whether she arrived")
    VISIT = "visit", _("The first visit")
    NOTICE = "notice", _("Whether what was sent came")
    FILE = "file", _("The sealed file itself")


# Of a day that was told before: until it is over, nobody has missed it.
OF_A_DAY = frozenset({Word.LEAVING, Word.ARRIVAL})

# As it is read where the other office owes it, and where this one does. Nobody is named.
THEY_OWE: dict[str, Any] = {
    Word.ANSWER: _("They have not answered our request."),
    Word.LEAVING: _(
        "The days on which she could travel are over, and they have not said whether she set out."
    ),
    Word.ARRIVAL: _("She was expected there, and they have not said that she arrived."),
    Word.VISIT: _("She arrived, and they have told of no visit yet."),
    Word.NOTICE: _("Nothing tells us that what we sent has come."),
}
WE_OWE: dict[str, Any] = {
    Word.ANSWER: _("They wait for our answer."),
    Word.LEAVING: _(
        "The days on which she could travel are over, and they know nothing. Say that she set out, "
        "ask again or call it off."
    ),
    Word.ARRIVAL: _(
        "She was expected here. Say that she arrived; if nobody has seen her, call them at once."
    ),
    Word.VISIT: _("They wait to hear of our first visit."),
    Word.FILE: _(
        "What we said has not left this house. Take the file out and send it, or seal it once more."
    ),
}

# Where a family comes to her, the same is said in other words.
FAMILY_NAMES = {
    Word.LEAVING: _("Whether they set out"),
    Word.ARRIVAL: _("Whether they arrived"),
}
THEY_OWE_OF_A_FAMILY = THEY_OWE | {
    Word.LEAVING: _(
        "The days on which the family could travel are over, and they have not said whether it set "
        "out."
    ),
    Word.ARRIVAL: _("The family was expected there, and they have not said that it arrived."),
    Word.VISIT: _("The family arrived, and they have told of no visit yet."),
}
WE_OWE_OF_A_FAMILY = WE_OWE | {
    Word.LEAVING: _(
        "The days on which the family could travel are over, and they know nothing. Say that it "
        "set out, or call it off."
    ),
    Word.ARRIVAL: _(
        "The family was expected here. Say who arrived; if nobody has seen them, call the other "
        "office at once."
    ),
}
