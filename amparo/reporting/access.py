"""Who sees which numbers: the controller's office those of all agencies, others those of their own.

Exact numbers of a small programme may speak of one person, so opening them is logged.
"""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from amparo import audit
from amparo.agencies.enums import AgencyKind
from amparo.agencies.models import Agency, Member
from amparo.agencies.roles import Permission
from amparo.projects.feeding import Asked
from amparo.projects.models import Project
from amparo.reporting.models import DonorTemplate, OwedReturn, TransparencyRequest


def sees_all(member: Member) -> bool:
    return member.agency.kind == AgencyKind.OFFICE


def visible_agencies(member: Member) -> QuerySet[Agency]:
    """Those whose exact numbers open to her."""
    if not member.may(Permission.SEE_REPORTS):
        return Agency.objects.none()
    return Agency.objects.all() if sees_all(member) else Agency.objects.filter(pk=member.agency_id)


def visible_projects(member: Member) -> QuerySet[Project]:
    if not member.may(Permission.SEE_REPORTS):
        return Project.objects.none()
    if sees_all(member):
        return Project.objects.all()
    return Project.objects.filter(agencies=member.agency_id)


def open_report(member: Member, asked: Asked) -> None:
    """Exact numbers: the opening is logged, and whoever may not see them finds nothing."""
    if not member.may(Permission.SEE_REPORTS):
        raise Http404
    if not sees_all(member) and (asked.agency is None or asked.agency.pk != member.agency_id):
        raise Http404
    audit.record("report_shown", by=member, about=asked.project, detail=_detail(asked))


def _detail(asked: Asked) -> dict[str, str]:
    detail = {"month": f"{asked.first:%Y-%m}"}
    return detail | ({"agency": str(asked.agency.pk)} if asked.agency else {})


def get_project_or_404(member: Member, project_id: UUID) -> Project:
    return get_object_or_404(visible_projects(member), pk=project_id)


def template_of(project: Project) -> DonorTemplate | None:
    return DonorTemplate.objects.filter(project=project).first()


def reads_what_is_owed(member: Member) -> bool:
    """Whoever proposes figures, lets them out, or reports: no number in it is unpublished."""
    wanted = (Permission.PROPOSE_RELEASE, Permission.APPROVE_RELEASE, Permission.SEE_REPORTS)
    return any(member.may(each) for each in wanted)


def visible_returns(member: Member) -> QuerySet[OwedReturn]:
    return OwedReturn.objects.all() if reads_what_is_owed(member) else OwedReturn.objects.none()


def get_return_or_404(member: Member, owed_id: UUID) -> OwedReturn:
    return get_object_or_404(visible_returns(member), pk=owed_id)


def reads_requests(member: Member) -> bool:
    """An answer that waits holds numbers that nobody let out yet: those who decide about it."""
    return member.may(Permission.PROPOSE_RELEASE) or member.may(Permission.APPROVE_RELEASE)


def visible_requests(member: Member) -> QuerySet[TransparencyRequest]:
    rows = TransparencyRequest.objects.all()
    return rows if reads_requests(member) else rows.none()


def get_request_or_404(member: Member, asked_id: UUID) -> TransparencyRequest:
    return get_object_or_404(visible_requests(member), pk=asked_id)
