"""What comes back of a letter: written down by who hears it, or by the code of its slip."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.cases.models import Document, Letter
from amparo.cases.policies import can_record
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.referrals.actions.referral import held_for_change, take_down
from amparo.referrals.enums import AnsweredBy
from amparo.referrals.models import Answer, Referral, Slip
from amparo.referrals.policies import referral as policies


@transaction.atomic
def write_down(
    *,
    by: Any,
    referral: Referral,
    kind: str,
    said_on: date,
    refusal: str = "",
    words: str = "",
    document: Document | None = None,
) -> Answer:
    """What they said by telephone or in person, or what a scanned paper shows."""
    held = held_for_change(referral)
    policies.can_write_down(held, by=by, kind=kind, refusal=refusal).or_refuse()
    policies.is_a_day(said_on, sent_at=held.sent_at, today=clock.today()).or_refuse()
    policies.is_of_the_case(document, case=held.case).or_refuse()
    by_way = AnsweredBy.SCANNED if document is not None else AnsweredBy.TOLD
    facts = {"kind": kind, "refusal": refusal, "words": words, "said_on": said_on}
    return take_down(held, by=by, by_way=by_way, document=document, **facts)


@transaction.atomic
def use_slip(
    *, by: Any, slip: Slip, kind: str, said_on: date, refusal: str = "", words: str = ""
) -> tuple[Answer, Decision]:
    """What a slip says that came back. What cannot count is kept beside, with the reason why."""
    used = Slip.objects.select_for_update().get(pk=slip.pk)
    held = held_for_change(slip.referral)
    can_record(held.case, by=by).or_refuse()
    letter = Letter.objects.select_related("agency").get(pk=used.letter_id)
    policies.letter_stands(letter).or_refuse()
    policies.is_whole(kind=kind, refusal=refusal).or_refuse()
    policies.is_a_day(said_on, sent_at=held.sent_at, today=clock.today()).or_refuse()
    counts = policies.slip_counts(held, used_at=used.used_at, kind=kind, refusal=refusal)
    made = take_down(
        held,
        by=by,
        kind=kind,
        refusal=refusal,
        words=words,
        said_on=said_on,
        by_way=AnsweredBy.SLIP,
        counts=bool(counts),
    )
    if used.used_at is None:
        used.used_at = clock.now()
        used.save(update_fields=["used_at"])
    audit.record("slip_used", by=by, about=held, detail={"counts": bool(counts)})
    return made, counts
