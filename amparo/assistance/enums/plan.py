from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    """A version of a plan: written with her, read and approved by somebody who did not write it."""

    DRAFT = "draft", _("Being written")
    WAITING = "waiting", _("Waits for approval")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    REPLACED = "replaced", _("Replaced by a newer version")


NEXT_PLAN: dict[str, set[str]] = {
    # Whatever is changed while it waits takes it back: nobody approves what she has not read.
    PlanState.DRAFT: {PlanState.WAITING},
    PlanState.WAITING: {PlanState.APPROVED, PlanState.RETURNED, PlanState.DRAFT},
    PlanState.RETURNED: {PlanState.DRAFT, PlanState.WAITING},
    PlanState.APPROVED: {PlanState.REPLACED},
}
WORKING = {PlanState.DRAFT, PlanState.WAITING, PlanState.RETURNED}


class Agreed(models.TextChoices):
    """Whether the plan is hers."""

    YES = "yes", _("Yes")
    IN_PART = "in_part", _("In part")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Not asked")


class ActionState(models.TextChoices):
    OPEN = "open", _("To be done")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")
