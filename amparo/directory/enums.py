from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Tier(models.TextChoices):
    """Who learns where a service is and how it is reached."""

    SEALED = "sealed", _("Sealed: where it lies is known to its own agency alone")
    NETWORK = "network", _("Network: whoever signs in here")
    PUBLIC = "public", _("Public: anybody")


class Status(models.TextChoices):
    """As HSDS has them; the stored words are those of the standard."""

    ACTIVE = "active", pgettext_lazy("of a service", "Works")
    PAUSED = "temporarily closed", pgettext_lazy("of a service", "Closed for a time")
    INACTIVE = "inactive", pgettext_lazy("of a service", "Takes nobody now")
    DEFUNCT = "defunct", pgettext_lazy("of a service", "Is no more")


class Group(models.TextChoices):
    """Whom a service takes. The codes are those by which a shelter counts beds, and two more."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    GIRLS = "girls", _("Girls")
    BOYS = "boys", _("Boys")
    CHILDREN_ALONE = "children_alone", _("Children without their family")
    FAMILIES = "families", _("Families")
    LGBTI = "lgbti", _("LGBTI people")


class TraitKind(models.TextChoices):
    NEED = "need", _("Need that it answers")
    LANGUAGE = "language", pgettext_lazy("of a service", "Language")
    GROUP = "group", _("Group that it takes")


class Weekday(models.TextChoices):
    """The letters are those of RFC 5545, which HSDS uses."""

    MONDAY = "MO", _("Monday")
    TUESDAY = "TU", _("Tuesday")
    WEDNESDAY = "WE", _("Wednesday")
    THURSDAY = "TH", _("Thursday")
    FRIDAY = "FR", _("Friday")
    SATURDAY = "SA", _("Saturday")
    SUNDAY = "SU", _("Sunday")
