from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Group(models.TextChoices):
    """Whom a unit of a shelter is for, as the agency says."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    FAMILIES = "families", _("Families")
    CHILDREN_ALONE = "children_alone", _("Children without their family")
    LGBTI = "lgbti", _("LGBTI people")


class AsksFor(models.TextChoices):
    """With whom an adult asks to sleep: her word, not what her papers say."""

    WOMEN = Group.WOMEN.value, _("With women")
    MEN = Group.MEN.value, _("With men")
    LGBTI = Group.LGBTI.value, _("With LGBTI people")


class UnitKind(models.TextChoices):
    ROOM = "room", pgettext_lazy("of a shelter", "Room")
    FAMILY = "family", _("Family unit: one family at a time")


class ExitReason(models.TextChoices):
    """Why a stay ended."""

    PLANNED = "planned", _("As planned with her")
    HER_WISH = "her_wish", _("She wanted to leave")
    OTHER_HOUSE = "other_house", _("To another shelter")
    FAMILY = "family", _("To her family or her country")
    AUTHORITY = "authority", _("An authority took her over")
    NOT_BACK = "not_back", _("She did not come back")
    OTHER = "other", pgettext_lazy("of an exit", "Another reason")


class IncidentKind(models.TextChoices):
    SUSPECT = "suspect", _("Somebody who endangers her came near, called or was seen")
    STRANGER = "stranger", _("A stranger at the door or watching the house")
    VIOLENCE = "violence", _("Violence or threats in the house")
    SELF_HARM = "self_harm", _("She hurt herself or spoke of dying")
    HEALTH = "health", _("Illness or accident")
    MISSING = "missing", _("Somebody did not come back")
    HOUSE = "house", _("The house: fire, water, power, break-in")
    OTHER = "other", pgettext_lazy("of an incident", "Something else")


class Severity(models.TextChoices):
    LOW = "low", pgettext_lazy("of an incident", "Slight")
    SERIOUS = "serious", pgettext_lazy("of an incident", "Serious")
    GRAVE = "grave", pgettext_lazy("of an incident", "Grave")
