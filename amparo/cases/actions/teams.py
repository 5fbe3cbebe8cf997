"""Who works on a case, and by which word each of them knows it."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import actions as agency_actions
from amparo.agencies.models import Member
from amparo.audit.recorder import event as log_event
from amparo.cases import policies
from amparo.cases.models import Case, Handover, Label, Task, Teammate
from amparo.core import clock


@transaction.atomic
def assign(*, by: Any, case: Case, member: Member) -> Teammate:
    """Bring a member into the team. From now on she can open the case."""
    policies.can_assign(case, by=by, member=member).or_refuse()
    teammate, _made = Teammate.objects.get_or_create(case=case, member=member)
    Handover.objects.filter(case=case).delete()
    audit.record("team_joined", by=by, about=case, detail={"member": str(member.pk)})
    return teammate


@transaction.atomic
def settle_handover(*, by: Any, case: Case) -> None:
    """Say that a case needs nobody in the place of who left."""
    policies.can_hand_over(case, by=by).or_refuse()
    Handover.objects.filter(case=case).delete()
    audit.record("handover_settled", by=by, about=case)


@agency_actions.when_she_leaves_cases
def hand_back(*, by: Any, member: Member, why: str) -> None:
    """Her teams end with her access; each open case waits for the coordinator to hand it over."""
    cases = list(Case.objects.filter(team__member=member).order_by("pk"))
    now = clock.now()
    Handover.objects.bulk_create(
        [Handover(case=case, member=member, since=now) for case in cases if case.is_open],
        ignore_conflicts=True,
    )
    Teammate.objects.filter(member=member).delete()
    _leave_tasks(member, cases)
    detail = {"member": str(member.pk), "why": why}
    audit.record_many([log_event("team_left", by=by, about=case, detail=detail) for case in cases])


@transaction.atomic
def release(*, by: Any, case: Case, member: Member) -> None:
    """Take a member off the team. From now on the case is not there for her."""
    policies.can_assign(case, by=by, member=member).or_refuse()
    Teammate.objects.filter(case=case, member=member).delete()
    _leave_tasks(member, [case])
    audit.record("team_left", by=by, about=case, detail={"member": str(member.pk)})


def _leave_tasks(member: Member, cases: list[Case]) -> None:
    """What she had still to do is for whoever of the team comes to it first."""
    left = Task.objects.filter(assignee=member, case__in=cases, done_at__isnull=True)
    left.update(assignee=None)


@transaction.atomic
def choose_label(*, by: Member, case: Case, text: str) -> Label:
    """Choose the word by which a member knows a case. Only she sees it."""
    policies.can_record(case, by=by).or_refuse()
    # Pressed twice, the second waits here and finds what the first one wrote.
    held = Case.objects.select_for_update().get(pk=case.pk)
    label = Label.objects.filter(case=held, member=by).first() or Label(case=held, member=by)
    label.text = text
    label.save()
    audit.record("label_chosen", by=by, about=case, fields=["label"])
    return label
