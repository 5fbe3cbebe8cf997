"""What goes before the chair. Pure: asks no database."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from amparo.committees.enums import Fulfilment
from amparo.committees.models import Commitment, Committee
from amparo.committees.policies import commitment as commitments
from amparo.committees.policies import committee as committees
from amparo.core.decisions import Decision


def late_since(committee: Committee, *, on: date) -> date:
    """What was due before this day goes before the chair: late by more than so many days."""
    return on - timedelta(days=committee.escalate_days)


def can_draw_line(committee: Committee, *, by: Any, known: bool) -> Decision:
    if known:
        return Decision(_("The plan has this line already."))
    return committees.can_change(committee, by=by)


def can_put_in_line(commitment: Commitment, *, by: Any, same_committee: bool) -> Decision:
    if not same_committee:
        return Decision(_("This line is of the plan of another committee."))
    if commitment.state != Fulfilment.OPEN:
        return Decision(_("This was settled already."))
    return commitments.can_keep(by=by)
