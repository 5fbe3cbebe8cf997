"""The search for her family, who asks for her, and what becomes of that."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TracingEnd(models.TextChoices):
    """Why nobody is looked for any more."""

    FOUND = "found", pgettext_lazy("of a family", "They were found")
    NOTHING = "nothing", _("Nobody was found")
    HER_NO = "her_no", _("She said no, or her yes ended")
    MOVED = "moved", _("The case went to another agency")


# A person ends it for one of these; the others follow from what happened.
CHOSEN_ENDS = (TracingEnd.FOUND, TracingEnd.NOTHING)


class MatchState(models.TextChoices):
    """A claim that may be about her, in the file of her case. Nothing of it is seen elsewhere."""

    FOUND = "found", _("Waits to be verified")
    VERIFIED = "verified", _("Verified: she is to be asked")
    AGREED = "agreed", _("She said yes: a second person confirms")
    CONFIRMED = "confirmed", _("Confirmed: somebody calls")
    CALLED = "called", pgettext_lazy("of a claimant", "Called")
    REFUSED = "refused", pgettext_lazy("of a claim", "Not answered with a yes")
    BLOCKED = "blocked", _("Blocked: bears the name of somebody who endangers her")
    ENDED = "ended", _("The search ended before")


_AWAY = {MatchState.REFUSED, MatchState.BLOCKED, MatchState.ENDED}
# From nothing that ended a way leads back: who asks again is taken down again.
NEXT_MATCH: dict[str, set[str]] = {
    MatchState.FOUND: {MatchState.VERIFIED} | _AWAY,
    MatchState.VERIFIED: {MatchState.AGREED} | _AWAY,
    MatchState.AGREED: {MatchState.CONFIRMED} | _AWAY,
    MatchState.CONFIRMED: {MatchState.CALLED} | _AWAY,
    MatchState.CALLED: set(_AWAY),
}
# Somebody of her team has something to do about it.
IN_WORK = (MatchState.FOUND, MatchState.VERIFIED, MatchState.AGREED, MatchState.CONFIRMED)
# Two people and she herself said yes.
TOLD = (MatchState.CONFIRMED, MatchState.CALLED)


class MatchRefusal(models.TextChoices):
    """Why a claim is not answered with a yes. The claimant hears none of it."""

    OTHER_PERSON = "other_person", _("The person asked for is somebody else")
    NOT_FAMILY = "not_family", _("The claimant is not of her family")
    NOT_SHOWN = "not_shown", _("The papers or the answers do not show it")
    SHE_SAID_NO = "she_said_no", _("She does not want it")
    NOT_SAFE = "not_safe", _("It would not be safe for her")


class ClaimAnswer(models.TextChoices):
    """What a claimant is told. Whatever is no yes is one and the same."""

    NOT_YET = "not_yet", _("The answer is not due yet")
    NEUTRAL = "neutral", _("Nothing can be said")
    WILL_CALL = "will_call", _("Somebody will call")
