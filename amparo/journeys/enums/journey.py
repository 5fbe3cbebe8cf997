"""Which way, which end, how far; and what the two offices say to each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Pathway(models.TextChoices):
    """One of the two at a time."""

    RETURN = "return", _("She goes home and rebuilds her life there")
    FAMILY = "family", _("Her family comes to her")


class Side(models.TextChoices):
    """At which end somebody speaks. Each end has the file of its own number."""

    SENDING = "sending", _("The office that accompanies her before the journey")
    RECEIVING = "receiving", _("The office that receives her")


class JourneyState(models.TextChoices):
    """How far it is, as follows from what both ends said. The same at both once each holds all."""

    PREPARING = "preparing", _("Being prepared: nobody was asked yet")
    ASKED = "asked", _("The other office was asked")
    REFUSED = "refused", _("The other office said no")
    AGREED = "agreed", _("The other office said yes")
    UNDER_WAY = "under_way", pgettext_lazy("of a journey", "Under way")
    ARRIVED = "arrived", _("Arrived, by the account of who received her")
    CLOSED = "closed", pgettext_lazy("of a journey", "Ended well")
    CALLED_OFF = "called_off", pgettext_lazy("of a journey", "Called off")


NEXT_JOURNEY: dict[str, set[str]] = {
    JourneyState.PREPARING: {JourneyState.ASKED, JourneyState.CALLED_OFF},
    JourneyState.ASKED: {JourneyState.REFUSED, JourneyState.AGREED, JourneyState.CALLED_OFF},
    JourneyState.REFUSED: {JourneyState.ASKED, JourneyState.CALLED_OFF},
    JourneyState.AGREED: {
        # Asked anew where what was agreed to changed, or no longer holds.
        JourneyState.ASKED,
        JourneyState.UNDER_WAY,
        JourneyState.ARRIVED,
        JourneyState.CALLED_OFF,
    },
    JourneyState.UNDER_WAY: {JourneyState.ARRIVED, JourneyState.CALLED_OFF},
    JourneyState.ARRIVED: {JourneyState.CLOSED},
}
OVER = frozenset({JourneyState.CLOSED, JourneyState.CALLED_OFF})


class JourneyEnding(models.TextChoices):
    """Why it was called off. It stays here: the other office is told that, and never why."""

    HER_MIND = "her_mind", _("She changed her mind")
    NOT_SAFE = "not_safe", _("It is not safe")
    NOT_RECEIVED = "not_received", _("Nobody can receive her there")
    OTHER_WAY = "other_way", _("She takes the other way")
    THEY = "they", _("The other office called it off")
    OTHER = "other", pgettext_lazy("of a journey", "Another reason")


# What a person here may choose.
CHOSEN = frozenset(JourneyEnding) - {JourneyEnding.THEY}


class StepKind(models.TextChoices):
    """What one office says to the other about a journey."""

    REQUEST = "request", _("We ask you to receive her")
    ANSWER = "answer", _("Our answer")
    DEPARTURE = "departure", _("She set out")
    ARRIVAL = "arrival", _("She arrived with us")
    VISIT = "visit", _("We visited her")
    CLOSURE = "closure", _("We have ended our accompaniment")
    CALLED_OFF = "called_off", _("The journey is called off")


SAYS: dict[str, frozenset[str]] = {
    Side.SENDING: frozenset({StepKind.REQUEST, StepKind.DEPARTURE, StepKind.CALLED_OFF}),
    Side.RECEIVING: frozenset(
        {
            StepKind.ANSWER,
            StepKind.ARRIVAL,
            StepKind.VISIT,
            StepKind.CLOSURE,
            StepKind.CALLED_OFF,
        }
    ),
}


class Says(models.TextChoices):
    """What the receiving office answers to a request."""

    YES = "yes", _("Yes, we can receive her")
    NO = "no", _("No, we cannot receive her")


class HostVerdict(models.TextChoices):
    """What the receiving office found where she would live."""

    SAFE = "safe", pgettext_lazy("of a host", "Safe")
    WITH_MEASURES = "with_measures", pgettext_lazy("of a host", "Safe with the measures named")
    UNSAFE = "unsafe", pgettext_lazy("of a host", "Not safe")
    NOT_SEEN = "not_seen", pgettext_lazy("of a host", "Not looked at")


class Grown(models.TextChoices):
    """All that crosses of her age before she travels."""

    ADULT = "adult", _("An adult")
    CHILD = "child", _("Younger than 18")
    UNKNOWN = "unknown", _("It is not known whether she is 18")


class Riddle(models.TextChoices):
    """Where what the two ends say does not go together. Somebody calls; nothing is guessed."""

    ARRIVED_UNDEPARTED = (
        "arrived_undeparted",
        _("She arrived there, and here nobody wrote that she set out. Call the other office."),
    )
    DEPARTED_UNAGREED = (
        "departed_unagreed",
        _(
            "They say that she set out, and nobody here said yes to it. Call the other office now: "
            "somebody may be on her way to nobody."
        ),
    )
    CALLED_OFF_ARRIVED = (
        "called_off_arrived",
        _(
            "One office called the journey off and the other says that she arrived. Call the other "
            "office now."
        ),
    )
    ARRIVED_UNAGREED = (
        "arrived_unagreed",
        _("They say that she arrived, and they never said yes to it. Call the other office."),
    )
