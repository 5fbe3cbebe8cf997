from django.db import models
from django.utils.translation import gettext_lazy as _


class SeatRole(models.TextChoices):
    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Technical secretary")
    MEMBER = "member", _("Member")
    GUEST = "guest", _("Guest without vote")


class Origin(models.TextChoices):
    """Where a commitment was made."""

    COMMITTEE = "committee", _("In the committee")
    CONGRESS = "congress", _("At a congress or forum")
    AGREEMENT = "agreement", _("By an agreement")
    OTHER = "other", _("Elsewhere")


class Fulfilment(models.TextChoices):
    """A commitment. Only evidence takes it to done."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done, with evidence")
    DROPPED = "dropped", _("Dropped, with a reason")


NEXT_FULFILMENT = {Fulfilment.OPEN: {Fulfilment.DONE, Fulfilment.DROPPED}}
