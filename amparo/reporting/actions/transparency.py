from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.cases import deadlines
from amparo.cases.deadlines import Deadline
from amparo.core import clock
from amparo.releases.enums import State
from amparo.releases.models import Release
from amparo.reporting import asked_before
from amparo.reporting.enums import Answering
from amparo.reporting.models import TransparencyRequest
from amparo.reporting.policies import transparency as policies
from amparo.reporting.queries import transparency as queries

# As practitioners say it; neither the law nor its days that do not count were read. To verify.
RULE = Deadline(20, 10, "Ley General de Transparencia y Acceso a la Información Pública")


@transaction.atomic
def receive(*, by: Any, folio: str, received_on: date, question: str) -> TransparencyRequest:
    """Write down a question that came in. Its last day follows from when it came."""
    known = TransparencyRequest.objects.filter(folio__iexact=folio).exists()
    policies.can_receive(
        by=by, known=known, received_on=received_on, today=clock.today()
    ).or_refuse()
    row = TransparencyRequest(folio=folio, received_on=received_on, question=question)
    row.due_on = deadlines.due(received_on, rule=RULE)
    row.sense = asked_before.sense(question)
    row.save(force_insert=True)
    audit.record("request_received", by=by, about=row, fields=["folio", "question", "received_on"])
    return row


@transaction.atomic
def propose(
    *,
    by: Any,
    asked: TransparencyRequest,
    answer: str,
    release: Release | None = None,
    why_other: str = "",
) -> TransparencyRequest:
    """Write the answer. It goes out once a second person lets it."""
    held = _locked(asked)
    before = queries.answered_before(held)
    policies.can_propose(
        held, by=by, answer=answer, why_other=why_other,
        published=release is None or release.state == State.PUBLISHED,
        earlier=before.answer if before else None,
    ).or_refuse()  # fmt: skip
    held.answer, held.release, held.why_other = answer, release, why_other
    held.state, held.proposed_by, held.returned_why = Answering.PROPOSED, by, ""
    held.save()
    audit.record("answer_proposed", by=by, about=held, fields=["answer", "release", "state"])
    return held


@transaction.atomic
def approve(*, by: Any, asked: TransparencyRequest) -> TransparencyRequest:
    """Let the answer out."""
    held = _locked(asked)
    policies.can_approve(held, by=by).or_refuse()
    held.state, held.approved_by, held.answered_on = Answering.ANSWERED, by, clock.today()
    held.save(update_fields=["state", "approved_by", "answered_on"])
    audit.record("answer_let_out", by=by, about=held, fields=["state"])
    return held


@transaction.atomic
def give_back(*, by: Any, asked: TransparencyRequest, why: str) -> TransparencyRequest:
    """Return the answer to who wrote it. The words stay for her."""
    held = _locked(asked)
    policies.can_return(held, by=by, why=why).or_refuse()
    held.state, held.returned_why = Answering.OPEN, why
    held.save(update_fields=["state", "returned_why"])
    audit.record("answer_returned", by=by, about=held, fields=["returned_why", "state"])
    return held


def _locked(asked: TransparencyRequest) -> TransparencyRequest:
    return TransparencyRequest.objects.select_for_update().get(pk=asked.pk)
