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


class SessionKind(models.TextChoices):
    ORDINARY = "ordinary", _("Ordinary session")
    EXTRAORDINARY = "extraordinary", _("Extraordinary session")


class SessionState(models.TextChoices):
    """A session. Once it is closed, the words of its minutes are fixed."""

    CALLED = "called", _("Called")
    OPENED = "opened", _("In session")
    CLOSED = "closed", _("Closed, to be signed")
    SIGNED = "signed", _("Minutes signed")
    CALLED_OFF = "called_off", _("Session called off")


NEXT_SESSION = {
    SessionState.CALLED: {SessionState.OPENED, SessionState.CALLED_OFF},
    SessionState.OPENED: {SessionState.CLOSED},
    SessionState.CLOSED: {SessionState.SIGNED},
}
# The minutes are fixed.
FIXED = (SessionState.CLOSED, SessionState.SIGNED)


class CameAs(models.TextChoices):
    """Who came for a seat."""

    HOLDER = "holder", _("Holder")
    SUBSTITUTE = "substitute", _("Substitute")


class RanOut(models.TextChoices):
    """How the agreement of a resolution stood on the day of the session, where it stood ill."""

    BEFORE = "before", _("This agreement had run out before the session. Renew it.")
    THAT_DAY = "that_day", _("This agreement runs out on the day of the session. Renew it.")
    ENDED = "ended", _("This agreement was ended before the session.")
