"""A possible victim of whom a tip tells: recorded once, and handed over in the same moment."""

from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from amparo import audit
from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.cases.enums import PlaceRole
from amparo.cases.enums.tips import ClosingReason
from amparo.cases.models import Case, Tip
from amparo.cases.policies import tips as policies
from amparo.core import clock
from amparo.taxonomy import codes

from . import tasks, tips
from .events import record_event
from .records import take_in
from .teams import assign


class _Recording:
    """Who answers tips, for as long as she records one person. It opens no case to her."""

    ALLOWED = frozenset({Permission.RECORD_CASES, Permission.ASSIGN_TEAM})
    opens_cases = False

    def __init__(self, member: Member):
        self.id, self.pk, self.agency_id = member.pk, member.pk, member.agency_id

    def may(self, permission: Permission) -> bool:
        return permission in self.ALLOWED


@transaction.atomic
def record_possible_victim(
    *,
    by: Member,
    tip: Tip,
    to: Member,
    about_person: dict[str, Any],
    about_case: dict[str, Any],
    purposes: list[str],
    places: list[str],
) -> Case:
    """Open a case about whom a tip tells, give it to a colleague, and keep the words there alone.

    From now on who recorded it can open neither the case nor what the tip said.
    """
    held = Tip.objects.select_for_update().get(pk=tip.pk)
    policies.can_hand_over(held, by=by, to=to).or_refuse()
    recording = _Recording(by)
    case = take_in(
        by=recording, agency=held.agency, about_person=about_person, about_case=about_case
    )
    if purposes or places:
        record_event(
            by=recording,
            cases=[case],
            purposes=purposes,
            definition_version=codes.definition_versions()[-1],
            places=[(code, PlaceRole.EXPLOITATION) for code in places],
        )
    assign(by=recording, case=case, member=to)
    with translation.override(to.language):
        text = gettext("Reassess the risk.")
    tasks.add(by=recording, case=case, text=text, due_on=clock.today(), assignee=to)
    held.text, held.place, held.added, held.handed_to = "", "", [], to
    tips.closed(held, by=by, why=ClosingReason.HANDED_OVER)
    held.save()
    detail = {"reason": ClosingReason.HANDED_OVER.value, "member": str(to.pk)}
    audit.record("tip_handed_over", by=by, about=held, detail=detail)
    return case
