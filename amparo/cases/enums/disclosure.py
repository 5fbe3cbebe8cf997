from django.db import models
from django.utils.translation import gettext_lazy as _


class DisclosureState(models.TextChoices):
    """From a preview to the last day. In no state is anything sent by itself."""

    PREPARED = "prepared", _("Being prepared: nothing goes")
    WAITING = "waiting", _("Waits for the second person: nothing goes")
    READY = "ready", _("Decided: ready to hand over")
    CALLED_OFF = "called_off", _("Called off")
    ENDED = "ended", _("Ended")


NEXT_DISCLOSURE: dict[str, set[str]] = {
    DisclosureState.PREPARED: {
        DisclosureState.WAITING,
        DisclosureState.READY,
        DisclosureState.CALLED_OFF,
    },
    DisclosureState.WAITING: {DisclosureState.READY, DisclosureState.CALLED_OFF},
    DisclosureState.READY: {DisclosureState.ENDED},
}
