from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """HTCDS CaseStatus."""

    ACTIVE = "Active", _("Active")
    FOLLOW_UP = "FollowUp", _("Follow-up")
    CLOSED = "Closed", _("Closed")
    CLOSED_REFERRED = "ClosedReferred", _("Closed and referred")


NEXT_STATUS: dict[str, set[str]] = {
    Status.ACTIVE: {Status.FOLLOW_UP, Status.CLOSED, Status.CLOSED_REFERRED},
    Status.FOLLOW_UP: {Status.ACTIVE, Status.CLOSED, Status.CLOSED_REFERRED},
    Status.CLOSED: {Status.ACTIVE},
    Status.CLOSED_REFERRED: {Status.ACTIVE},
}


class Identification(models.TextChoices):
    """A status with its decision, never an identity of the person."""

    PRESUMED = "presumed", _("Presumed")
    IDENTIFIED = "identified", _("Identified")
    NOT_IDENTIFIED = "not_identified", _("Not identified")


class DecidingBody(models.TextChoices):
    """HTCDS deciding bodies, and one for old registers that did not say."""

    POLICE = "Police", _("Police")
    NGO = "NGO", _("Civil society organisation")
    COURT = "CourtOrProsecution", _("Court or prosecution")
    GOVERNMENT = "NonPoliceGovernmental", _("Other government body")
    OTHER = "Other", _("Other body")
    NOT_RECORDED = "not_recorded", _("Not recorded in the old register")


class YesNo(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")
    REFUSED = "refused", _("Did not want to say")
    NOT_ASKED = "not_asked", _("Not asked")


class PlaceRole(models.TextChoices):
    ORIGIN = "origin", _("Place of origin or recruitment")
    TRANSIT = "transit", _("Place of transit")
    EXPLOITATION = "exploitation", _("Place of exploitation")
