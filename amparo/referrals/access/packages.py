"""Who may see packages: who records cases, those of her own agency alone. One that carries a
referral is seen by whom its case opens to."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.cases.access import visible_cases
from amparo.referrals.models import Correspondent, ReceivedPackage, SentPackage
from amparo.referrals.policies import correspondence


def visible_sent(member: Member) -> QuerySet[SentPackage]:
    rows = SentPackage.objects.filter(agency=member.agency_id).defer("content")
    mine = Q(referral__isnull=True) | Q(referral__case__in=visible_cases(member))
    rows = rows.filter(mine).select_related("to__organisation", "made_by")
    return rows if member.may(Permission.RECORD_CASES) else rows.none()


def visible_received(member: Member) -> QuerySet[ReceivedPackage]:
    rows = ReceivedPackage.objects.filter(agency=member.agency_id).defer("sealed")
    rows = rows.select_related("sender__organisation", "incoming")
    return rows if member.may(Permission.RECORD_CASES) else rows.none()


def get_sent_or_404(member: Member, package_id: UUID) -> SentPackage:
    return get_object_or_404(visible_sent(member), pk=package_id)


def visible_correspondents(member: Member) -> QuerySet[Correspondent]:
    people = ("organisation", "brought_by", "compared_by", "ended_by")
    rows = Correspondent.objects.select_related(*people)
    return rows if correspondence.can_bring_card(by=member) else rows.none()


def get_correspondent_or_404(member: Member, correspondent_id: UUID) -> Correspondent:
    return get_object_or_404(visible_correspondents(member), pk=correspondent_id)
