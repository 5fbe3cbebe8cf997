"""Who works on a case, and by which word each of them knows it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amparo import audit
from amparo.agencies import actions as agency_actions
from amparo.agencies.models import Member
from amparo.audit.recorder import event as log_event
from amparo.cases import access, policies
from amparo.cases.access import conflicts
from amparo.cases.access.grants import live_teams
from amparo.cases.actions import conflicts as set_aside
from amparo.cases.actions.withholding import keeps_what_is_withheld, or_withhold
from amparo.cases.models import Case, Handover, Label, Task, Teammate
from amparo.cases.policies import conflicts as conflict_policies
from amparo.cases.policies import need_to_know
from amparo.core import clock
from amparo.people.policies import relations as relation_policies


@keeps_what_is_withheld
@transaction.atomic
def assign(
    *, by: Any, case: Case, member: Member, until: date | None = None, not_the_same: str = ""
) -> Teammate:
    """Bring a member into the team. From now on she can open the case, to the end of a day or for
    good.

    Where her name is like that of somebody who endangers the person, `not_the_same` says how it
    is known that she is another: a coordinator says it, and never of herself.
    """
    held = Case.objects.select_for_update().get(pk=case.pk)
    on_team = live_teams(clock.today()).filter(case=held, member=getattr(by, "pk", None)).exists()
    need_to_know.can_bring_in(held, by=by, member=member, on_team=on_team).or_refuse()
    holds = access.visible_cases(by).filter(pk=held.pk).exists() if held.named_only else True
    need_to_know.can_name(held, by=by, member=member, holds=holds).or_refuse()
    need_to_know.can_end_team_on(until, today=clock.today()).or_refuse()
    found = conflicts.in_conflict([held], member)
    if found and not access.visible_cases(by).filter(pk=held.pk).exists():
        # She names somebody to a file that does not open to herself: she learns nothing of it.
        _all_may_go(found, by=by, member=member)
    _all_may_go(conflicts.through_deputies(held, member), by=by, member=member)
    relation_policies.set_aside(found, reason=not_the_same).or_refuse()
    if found:
        conflict_policies.can_set_aside(
            held, by=by, member=member, in_conflict=True, reason=not_the_same
        ).or_refuse()
        set_aside.keep(by=by, case=held, member=member, reason=not_the_same)
    teammate, _made = Teammate.objects.update_or_create(
        case=held, member=member, defaults={"until": until}
    )
    Handover.objects.filter(case=held).delete()
    detail = {"member": str(member.pk)} | ({"until": until.isoformat()} if until else {})
    audit.record("team_joined", by=by, about=held, detail=detail)
    return teammate


def _all_may_go(in_conflict: set[UUID], *, by: Any, member: Member) -> None:
    or_withhold(
        relation_policies.all_may_go(in_conflict),
        log_event("conflict_withheld", by=by, about=member),
    )


@keeps_what_is_withheld
@transaction.atomic
def hand_over(*, by: Any, cases: list[Case], member: Member) -> None:
    """Give several cases to a colleague at once: all of them, or none."""
    _all_may_go(conflicts.in_conflict(cases, member), by=by, member=member)
    for case in cases:
        assign(by=by, case=case, member=member)


@transaction.atomic
def settle_handover(*, by: Any, case: Case) -> None:
    """Say that a case needs nobody in the place of who left."""
    policies.can_hand_over(case, by=by).or_refuse()
    Handover.objects.filter(case=case).delete()
    audit.record("handover_settled", by=by, about=case)


@agency_actions.when_she_leaves_cases
def hand_back(*, by: Any, member: Member, why: str, to: Member | None = None) -> None:
    """Her teams end with her access. Each open case goes to the colleague who was named, or waits
    for the coordinator; a file for named people always waits, since she alone names them, and so
    does one that must not come near that colleague."""
    hers = live_teams(clock.today()).filter(member=member)
    cases = list(Case.objects.filter(pk__in=hers.values("case")).order_by("pk"))
    kept = conflicts.in_conflict(cases, to) if to else set()
    if to:
        kept |= {pk for case in cases for pk in conflicts.through_deputies(case, to)}
    goes = [case for case in cases if to and case.is_open and not case.named_only]
    given = [case for case in goes if case.pk not in kept]
    now, waits = clock.now(), [case for case in cases if case.is_open and case not in given]
    Handover.objects.bulk_create(
        [Handover(case=case, member=member, since=now) for case in waits], ignore_conflicts=True
    )
    Teammate.objects.filter(member=member).delete()
    _leave_tasks(member, cases)
    detail = {"member": str(member.pk), "why": why}
    audit.record_many([log_event("team_left", by=by, about=case, detail=detail) for case in cases])
    _give(by, given, to)


def _give(by: Any, cases: list[Case], to: Member | None) -> None:
    for case in cases:
        Teammate.objects.update_or_create(case=case, member=to, defaults={"until": None})
        audit.record("team_joined", by=by, about=case, detail={"member": str(to.pk)})


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
