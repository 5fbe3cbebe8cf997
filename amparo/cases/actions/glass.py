"""A file opened in an emergency, and the review of it."""

from functools import partial

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases import access, notify
from amparo.cases.access import need_to_know as doors
from amparo.cases.models import BrokenGlass, Case
from amparo.cases.models.glass import LASTS
from amparo.cases.policies import need_to_know as policies
from amparo.core import clock


@transaction.atomic
def break_glass(*, by: Member, case: Case, reason: str, words: str) -> BrokenGlass:
    """Open a file for an hour, in an emergency. The focal point is told at once."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_break_glass(
        held,
        by=by,
        on_call=doors.is_on_call(by),
        opens=access.visible_cases(by).filter(pk=held.pk).exists(),
    ).or_refuse()
    policies.says_what(words).or_refuse()
    now = clock.now()
    glass = BrokenGlass(
        case=held, member=by, reason=reason, words=words, broken_at=now, ends_at=now + LASTS
    )
    glass.save(force_insert=True)
    audit.record("glass_broken", by=by, about=held, fields=["words"], detail={"reason": reason})
    transaction.on_commit(partial(notify.glass_broken, held.agency_id))
    return glass


@transaction.atomic
def review_glass(*, by: Member, glass: BrokenGlass, outcome: str, review: str) -> BrokenGlass:
    """End a review, with a sentence: what was opened was needed, or it is taken further."""
    held = BrokenGlass.objects.select_for_update().get(pk=glass.pk)
    policies.can_review(held, by=by).or_refuse()
    policies.ends_a_review(outcome).or_refuse()
    policies.says_what(review).or_refuse()
    held.outcome, held.review = outcome, review
    held.reviewed_by, held.reviewed_at = by, clock.now()
    held.save(update_fields=["outcome", "review", "reviewed_by", "reviewed_at"])
    audit.record(
        "glass_reviewed", by=by, about=held.case, fields=["review"], detail={"outcome": outcome}
    )
    return held
