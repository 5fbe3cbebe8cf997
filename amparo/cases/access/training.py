"""The door to trainings: for who keeps them, those of her agency; an administrator, all."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo.agencies.models import Member
from amparo.agencies.roles import ROLES, Permission
from amparo.cases.models.training import Training


def members_to_train(member: Any) -> QuerySet[Member]:
    """Whoever may decide about identification, of whom she says who was trained."""
    if not member.may(Permission.KEEP_TRAININGS):
        raise Http404
    roles = [role for role, card in ROLES.items() if card.opens_cases]
    found = Member.objects.filter(is_active=True, role__in=roles).order_by("display_name")
    if member.may(Permission.MANAGE_MEMBERS):
        return found
    return found.filter(agency_id=member.agency_id)


def get_training_or_404(member: Any, training_id: UUID) -> Training:
    found = Training.objects.select_related("member")
    training = found.filter(pk=training_id, member__in=members_to_train(member)).first()
    if training is None:
        raise Http404
    return training
