"""Words of a family that comes to her: who they are, what they say, what is still open."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kin(models.TextChoices):
    """What a relative is to her, as far as rules about families ask."""

    SPOUSE = "spouse", pgettext_lazy("of her", "Husband, wife or partner by law")
    CHILD = "child", pgettext_lazy("of her", "Daughter or son")
    PARENT = "parent", pgettext_lazy("of her", "Mother or father")
    SIBLING = "sibling", pgettext_lazy("of her", "Sister or brother")
    OTHER = "other", pgettext_lazy("of her", "Another relative")


class Ordered(models.TextChoices):
    """What an authority decided about with whom a child lives."""

    UNKNOWN = "unknown", _("It is not known whether an authority decided")
    NONE = "none", _("No authority decided anything")
    ALLOWS = "allows", _("An authority decided, and the journey goes with it")
    FORBIDS = "forbids", _("An authority decided, and the journey goes against it")


class RelativeTold(models.TextChoices):
    """All of this is explained to each relative, and nothing of what happened to her."""

    WAY = "way", _("How they would travel, and where and with whom they would live")
    FREE = "free", _("That each may say no, and take a yes back at any moment")
    NOTHING_OWED = "nothing_owed", _("That nobody owes anything for it, whatever they decide")
    RISKS = "risks", _("What could go wrong, and whom to call then")


class RelativeSays(models.TextChoices):
    YES = "yes", pgettext_lazy("of a relative", "Wants to travel")
    NO = "no", pgettext_lazy("of a relative", "Does not want to travel")
    TAKEN_BACK = "taken_back", pgettext_lazy("of a relative", "Took the yes back")


class FamilyPaper(models.TextChoices):
    """The papers that a rule may ask of a relative. Nothing else crosses of them."""

    PASSPORT = "passport", _("Passport or travel paper")
    BIRTH = "birth", _("Birth certificate")
    MARRIAGE = "marriage", _("Marriage certificate")
    UNMARRIED = "unmarried", _("Paper that says that the relative is not married")
    KINSHIP = "kinship", _("Papers that show how they are related")
    CUSTODY = "custody", _("Custody, or consent of the other parent, in writing")
    LEAVE = "leave", _("Leave for a child to go abroad")
    PHOTOS = "photos", _("Photographs")
    APPLICATION = "application", _("Application for this relative, handed in")
    ANSWER = "answer", _("Answer of the authority of that country: this relative may come")
    MEDICAL = "medical", _("Medical examination")
    ENTRY = "entry", _("Visa or leave to enter")


class Keeping(models.TextChoices):
    """Whether an appointment was kept."""

    TO_COME = "to_come", pgettext_lazy("of an appointment", "To come")
    KEPT = "kept", pgettext_lazy("of an appointment", "Kept")
    MISSED = "missed", pgettext_lazy("of an appointment", "Not kept")


class Day(models.TextChoices):
    """On which day a rule asks how old somebody is."""

    APPLICATION = "application", _("on the day of the application")
    TRAVEL = "travel", _("on the day of travel")


class FamilyGate(models.TextChoices):
    """What must stand before a family sets out, in the order in which it is asked."""

    NOT_CALLED_OFF = "not_called_off", _("The journey goes on")
    CONSENT = "consent", _("Her consent")
    SAFE = "safe", _("She is safe where she is")
    RELATIVES = "relatives", _("Who would travel")
    NOT_FEARED = "not_feared", _("Nobody whom she fears")
    ENTITLED = "entitled", _("The rule lets each of them come")
    THEIR_CONSENT = "their_consent", _("Consent of each relative")
    CUSTODY = "custody", _("Custody of each child")
    BEST_INTERESTS = "best_interests", _("Best interests of each child")
    AGREED = "agreed", _("The other office said yes")
    PAPERS = "papers", _("Papers of each relative")
    ITINERARY = "itinerary", _("Itinerary")
    ESCORT = "escort", _("Who travels with the children")
