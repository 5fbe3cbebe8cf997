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


class PlaceRole(models.TextChoices):
    ORIGIN = "origin", _("Place of origin or recruitment")
    TRANSIT = "transit", _("Place of transit")
    EXPLOITATION = "exploitation", _("Place of exploitation")


class DocumentKind(models.TextChoices):
    """What a document is for the case. Some kinds say something about the person by themselves."""

    IDENTITY = "identity_paper", _("Identity paper")
    CONSENT = "consent_form", _("Signed consent form")
    MEDICAL = "medical", _("Medical paper")
    LEGAL = "legal", _("Legal paper")
    PHOTOGRAPH = "photograph", _("Photograph")
    OTHER = "other", _("Something else")


class RemovalReason(models.TextChoices):
    """Why a document was removed: a code, since the log never holds what somebody typed."""

    WRONG_CASE = "wrong_case", _("It belongs to another case")
    TWICE = "twice", _("It is here twice, or was replaced by a better one")
    ASKED = "asked", _("She asked for it to be removed")
    NOT_NEEDED = "not_needed", _("It is no longer needed for what it was kept for")
    UNREADABLE = "unreadable", _("It cannot be read, or is not what it should be")
