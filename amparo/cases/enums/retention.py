from django.db import models
from django.utils.translation import gettext_lazy as _


class AtEnd(models.TextChoices):
    """What happens to a file when its series says that it is no longer kept."""

    ERASE = "erase", _("Erase: the person's key is destroyed")
    BLOCK = "block", _("Block: nobody opens it, it is not erased")
    TRANSFER = "transfer", _("Hand over to the archive: blocked here until then")


# Where archive law forbids deletion.
STAYS = frozenset({AtEnd.BLOCK, AtEnd.TRANSFER})


class DisposalState(models.TextChoices):
    """One asks, another approves; nothing happens before that."""

    ASKED = "asked", _("Waits for the second person")
    CALLED_OFF = "called_off", _("Called off")
    DONE = "done", _("Carried out")


NEXT_DISPOSAL: dict[str, set[str]] = {
    DisposalState.ASKED: {DisposalState.CALLED_OFF, DisposalState.DONE},
}
