from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Relation(models.TextChoices):
    """Who somebody is to her."""

    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    CHILD = "child", _("Son or daughter")
    SIBLING = "sibling", _("Brother or sister")
    PARTNER = "partner", _("Partner or former partner")
    FAMILY = "family", _("Others of the family")
    FRIEND = "friend", _("Friend or neighbour")
    EMPLOYER = "employer", _("Employer, landlord or go-between")
    OTHER = "other", pgettext_lazy("of a relation", "Somebody else")


class MayKnow(models.TextChoices):
    """What somebody around her may be told. Nothing, until she says otherwise."""

    NOTHING = "nothing", _("Nothing, not even that we know her")
    WELL = "well", _("That she is well, and nothing else")
    AGREED = "agreed", _("What she agreed to, written below")
