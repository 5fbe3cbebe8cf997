from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BarrierKind(models.TextChoices):
    """Why a service was not reached. Of the service, never of her."""

    NO_SERVICE = "no_service", _("There is no such service here")
    NO_PLACE = "no_place", _("No free place")
    WAITING = "waiting", _("Too long a wait")
    HOURS = "hours", _("Its hours")
    DISTANCE = "distance", _("Distance or transport")
    COST = "cost", _("What it costs")
    LANGUAGE = "language", _("Nobody speaks her language")
    PAPERS = "papers", _("Papers were asked that she does not have")
    REFUSED = "refused", _("She was turned away")
    TREATED_BADLY = "treated_badly", _("She was treated badly")
    FEAR = "fear", _("Fear of being seen, found or reported")
    DISABILITY = "disability", _("Not made for a disability")
    CARE = "care", _("Nobody to look after her children")
    OTHER = "other", pgettext_lazy("of a barrier", "Another reason")


class BarrierDone(models.TextChoices):
    """What was done about it."""

    NOTHING = "nothing", _("Nothing yet")
    WENT_WITH_HER = "went_with_her", _("Somebody went with her or called")
    INTERPRETER = "interpreter", _("An interpreter was found")
    PAID = "paid", _("Transport or cost was paid")
    PAPERS = "papers", _("Help with the papers")
    COMPLAINT = "complaint", _("A complaint was made, as she agreed")
    ELSEWHERE = "elsewhere", _("It was found elsewhere")
    REACHED = "reached", _("It was reached in the end")
