"""Words of a voluntary return: what she was told and says, what was found, what is still open."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Option(models.TextChoices):
    """What she can choose between. All of it is explained before she decides anything."""

    STAY = "stay", _("To stay and regularise her stay")
    ASYLUM = "asylum", _("To ask for asylum")
    ELSEWHERE = "elsewhere", _("To live in another place of this country")
    THIRD_COUNTRY = "third_country", _("To go to a third country")
    RETURN = "return", _("To return to her country")


class SheSays(models.TextChoices):
    WANTS = "wants", _("She wants to return")
    UNDECIDED = "undecided", _("She has not decided")
    DOES_NOT = "does_not", _("She does not want to return")


class ReturnRisk(models.TextChoices):
    """The parts of an assessment before a return."""

    PERSON = "person", _("For herself: health, means, what awaits her")
    FAMILY = "family", _("Her family: violence, debts, whether they want her back")
    TRAFFICKERS = "traffickers", _("Who exploited her: whether they know the place or look for her")
    STIGMA = "stigma", _("What neighbours and others would say or do")
    DOCUMENTS = "documents", _("Papers: whether she can prove who she is, and enter")


class ReturnVerdict(models.TextChoices):
    """What whoever assessed finds. Chosen, never computed."""

    SAFE = "safe", pgettext_lazy("of a return", "Safe")
    WITH_MEASURES = "with_measures", pgettext_lazy("of a return", "Safe with the measures named")
    UNSAFE = "unsafe", pgettext_lazy("of a return", "Not safe")


class PaperState(models.TextChoices):
    MISSING = "missing", pgettext_lazy("of a paper", "Missing")
    ASKED = "asked", pgettext_lazy("of a paper", "Asked for")
    HELD = "held", pgettext_lazy("of a paper", "We hold it")


class TakenFrom(models.TextChoices):
    """By which way the receiving office's account of a family or host came."""

    LETTER = "letter", _("A letter of theirs")
    PACKAGE = "package", _("A sealed package of theirs")


class Sheet(models.TextChoices):
    """A paper for somebody who must not learn why she travels."""

    AIRLINE = "airline", _("To an airline or bus line")
    TRAVEL_AGENT = "travel_agent", _("To a travel agency")
    TOWN = "town", _("To a town hall or another office")
    CANCELLATION = "cancellation", _("Cancellation")


class Gate(models.TextChoices):
    """What must stand before a step, in the order in which it is asked."""

    NOT_CALLED_OFF = "not_called_off", _("The journey goes on")
    DECISION = "decision", _("Her decision")
    CONSENT = "consent", _("Her consent")
    ASSESSMENT = "assessment", _("Assessment of the return, at most 14 days old")
    SAFE = "safe", _("The return is not unsafe")
    REPRESENTED = "represented", _("Somebody may represent the child")
    NO_BAN = "no_ban", _("No measure forbids that she leaves")
    AGREED = "agreed", _("The other office said yes")
    HOST = "host", _("Where she will live")
    HOST_NOT_FEARED = "host_not_feared", _("Not with somebody she fears")
    BEST_INTERESTS = "best_interests", _("Best interests of the child")
    PAPERS = "papers", _("Travel papers")
    FIT = "fit", _("Fit to travel")
    ITINERARY = "itinerary", _("Itinerary")
    ESCORT = "escort", _("Who travels with her")
