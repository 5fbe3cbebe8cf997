"""The doors to what a member may know of a file that does not open to her: next to nothing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.agencies.roles import Permission
from amparo.audit.models import AuditEvent
from amparo.cases.access import conflicts, grants
from amparo.cases.enums.glass import Outcome
from amparo.cases.models import BrokenGlass, Case, Deputy, Handover
from amparo.cases.policies import need_to_know as policies
from amparo.cases.wording import WITHHELD
from amparo.core import clock
from amparo.people import policies as people
from amparo.people.queries import same

LOOKED_BACK = timedelta(days=90)


def is_on_call(member: Any) -> bool:
    """Whether she may open a file in an emergency: a coordinator, or who stands in for one."""
    return policies.on_call(member, stands_in_for_one=_stands_in_for_a_coordinator(member))


def _stands_in_for_a_coordinator(member: Any) -> bool:
    away = grants.live_deputies(clock.today()).filter(
        deputy=member, absent__agency_id=member.agency_id
    )
    return any(each.absent.may(Permission.BREAK_GLASS) for each in away.select_related("absent"))


def case_to_break(member: Any, number: str) -> Case | None:
    """The case of her agency that bears this number. Only who types it learns that it is there;
    who bears the name of somebody who endangers her does not, and the log says that she tried."""
    if not is_on_call(member):
        raise Http404
    found = Case.objects.filter(agency_id=member.agency_id, disposal__isnull=True)
    case = found.filter(number=number).first()
    if case is not None and conflicts.stands_between(case, member):
        audit.record("glass_withheld", by=member, about=case)
        return None
    return case


def named_files(member: Any) -> QuerySet[Case]:
    """Open files for named people, of which who decides on teams sees number and age, no more.

    Whoever is hidden from search is not on it, unless nobody at all works on her file: that must
    not be forgotten.
    """
    if not member.may(Permission.ASSIGN_TEAM):
        raise Http404
    team = grants.live_teams(clock.today()).filter(case=OuterRef("pk"), member__is_active=True)
    found = Case.objects.filter(agency_id=member.agency_id, named_only=True, disposal__isnull=True)
    found = found.alias(worked_on=Exists(team))
    through_another = same.hidden_through_another()
    seen = Q(person__hidden_from_search=False) & ~Q(person__in=through_another)
    return found.filter(seen | Q(worked_on=False))


def get_named_file_or_404(member: Any, case_id: str) -> Case:
    """A file on that list, to name somebody to it. Nothing of it is opened."""
    try:
        case = named_files(member).filter(pk=UUID(case_id)).first()
    except ValueError:
        case = None
    if case is None:
        raise Http404
    return case


def cases_to_hand_over(member: Any) -> QuerySet[Case]:
    """Cases of her agency whose worker left, files for named people too: nothing of them opens."""
    if not member.may(Permission.ASSIGN_TEAM):
        raise Http404
    # From the few that wait to their cases (see `visible_cases`).
    cases = Case.objects.alias(own=Coalesce("agency_id", "agency_id"))
    return cases.filter(pk__in=Handover.objects.order_by().values("case"), own=member.agency_id)


def glasses_to_review(member: Any) -> QuerySet[BrokenGlass]:
    """What was opened in an emergency and waits for a word from her."""
    if not member.may(Permission.REVIEW_GLASS):
        return BrokenGlass.objects.none()
    found = BrokenGlass.objects.filter(outcome="").exclude(member=member)
    if not people.answers_for_all(by=member):
        found = found.filter(case__agency_id=member.agency_id)
    return found


def glasses_to_settle(member: Any) -> QuerySet[BrokenGlass]:
    """What was taken further and waits for a third person."""
    if not member.may(Permission.REVIEW_GLASS):
        return BrokenGlass.objects.none()
    found = BrokenGlass.objects.filter(outcome=Outcome.ESCALATED, settlement="")
    found = found.exclude(member=member).exclude(reviewed_by=member)
    if not people.answers_for_all(by=member):
        found = found.filter(case__agency_id=member.agency_id)
    return found


def was_taken_further(member: Any) -> bool:
    """Whether an emergency of hers waits to be settled."""
    hers = BrokenGlass.objects.filter(member=member, outcome=Outcome.ESCALATED, settlement="")
    return hers.exists()


def tried_in_vain(member: Any) -> QuerySet[AuditEvent]:
    """Who asked what was withheld, or named herself to a house where nobody else could: of her
    agency, or of all for the controller's office. One by accident; several may be a search."""
    if not member.may(Permission.REVIEW_GLASS):
        return AuditEvent.objects.none()
    since = clock.now() - LOOKED_BACK
    found = AuditEvent.objects.filter(verb__in=WITHHELD, at__gte=since).exclude(
        actor=str(member.pk)
    )
    if people.answers_for_all(by=member):
        # Agency by agency: so the log finds them by its index.
        every = Agency.objects.values_list("pk", flat=True)
        return found.filter(actor_agency__in=[str(pk) for pk in every])
    return found.filter(actor_agency=str(member.agency_id))


def open_glass(member: Any, glass_id: UUID) -> BrokenGlass:
    """One that waits for a review or to be settled, opened for it, and logged."""
    with_names = ("case__agency", "member", "reviewed_by")
    both = (glasses_to_review(member), glasses_to_settle(member))
    found = (each.select_related(*with_names).filter(pk=glass_id).first() for each in both)
    glass = next((each for each in found if each is not None), None)
    if glass is None:
        raise Http404
    audit.record("glass_looked_at", by=member, about=glass.case)
    return glass


def colleagues(member: Any) -> QuerySet[Member]:
    """Members of her agency, for who decides on teams; for others, herself alone."""
    if not member.may(Permission.OPEN_CASES):
        raise Http404
    found = Member.objects.filter(agency_id=member.agency_id, is_active=True)
    return found if member.may(Permission.ASSIGN_TEAM) else found.filter(pk=member.pk)


def get_deputy_or_404(member: Any, deputy_id: int) -> Deputy:
    found = Deputy.objects.select_related("absent", "deputy").filter(
        absent__in=colleagues(member), pk=deputy_id
    )
    deputy = found.first()
    if deputy is None:
        raise Http404
    return deputy
