from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    COUNTRY = "country", _("Country")
    AREA = "area", _("State, department or province")
    MUNICIPALITY = "municipality", _("Municipality")


class AliasKind(TextChoices):
    RESORT = "resort", _("Resort")
    CITY = "city", _("City or town")
    FORMER = "former", _("Former name")
    SPELLING = "spelling", _("Other spelling")
