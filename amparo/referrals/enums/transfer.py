"""A case that goes from one agency to another for good."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.people.enums import Basis


class TransferState(models.TextChoices):
    """From the proposal to its end. Nothing goes before it is accepted."""

    PROPOSED = "proposed", pgettext_lazy("of a transfer", "Waits for a second person")
    WAITING = "waiting", pgettext_lazy("of a transfer", "Waits for the other agency")
    ACCEPTED = "accepted", pgettext_lazy("of a transfer", "Accepted: the case is theirs")
    REFUSED = "refused", pgettext_lazy("of a transfer", "Refused by the other agency")
    ENDED = "ended", pgettext_lazy("of a transfer", "Ended before it was answered")


NEXT_TRANSFER = {
    TransferState.PROPOSED: {TransferState.WAITING, TransferState.ENDED},
    TransferState.WAITING: {
        TransferState.ACCEPTED,
        TransferState.REFUSED,
        TransferState.ENDED,
    },
}
PENDING = (TransferState.PROPOSED, TransferState.WAITING)


class TransferReason(models.TextChoices):
    """Why the case goes. Of a list, so that nothing of her stands in it."""

    HER_WISH = "her_wish", _("She asks for it")
    MOVED = "moved", _("She lives elsewhere now")
    NEEDS = "needs", _("They can give what she needs, and we cannot")
    SAFETY = "safety", _("She is safer with them")
    COMPETENCE = "competence", _("It is for them by law")
    WE_STOP = "we_stop", _("This agency stops this work")


class TransferRefusal(models.TextChoices):
    """Why the other agency does not take it."""

    FULL = "full", pgettext_lazy("of a transfer", "We have nobody free for it")
    NOT_OURS = "not_ours", pgettext_lazy("of a transfer", "It is not for us by law or by place")
    NOT_OFFERED = "not_offered", pgettext_lazy("of a transfer", "We do not do what she needs")
    NOT_SAFE = "not_safe", pgettext_lazy("of a transfer", "She would not be safe with us")
    SPEAK_FIRST = "speak_first", pgettext_lazy("of a transfer", "We have to speak first")


class TransferEnding(models.TextChoices):
    """Why it ended before it was answered."""

    WITHDRAWN = "withdrawn", pgettext_lazy("of a transfer", "Withdrawn by the agency")
    HER_NO = "her_no", pgettext_lazy("of a transfer", "She said no")


# No legal duty hands a whole file over.
BASES = (Basis.CONSENT, Basis.VITAL_INTEREST, Basis.COURT_ORDER)
