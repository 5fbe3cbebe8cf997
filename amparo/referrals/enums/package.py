"""What a package between two offices is, and why one is not taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What lies in a package. A room above may bring in kinds of its own."""

    REFERRAL = "referral", _("Referral")
    ANSWER = "answer", _("Answer to a referral")
    STOP = "stop", _("Notice to stop")
    RECEIPT = "receipt", _("Acknowledgement")


class Unopened(models.TextChoices):
    """Why a package is refused. The log keeps the code, the page says the sentence."""

    NO_PACKAGE = (
        "no_package",
        _(
            "This file is no package of another office. Look whether you chose the file that came, "
            "and whether it was opened or saved anew by another program."
        ),
    )
    TOO_LARGE = "too_large", _("This file is larger than any package. Ask for it in parts.")
    NOT_FOR_US = (
        "not_for_us",
        _(
            "This package is sealed to other keys than ours, so nobody here can open it. Ask who "
            "sent it whether they have our card of today, and to send it again."
        ),
    )
    DAMAGED = (
        "damaged",
        _(
            "This package is cut short or was altered on its way. Nothing of it was taken. Ask who "
            "sent it to send the same file again."
        ),
    )
    OTHER_VERSION = (
        "other_version",
        _("This package is of a form that we cannot read yet. Our administrator has to update."),
    )
    UNKNOWN_SENDER = (
        "unknown_sender",
        _(
            "We hold no card of the office that signed this package. Exchange cards and compare "
            "the digits by telephone first; then open it again."
        ),
    )
    NOT_COMPARED = (
        "not_compared",
        _(
            "The digits of the office that signed this package were not compared by telephone yet. "
            "Compare them first; then open it again."
        ),
    )
    SENDER_ENDED = (
        "sender_ended",
        _(
            "We no longer take packages signed with this card. Call the office by a number that "
            "you know: its keys may be in other hands."
        ),
    )
    UNSIGNED = (
        "unsigned",
        _(
            "The signature does not fit: this is not what the office named in it signed. Do not "
            "answer it. Call the office by a number that you know."
        ),
    )
    MISADDRESSED = (
        "misaddressed",
        _(
            "Its sender signed this package for another office, and somebody sealed it again to "
            "us. Do not read on. Call the office that signed it."
        ),
    )
    EXPIRED = (
        "expired",
        _("The time of this package is over. Ask who sent it for a new one."),
    )
    WRONG_CLOCK = (
        "wrong_clock",
        _(
            "This package says that it is from a day to come, or that it holds longer than "
            "packages may. One of the two clocks is wrong. Call the office that sent it."
        ),
    )
    REPLAYED = (
        "replayed",
        _(
            "This package came before and was taken then. Nothing was done a second time. If "
            "nobody here sent it in twice, call the office that signed it."
        ),
    )
    UNKNOWN_KIND = (
        "unknown_kind",
        _("We do not know what to do with this kind of package. Our administrator has to update."),
    )
    NO_QUESTION = (
        "no_question",
        _(
            "This package answers one that we did not send to that office. Nothing was changed. "
            "Call the office that signed it."
        ),
    )
    OTHER_AGENCY = (
        "other_agency",
        _(
            "This package goes on with something that your agency has no part in. Another agency "
            "of this installation accompanies it. Nothing was changed: hand the file to it."
        ),
    )


class IncomingState(models.TextChoices):
    """A referral that came in a package."""

    WAITING = "waiting", _("Waits for our answer")
    ACCEPTED = "accepted", _("Accepted by us")
    REFUSED = "refused", _("Refused by us")
    DONE = "done", _("Done by us")
    STOPPED = "stopped", _("Stopped by who sent it")


NEXT_INCOMING = {
    IncomingState.WAITING: {
        IncomingState.ACCEPTED,
        IncomingState.REFUSED,
        IncomingState.DONE,
        IncomingState.STOPPED,
    },
    IncomingState.ACCEPTED: {IncomingState.DONE, IncomingState.STOPPED},
    IncomingState.REFUSED: {IncomingState.STOPPED},
    IncomingState.DONE: {IncomingState.STOPPED},
}
