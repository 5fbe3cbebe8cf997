from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    PROPOSED = "proposed", _("Proposed: waits for two approvals")
    PUBLISHED = "published", _("Published")
    RETURNED = "returned", _("Returned to its author")
    REFUSED = "refused", _("Refused by the rules")


NEXT_STATE: dict[str, set[str]] = {
    State.PROPOSED: {State.PUBLISHED, State.RETURNED, State.REFUSED},
    State.PUBLISHED: set(),
    State.RETURNED: set(),
    State.REFUSED: set(),
}

APPROVALS_NEEDED = 2
