from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """By which way a referral goes."""

    IN_SYSTEM = "in_system", _("In the system: the other agency signs in here")
    ON_PAPER = "on_paper", _("On paper: a letter with a slip to send back")
    AS_FILE = "as_file", _("As a sealed file: the other office has keys and opens it")


# By these ways it leaves this installation, and whoever has it does not see here that it stopped.
OUTSIDE = (Channel.ON_PAPER, Channel.AS_FILE)


class ReferralState(models.TextChoices):
    """A referral from its draft to its end."""

    DRAFTED = "drafted", pgettext_lazy("of a referral", "Not sent yet")
    SENT = "sent", pgettext_lazy("of a referral", "Sent, waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("of a referral", "Accepted")
    REFUSED = "refused", pgettext_lazy("of a referral", "Refused")
    DONE = "done", pgettext_lazy("of a referral", "Done")
    CLOSED = "closed", pgettext_lazy("of a referral", "Closed by who sent it")


NEXT_REFERRAL = {
    ReferralState.DRAFTED: {ReferralState.SENT, ReferralState.CLOSED},
    ReferralState.SENT: {
        ReferralState.ACCEPTED,
        ReferralState.REFUSED,
        ReferralState.DONE,
        ReferralState.CLOSED,
    },
    ReferralState.ACCEPTED: {ReferralState.DONE, ReferralState.CLOSED},
}
# While it is on its way, what goes with it may be read.
LIVE = (ReferralState.SENT, ReferralState.ACCEPTED)


class Refusal(models.TextChoices):
    """Why somebody refuses a referral. Of a list, so that nothing of her stands in it."""

    FULL = "full", _("No place free")
    NOT_FOR_HER = "not_for_her", _("It takes others: by age, group or place")
    NOT_OFFERED = "not_offered", _("It does not offer this")
    NO_LANGUAGE = "no_language", _("Nobody there speaks her language")
    NOT_SAFE = "not_safe", _("She would not be safe there")
    TOO_LITTLE = "too_little", _("What came with it is not enough to decide")
    OTHER = "other", _("Another reason")


class Ending(models.TextChoices):
    """Why a referral was closed by who sent it."""

    WITHDRAWN = "withdrawn", _("She took her yes back")
    SHARING_ENDED = "sharing_ended", _("What it rested on was ended")
    NOT_NEEDED = "not_needed", _("It is not needed any more")
    ELSEWHERE = "elsewhere", _("She is helped elsewhere")
    MISTAKE = "mistake", _("It was a mistake")
    LETTER_VOID = "letter_void", _("Its letter was declared void")


# What somebody may choose; the others follow from something else.
CHOSEN = (Ending.NOT_NEEDED, Ending.ELSEWHERE, Ending.MISTAKE)


class AnswerKind(models.TextChoices):
    """What whoever received a referral says of it."""

    ACCEPTED = "accepted", pgettext_lazy("of a referral", "Accepted")
    REFUSED = "refused", pgettext_lazy("of a referral", "Refused")
    DONE = "done", pgettext_lazy("of a referral", "Done")
    FEEDBACK = "feedback", _("Feedback")
    RECEIVED = "received", _("Received: they stamped or signed for it")


class AnsweredBy(models.TextChoices):
    """By which way an answer came."""

    IN_SYSTEM = "in_system", _("In the system")
    SLIP = "slip", _("By the slip")
    TOLD = "told", _("By telephone or in person")
    SCANNED = "scanned", _("On a paper that was scanned")
    FILE = "file", _("In a sealed file, signed by them")


# What an answer makes of a referral; feedback and a stamp make nothing of it.
LEADS_TO = {
    AnswerKind.ACCEPTED: ReferralState.ACCEPTED,
    AnswerKind.REFUSED: ReferralState.REFUSED,
    AnswerKind.DONE: ReferralState.DONE,
}
