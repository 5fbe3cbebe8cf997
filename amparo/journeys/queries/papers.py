"""What was promised to her and is still to come: of her plan, of grants, and the visits."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from amparo.assistance.enums.plan import ActionState
from amparo.journeys.enums.grants import TrancheState
from amparo.journeys.models import Reintegration
from amparo.journeys.queries import grants
from amparo.journeys.queries import reintegration as queries


@dataclass(frozen=True)
class Promised:
    """What, by whom, and until when where a day was said."""

    what: str
    by_whom: str
    until: date | None


def promised(reintegration: Reintegration) -> list[Promised]:
    """What is still to come, by its day; what has none comes last."""
    found = [*_of_the_plan(reintegration)]
    if reintegration.is_open:
        found += _visits(reintegration)
    found += _tranches(reintegration)
    return sorted(found, key=lambda each: (each.until is None, each.until or date.max))


def _of_the_plan(reintegration: Reintegration) -> list[Promised]:
    return [
        Promised(each.what, each.provider, each.due_on)
        for each in queries.plan_actions(reintegration.case)
        if each.state == ActionState.OPEN
    ]


def _visits(reintegration: Reintegration) -> list[Promised]:
    done = queries.settled(reintegration)
    days = [each for each in reintegration.visit_days.all() if each.months not in done]
    words, whom = _("We talk about how you are"), _("Whoever gave you this paper")
    return [Promised(words, whom, each.due_on) for each in days]


def _tranches(reintegration: Reintegration) -> list[Promised]:
    whom = _("Whoever gave you this paper")
    found = []
    for grant in reintegration.grants.all():
        grant.reintegration = reintegration
        for each in grants.tranches(grant):
            if each.state != TrancheState.PROMISED:
                continue
            said = {
                "amount": number_format(each.amount, decimal_pos=2),
                "currency": grant.currency,
                "purpose": grant.purpose,
                "condition": each.condition,
            }
            words = _("%(amount)s %(currency)s for: %(purpose)s") % said
            if each.condition:
                words = _("%(amount)s %(currency)s for: %(purpose)s. When: %(condition)s") % said
            found.append(Promised(words, whom, each.due_on))
    return found
