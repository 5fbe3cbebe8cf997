"""Which way, which end, how far; and what the two offices say to each other."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.journeys.enums.silence import FAMILY_NAMES, Word


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
    # Of a family alone: whoever receives them says when they may set out.
    CLEARED = "cleared", _("All papers are there: they may travel")
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
        JourneyState.CLEARED,
        JourneyState.UNDER_WAY,
        JourneyState.ARRIVED,
        JourneyState.CALLED_OFF,
    },
    JourneyState.CLEARED: {
        JourneyState.ASKED,
        JourneyState.REFUSED,
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
    CLEARED = "cleared", _("All papers are there: they may travel")
    DEPARTURE = "departure", _("She set out")
    ARRIVAL = "arrival", _("She arrived with us")
    VISIT = "visit", _("We visited her")
    CLOSURE = "closure", _("We have ended our accompaniment")
    CALLED_OFF = "called_off", _("The journey is called off")


# Whoever receives says that they arrived, and whoever accompanies the beginning of the way that it
# began. Of a return the office there receives; to her, her own office.
SAYS: dict[str, dict[str, frozenset[str]]] = {
    Pathway.RETURN: {
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
    },
    Pathway.FAMILY: {
        Side.SENDING: frozenset(
            {
                StepKind.REQUEST,
                StepKind.CLEARED,
                StepKind.ARRIVAL,
                StepKind.VISIT,
                StepKind.CLOSURE,
                StepKind.CALLED_OFF,
            }
        ),
        Side.RECEIVING: frozenset({StepKind.ANSWER, StepKind.DEPARTURE, StepKind.CALLED_OFF}),
    },
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
    UNKNOWN = "unknown", _("It is not known whether this person is 18")


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
    ARRIVED_BEFORE = (
        "arrived_before",
        _(
            "By what was written, she arrived on a day before the one on which she set out. One of "
            "the two days is wrong: call the other office."
        ),
    )
    ARRIVED_UNAGREED = (
        "arrived_unagreed",
        _("They say that she arrived, and they never said yes to it. Call the other office."),
    )
    DEPARTED_UNCLEARED = (
        "departed_uncleared",
        _(
            "The other office says that the family set out, and nobody here said that the papers "
            "are complete. Call the other office now."
        ),
    )
    NOT_ALL_ARRIVED = (
        "not_all_arrived",
        _("Fewer of the family arrived than set out. Call the other office now."),
    )
    CHILD_ALONE = (
        "child_alone",
        _(
            "By what was written, a child set out without any of the grown relatives who may "
            "travel. Call the other office now."
        ),
    )
    CALLED_OFF_LEFT = (
        "called_off_left",
        _(
            "The journey was called off after she set out, and nobody has written that she "
            "arrived. Unless you know that she turned back, call the other office now: she may be "
            "on her way to nobody."
        ),
    )


# Somebody left, by what was said, though not as it was agreed. Until it is known where everybody
# is, the journey is not left alone.
LEFT_ANYHOW = frozenset({Riddle.DEPARTED_UNAGREED, Riddle.DEPARTED_UNCLEARED})


# Where a family comes to her, the same codes are said in other words.
FAMILY_WORDS: dict[type, dict[str, Any]] = {
    JourneyState: {JourneyState.ARRIVED: _("Arrived, by the account of her office")},
    JourneyEnding: {
        JourneyEnding.HER_MIND: _("She or her family changed their mind"),
        JourneyEnding.NOT_RECEIVED: _("Nobody can accompany them"),
    },
    StepKind: {
        StepKind.REQUEST: _("We ask you to accompany her family"),
        StepKind.DEPARTURE: _("They set out"),
        StepKind.ARRIVAL: _("They arrived with us"),
        StepKind.VISIT: _("We visited them"),
    },
    Says: {
        Says.YES: _("Yes, we can accompany them"),
        Says.NO: _("No, we cannot accompany them"),
    },
    Word: FAMILY_NAMES,
    Riddle: {
        Riddle.ARRIVED_UNDEPARTED: _(
            "They arrived, and the other office has not said that they set out. Call each other."
        ),
        Riddle.DEPARTED_UNAGREED: _(
            "The family set out, and that office never said yes to accompany them. Call each "
            "other now: somebody may be on the way alone."
        ),
        Riddle.CALLED_OFF_ARRIVED: _(
            "One office called the journey off and the other says that the family arrived. Call "
            "the other office now."
        ),
        Riddle.ARRIVED_BEFORE: _(
            "By what was written, the family arrived on a day before the one on which it set out. "
            "One of the two days is wrong: call the other office."
        ),
        Riddle.ARRIVED_UNAGREED: _(
            "They arrived, and the other office never said yes to accompany them. Call each other."
        ),
        Riddle.CALLED_OFF_LEFT: _(
            "The journey was called off after the family set out, and nobody has written that all "
            "of them arrived. Unless you know that they turned back, call the other office now: "
            "somebody may be on the way to nobody."
        ),
    },
}


def words_of(code: Any, *, pathway: str) -> Any:
    """The words of a code, by which way it is said."""
    other = FAMILY_WORDS.get(type(code), {}) if pathway == Pathway.FAMILY else {}
    return other.get(code, code.label)
