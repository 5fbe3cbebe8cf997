from django.db import models
from django.utils.translation import gettext_lazy as _

from .case import Status

# The states that only a closing leads to.
CLOSED = {Status.CLOSED, Status.CLOSED_REFERRED}


class ClosingReason(models.TextChoices):
    """Why work on a case ends."""

    GOALS_REACHED = "goals_reached", _("What she wanted was reached")
    SHE_ASKED = "she_asked", _("She asked to end it")
    GOES_ON_ELSEWHERE = "goes_on_elsewhere", _("Another agency goes on with her")
    MOVED = "moved", _("She went to another place or country")
    NO_CONTACT = "no_contact", _("There has been no contact for a long time")
    NOT_OURS = "not_ours", _("It is not for this agency")
    DIED = "died", _("She died")


class ClosingState(models.TextChoices):
    """A closing: asked for by one, approved by another."""

    ASKED = "asked", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned")
    CALLED_OFF = "called_off", _("Called off")


NEXT_CLOSING: dict[str, set[str]] = {
    ClosingState.ASKED: {ClosingState.APPROVED, ClosingState.RETURNED, ClosingState.CALLED_OFF},
}


class ReopeningReason(models.TextChoices):
    """Why a closed case is taken up again."""

    SHE_CAME_BACK = "she_came_back", _("She came back and asked for help")
    NEW_RISK = "new_risk", _("There is a new risk")
    NEW_FACTS = "new_facts", _("Something new is known")
    MISTAKE = "mistake", _("It was closed by mistake")
