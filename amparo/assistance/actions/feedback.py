"""Asking what she thinks of the help, and adding it up. Nothing here knows of any case."""

import secrets
from dataclasses import asdict
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import OPERATOR
from amparo.agencies.models import Agency
from amparo.assistance.access import feedback as access
from amparo.assistance.enums.feedback import Said
from amparo.assistance.models import FeedbackSum, FeedbackTurn
from amparo.assistance.policies import feedback as policies
from amparo.core import clock


@transaction.atomic
def hand_over(*, by: Any, about: str, is_safe: bool, is_wanted: bool) -> str:
    """Begin a turn. Its token is good for one round of answers within the hour. The log says
    that somebody was asked, and neither who nor about what."""
    policies.can_hand_over(by=by, is_safe=is_safe, is_wanted=is_wanted).or_refuse()
    token = secrets.token_urlsafe(24)
    FeedbackTurn(
        agency=by.agency,
        about=about,
        token=access.hashed(token),
        ends_at=clock.now() + policies.LASTS,
    ).save(force_insert=True)
    audit.record("feedback_asked", by=by)
    return token


@transaction.atomic
def answer(*, turn: FeedbackTurn, question: str, said: str) -> None:
    """Take one answer; what is not the question that stands there is let pass. After the last
    one it is added up, and the turn is gone with everything in it."""
    held = FeedbackTurn.objects.select_for_update().filter(pk=turn.pk).first()
    if held is None:
        return
    policies.can_answer(held.answers, ends_at=held.ends_at, now=clock.now()).or_refuse()
    if question != policies.next_question(held.answers):
        return
    held.answers = held.answers | {str(question): str(Said(said))}
    if policies.next_question(held.answers) is not None:
        held.save(update_fields=["answers"])
        return
    _add(held.agency, held.about, lambda sums: policies.with_answers(sums, held.answers))
    held.delete()
    audit.record("feedback_given", by=audit.anonymous)


@transaction.atomic
def count_papers(*, by: Any, about: str, number: int, counts: policies.Counts) -> None:
    """Add up a bundle of papers, of which nobody keeps a single one."""
    policies.can_read(by=by).or_refuse()
    policies.fits(number, counts).or_refuse()
    _add(by.agency, about, lambda sums: policies.with_bundle(sums, number, counts))
    audit.record("feedback_papers_counted", by=by, detail={"papers": number})


@transaction.atomic
def forget_unfinished() -> int:
    """Take away the turns that nobody finished, with whatever was answered in them."""
    number, _kinds = FeedbackTurn.objects.filter(ends_at__lte=clock.now()).delete()
    if number:
        audit.record("feedback_forgotten", by=OPERATOR, detail={"turns": number})
    return number


def _add(agency: Agency, about: str, more: Any) -> None:
    # Two who answer at once wait here for each other, also where there is no row yet.
    Agency.objects.select_for_update().get(pk=agency.pk)
    row = FeedbackSum.objects.filter(agency=agency, about=about).first()
    row = row or FeedbackSum(agency=agency, about=about)
    names = policies.Sums.__dataclass_fields__
    after = more(policies.Sums(**{name: getattr(row, name) for name in names}))
    if after.shown_number != row.shown_number:
        row.shown_month = clock.today().replace(day=1)
    for name, value in asdict(after).items():
        setattr(row, name, value)
    row.save()
