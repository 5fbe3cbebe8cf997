"""The door to releases: proposals to those who propose and approve, published ones to members."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo.agencies.roles import Permission
from amparo.releases.enums import State
from amparo.releases.models import Release, Review


def visible_releases(member: Any) -> QuerySet[Release]:
    if member.may(Permission.PROPOSE_RELEASE) or member.may(Permission.APPROVE_RELEASE):
        return Release.objects.all()
    return Release.objects.filter(state=State.PUBLISHED)


def get_release_or_404(member: Any, release_id: UUID) -> Release:
    release = visible_releases(member).select_related("extract").filter(pk=release_id).first()
    if release is None:
        raise Http404
    return release


def visible_reviews(member: Any, release: Release) -> list[Review]:
    """Her own at once; the others' once nothing is left to decide: reviews stay independent."""
    reviews = release.reviews.select_related("reviewer").order_by("at")
    if release.state == State.PROPOSED:
        reviews = reviews.filter(reviewer_id=member.pk)
    return list(reviews)
