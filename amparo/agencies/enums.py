from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyKind(models.TextChoices):
    OFFICE = "office", _("Office of the controller")
    SHELTER = "shelter", _("Shelter")
    HOSPITAL = "hospital", _("Hospital or clinic")
    ASSOCIATION = "association", _("Civil society association")
    MUNICIPAL = "municipal", _("Municipal office")
    INTERNATIONAL = "international", _("International organisation")


class EndReason(models.TextChoices):
    """Why an access ended. A fixed list: a free text would tell of people in the log."""

    LEFT = "left", _("She left")
    CHANGED_POST = "changed_post", _("She changed posts")
    LOST_TELEPHONE = "lost_telephone", _("Her telephone was lost")
    MISUSE = "misuse", _("Misuse is suspected")


class RequestKind(models.TextChoices):
    """What one administrator asks for and a second one confirms."""

    INVITATION = "invitation", _("Invite somebody new")
    ROLE = "role", _("Change a role")
    RESTORING = "restoring", _("Give access back")
    LOST_FACTOR = "lost_factor", _("Take a lost second factor away")
    CODE = "code", _("Give a code for a second factor")


class RequestState(models.TextChoices):
    """A request for access. Only a second person's yes carries it out."""

    WAITING = "waiting", _("Waits for a second yes")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("The second person said no")
    LAPSED = "lapsed", _("Nobody answered in time")


ANSWERS = {
    RequestState.WAITING: {
        RequestState.CONFIRMED,
        RequestState.REFUSED,
        RequestState.LAPSED,
    },
}


class Role(models.TextChoices):
    CASEWORKER = "caseworker", _("Caseworker")
    COORDINATOR = "coordinator", _("Coordinator")
    DATA_PROTECTION = "data_protection", _("Data-protection focal point")
    ANALYST = "analyst", _("Analyst")
    APPROVER = "approver", _("Approver of releases")
    EDITOR = "editor", _("Editor of analyses")
    ADMINISTRATOR = "administrator", _("Administrator")
    OPERATOR = "operator", _("Hotline operator")
    SHELTER_WORKER = "shelter_worker", _("Shelter worker")
    SECRETARY = "secretary", _("Committee secretary")
    PROJECT_OFFICER = "project_officer", _("Project officer")
