"""What members are told by mail about a journey: that one item waits, and nothing else."""

from uuid import UUID

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.cases.access import conflicts
from amparo.core import outbox
from amparo.journeys.models import Journey


def word_is_late(journey_id: UUID) -> None:
    """To who answers for the cases of the agency; to nobody whom she fears."""
    found = Journey.objects.select_related("case__person").filter(pk=journey_id).first()
    if found is None:
        return
    here = Member.objects.filter(agency=found.agency_id, is_active=True).exclude(email="")
    may = [each for each in here if each.may(Permission.ASSIGN_TEAM)]
    feared = {each.pk for each in conflicts.feared(found.case, may)} if found.case else set()
    for member in may:
        if member.pk not in feared:
            outbox.put("one_item", member=str(member.pk))
