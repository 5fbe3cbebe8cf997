"""Every change to releases: proposed by one, let out by two others."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.releases import policies, queries
from amparo.releases.enums import APPROVALS_NEEDED, State
from amparo.releases.models import Release, Review
from amparo.statistics.models import Extract


@transaction.atomic
def propose(*, by: Any, extract: Extract) -> Release:
    """Propose the printed form of an extract. The rules judge it first."""
    judged = queries.judge(extract)
    before = list(queries.published(extract.scope))
    definitions = {held.extract.definition_version for held in before}
    policies.can_propose(
        by=by,
        consents_ended=queries.consents_ended(extract),
        overlapping=bool(judged.tables) and queries.published_around(extract.scope).exists(),
        other_definition=bool(definitions - {extract.definition_version}),
    ).or_refuse()
    against = [str(held.pk) for held in before]
    state = State.PROPOSED if judged.decision == "publish" else State.REFUSED
    release = Release(
        extract=extract,
        scope=extract.scope,
        as_of=extract.as_of,
        judged=judged.to_json(),
        judged_against=against,
        state=state,
        proposed_by=by,
    )
    release.save(force_insert=True)
    codes = [refusal.code for refusal in judged.refusals]
    audit.record("release_proposed", by=by, about=release, detail={"refusals": codes})
    return release


@transaction.atomic
def approve(*, by: Any, release: Release, reason: str = "") -> Release:
    """Approve a release. With the second approval it is published."""
    held = _reviewed(release, by=by, approves=True, reason=reason)
    if held.reviews.filter(approves=True).count() >= APPROVALS_NEEDED:
        _publish(held, by=by)
    return held


@transaction.atomic
def return_to_author(*, by: Any, release: Release, reason: str) -> Release:
    """Return a release to its author with a reason. One return is enough to stop it."""
    held = _reviewed(release, by=by, approves=False, reason=reason)
    held.state = State.RETURNED
    held.save(update_fields=["state"])
    return held


def _reviewed(release: Release, *, by: Any, approves: bool, reason: str) -> Release:
    held = Release.objects.select_for_update().get(pk=release.pk)
    reviewers = set(held.reviews.values_list("reviewer_id", flat=True))
    policies.can_review(held, by=by, reviewed_by=reviewers).or_refuse()
    Review.objects.create(release=held, reviewer=by, approves=approves, reason=reason)
    verb = "release_approved" if approves else "release_returned"
    audit.record(verb, by=by, about=held)
    return held


def _publish(release: Release, *, by: Any) -> None:
    # Two releases approved at the same moment would not see each other.
    list(Release.objects.select_for_update().order_by("pk").values_list("pk"))
    now_published = [str(held.pk) for held in queries.published(release.scope)]
    around = queries.published_around(release.scope)
    policies.can_publish(
        release,
        published_since=now_published != release.judged_against,
        consents_ended=queries.consents_ended(release.extract),
        overlapping=bool(release.judged["tables"]) and around.exists(),
    ).or_refuse()
    release.state, release.published_at = State.PUBLISHED, clock.now()
    release.save(update_fields=["state", "published_at"])
    audit.record("release_published", by=by, about=release, fields=["state"])
