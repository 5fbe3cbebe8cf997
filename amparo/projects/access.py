"""Who may see projects: whoever keeps them, and members of the agencies that work in them."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.projects.models import Activity, FrameRow, Project, Spending


def visible_projects(member: Member) -> QuerySet[Project]:
    if not member.is_active:
        return Project.objects.none()
    if member.may(Permission.KEEP_PROJECTS):
        return Project.objects.all()
    return Project.objects.filter(Q(agencies=member.agency_id))


def get_project_or_404(member: Member, project_id: UUID) -> Project:
    return get_object_or_404(visible_projects(member), pk=project_id)


def get_payment_or_404(project: Project, payment_id: UUID) -> Spending:
    return get_object_or_404(Spending.objects.filter(line__project=project), pk=payment_id)


def get_activity_or_404(project: Project, activity_id: UUID) -> Activity:
    return get_object_or_404(project.activities, pk=activity_id)


def get_row_or_404(project: Project, row_id: UUID) -> FrameRow:
    return get_object_or_404(project.rows, pk=row_id)
