from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums.case import DecidingBody
from amparo.people.enums.contact import YesNo


class DecisionKind(models.TextChoices):
    """Whose decision it is: the two are kept apart, and neither undoes the other."""

    OPERATIONAL = "operational", _("Operational: by the organisation that assists her")
    OFFICIAL = "official", _("Official: by an authority")
    NOT_RECORDED = "not_recorded", _("Not recorded")


# What can be chosen today. Who decided in an old register may not be known any more.
KINDS = (DecisionKind.OPERATIONAL, DecisionKind.OFFICIAL)
OFFICIAL_BODIES = (
    DecidingBody.POLICE,
    DecidingBody.COURT,
    DecidingBody.GOVERNMENT,
    DecidingBody.OTHER,
)


class OpenService(models.TextChoices):
    """What stays open to her whatever was decided about identification."""

    SAFETY = "safety", _("Safety and a place to stay")
    HEALTH = "health", _("Health and psychological care")
    FOOD = "food", _("Food, clothing and money for what is urgent")
    LEGAL = "legal", _("Legal advice, also on labour rights and on other crimes against her")
    MIGRATION = "migration", _("Migrant protection and regular stay")
    ASYLUM = "asylum", _("Asylum and recognition as a refugee")
    CHILDREN = "children", _("Protection of children and adolescents")
    FAMILY = "family", _("Finding her family, and safe return if she wants it")


class Age(models.TextChoices):
    """Whether she was under 18 when it began."""

    UNDER_18 = YesNo.YES.value, _("Yes, under 18")
    OF_AGE = YesNo.NO.value, _("No, 18 or older")
    UNKNOWN = YesNo.UNKNOWN.value, _("Not known")
