from django.db import models
from django.utils.translation import gettext_lazy as _


class TieKind(models.TextChoices):
    """What joins two organisations. Each tie is written down somewhere."""

    SIGNS = "signs", _("signed an agreement together")
    SITS = "sits", _("sit in the same committee")
    SHARES = "shares", _("may share data by a clause")
    FUNDS = "funds", _("pays for a project that the other carries out")
    TRAINS = "trains", _("trains people of the other")
    REFERS = "refers", _("refer people (counts of finished years)")
