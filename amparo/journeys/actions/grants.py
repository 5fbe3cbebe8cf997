"""Every change to a grant: promised, paid in parts, shown how it was used, let go."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.assistance import actions as assistance
from amparo.assistance.policies.ledger import fits
from amparo.cases.models import Document
from amparo.core import clock
from amparo.journeys.enums.grants import ProofKind, ProofState, TrancheState
from amparo.journeys.models import Grant, Proof, Reintegration, Tranche
from amparo.journeys.policies import grants as policies
from amparo.journeys.queries import grants as queries
from amparo.projects.models import Project

# Under which service the ledger of assistance keeps what was paid.
SERVICE = "Reintegration"
# How much, what has to stand before it is paid, by when.
Part = tuple[Decimal, str, date | None]


@transaction.atomic
def promise(
    *,
    by: Any,
    reintegration: Reintegration,
    purpose: str,
    amount: Decimal,
    currency: str,
    parts: Sequence[Part],
    promised_on: date,
    funder: str = "",
    project: Project | None = None,
) -> Grant:
    """Promise her money for a purpose, in parts. Nothing is paid yet."""
    held = Reintegration.objects.select_related("case").select_for_update(of=("self",))
    kept, today = held.get(pk=reintegration.pk), clock.today()
    amounts = [part for part, _condition, _due in parts]
    policies.can_promise(
        kept, by=by, purpose=purpose, amount=amount, parts=amounts, promised_on=promised_on,
        today=today,
    ).or_refuse()  # fmt: skip
    if project is not None:
        theirs = set(Project.objects.filter(agencies=kept.case.agency_id).values_list("pk", flat=1))
        fits([project], theirs=theirs, given_on=promised_on).or_refuse()
    grant = Grant(
        reintegration=kept, purpose=purpose, amount=amount, currency=currency, funder=funder,
        project=project, promised_on=promised_on, promised_by=by,
    )  # fmt: skip
    grant.save(force_insert=True)
    for number, part in enumerate(parts, start=1):
        _lay(grant, number, part)
    audit.record("grant_promised", by=by, about=grant, fields=["purpose", "amount", "tranches"])
    return grant


def _lay(grant: Grant, number: int, part: Part) -> Tranche:
    amount, condition, due_on = part
    tranche = Tranche(grant=grant, number=number, amount=amount, due_on=due_on)
    tranche.condition = condition
    tranche.save(force_insert=True)
    return tranche


@transaction.atomic
def add_tranche(*, by: Any, grant: Grant, part: Part) -> Tranche:
    """One more tranche, within what is left of the grant."""
    held = _locked(grant)
    tranches = queries.tranches(held)
    policies.can_add(held, by=by, part=part[0], held=tranches).or_refuse()
    number = max((each.number for each in tranches), default=0) + 1
    tranche = _lay(held, number, part)
    audit.record("tranche_added", by=by, about=held, detail={"number": number})
    return tranche


@transaction.atomic
def pay(*, by: Any, tranche: Tranche, paid_on: date) -> Tranche:
    """Write down that a tranche was paid; the ledger of assistance has it from now on."""
    grant = _locked(tranche.grant)
    tranches = queries.tranches(grant)
    held = next(each for each in tranches if each.pk == tranche.pk)
    earlier = policies.before(held, tranches)
    policies.can_pay(
        held, by=by, earlier=earlier, shown=queries.is_shown(earlier), paid_on=paid_on,
        today=clock.today(),
    ).or_refuse()  # fmt: skip
    held.entry = assistance.record(
        by=by,
        case=grant.reintegration.case,
        service=SERVICE,
        given_on=paid_on,
        projects=[grant.project] if grant.project is not None else [],
        cost=held.amount,
        currency=grant.currency,
        funder=grant.funder,
    )
    held.state, held.paid_on, held.paid_by = TrancheState.PAID, paid_on, by
    held.save(update_fields=["state", "paid_on", "paid_by", "entry"])
    audit.record("tranche_paid", by=by, about=grant, detail={"number": held.number})
    return held


@transaction.atomic
def let_go(*, by: Any, tranche: Tranche, reason: str) -> Tranche:
    """Let a tranche go that was not paid, with the reason."""
    grant = _locked(tranche.grant)
    held = next(each for each in queries.tranches(grant) if each.pk == tranche.pk)
    policies.can_let_go(held, by=by, reason=reason).or_refuse()
    held.state, held.reason = TrancheState.LET_GO, reason
    held.save(update_fields=["state", "reason"])
    audit.record("tranche_let_go", by=by, about=grant, detail={"number": held.number})
    return held


@transaction.atomic
def bring_proof(
    *,
    by: Any,
    tranche: Tranche,
    kind: str,
    seen_on: date,
    document: Document | None = None,
    words: str = "",
    seen_by: str = "",
) -> Proof:
    """Bring what shows how a tranche was used. A second person looks at it."""
    grant = _locked(tranche.grant)
    held = next(each for each in queries.tranches(grant) if each.pk == tranche.pk)
    today, case = clock.today(), grant.reintegration.case
    paper = document if kind == ProofKind.DOCUMENT else None
    if paper is not None:
        paper = Document.objects.filter(pk=paper.pk, case=case).first()
    sha256 = paper.sha256 if paper is not None else ""
    policies.can_bring(
        held,
        by=by,
        kind=kind,
        has_document=paper is not None,
        words=words,
        seen_by=seen_by,
        seen_on=seen_on,
        today=today,
        standing=queries.has_standing(held),
        served=queries.served_elsewhere(held, sha256=sha256, words=words),
    ).or_refuse()
    proof = Proof(
        tranche=held,
        kind=kind,
        document=paper,
        document_number=paper.number if paper is not None else None,
        seen_on=seen_on,
        brought_by=by,
        brought_on=today,
    )
    proof.sha256, proof.words, proof.seen_by = sha256, words, seen_by
    proof.save(force_insert=True)
    audit.record("proof_brought", by=by, about=grant, detail={"number": held.number})
    return proof


@transaction.atomic
def answer_proof(*, by: Any, proof: Proof, state: str, reason: str = "") -> Proof:
    """Accept what was brought, or return it with a reason."""
    grant = _locked(proof.tranche.grant)
    held = Proof.objects.select_related("tranche").get(pk=proof.pk)
    held.tranche.grant = grant
    policies.can_answer(held, by=by, state=state, reason=reason).or_refuse()
    held.state, held.answered_by, held.answered_on = ProofState(state), by, clock.today()
    held.reason = reason if state == ProofState.RETURNED else ""
    held.save(update_fields=["state", "answered_by", "answered_on", "reason"])
    detail = {"number": held.tranche.number, "state": str(held.state)}
    audit.record("proof_answered", by=by, about=grant, detail=detail)
    return held


def _locked(grant: Grant) -> Grant:
    """One at a time for each grant: what two pay or bring at once is asked one after the other."""
    rows = Grant.objects.select_related("reintegration__case", "project")
    return rows.select_for_update(of=("self",)).get(pk=grant.pk)
