from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyKind(models.TextChoices):
    OFFICE = "office", _("Office of the controller")
    SHELTER = "shelter", _("Shelter")
    HOSPITAL = "hospital", _("Hospital or clinic")
    ASSOCIATION = "association", _("Civil society association")
    MUNICIPAL = "municipal", _("Municipal office")


class EndReason(models.TextChoices):
    """Why an access ended. A fixed list: a free text would tell of people in the log."""

    LEFT = "left", _("She left")
    CHANGED_POST = "changed_post", _("She changed posts")
    LOST_TELEPHONE = "lost_telephone", _("Her telephone was lost")
    MISUSE = "misuse", _("Misuse is suspected")


class Role(models.TextChoices):
    CASEWORKER = "caseworker", _("Caseworker")
    COORDINATOR = "coordinator", _("Coordinator")
    DATA_PROTECTION = "data_protection", _("Data-protection focal point")
    ANALYST = "analyst", _("Analyst")
    APPROVER = "approver", _("Approver of releases")
    EDITOR = "editor", _("Editor of analyses")
    ADMINISTRATOR = "administrator", _("Administrator")
