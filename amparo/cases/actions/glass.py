"""A file opened in an emergency, and the review of it."""

from functools import partial

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases import access, notify
from amparo.cases.access import conflicts
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
        taken_further=doors.was_taken_further(by),
    ).or_refuse()
    policies.says_what(words).or_refuse()
    policies.may_come_near(held, stands_between=conflicts.stands_between(held, by)).or_refuse()
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


@transaction.atomic
def settle_glass(*, by: Member, glass: BrokenGlass, settlement: str, words: str) -> BrokenGlass:
    """End what was taken further, in a sentence. From now on who opened it may do so again."""
    held = BrokenGlass.objects.select_for_update().get(pk=glass.pk)
    policies.can_settle(held, by=by).or_refuse()
    policies.settles(settlement).or_refuse()
    policies.says_what(words).or_refuse()
    held.settlement, held.settled_words = settlement, words
    held.settled_by, held.settled_at = by, clock.now()
    held.save(update_fields=["settlement", "settled_words", "settled_by", "settled_at"])
    detail = {"settlement": settlement}
    audit.record("glass_settled", by=by, about=held.case, fields=["settled_words"], detail=detail)
    return held
