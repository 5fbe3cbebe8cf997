from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stretch(models.TextChoices):
    """From one word of a journey to the next."""

    ANSWER = "answer", _("From the request to the answer")
    # Of a family alone, which waits for its papers before it may set out.
    PAPERS = "papers", _("From the yes to complete papers of a family")
    LEAVING = "leaving", _("From the yes, or complete papers, to setting out")
    ARRIVAL = "arrival", _("From setting out to arriving")
    VISIT = "visit", _("From arriving to the first visit")
    CLOSURE = "closure", _("From arriving to the end")


class Came(StrEnum):
    """What became of a stretch."""

    DONE = "done"
    WAITS = "waits"
    # Called off, asked anew, or passed over: nobody waits for it any more.
    LEFT = "left"
    # The second day lies before the first: somebody wrote a wrong one.
    ODD = "odd"
