"""Grants with their tranches, and what shows how they were used."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.cases import due_dates
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.journeys.enums.grants import STANDING, ProofState, TrancheState
from amparo.journeys.models import Grant, Proof, Reintegration, Tranche
from amparo.journeys.policies import grants as policies


@dataclass(frozen=True)
class TrancheLine:
    """A tranche as a page shows it."""

    tranche: Tranche
    proofs: list[Proof]
    may_pay: Decision

    @property
    def standing(self) -> Proof | None:
        return next((each for each in self.proofs if each.state in STANDING), None)


@dataclass(frozen=True)
class GrantLine:
    grant: Grant
    tranches: list[TrancheLine]
    paid: Decimal
    promised: Decimal

    @property
    def waits(self) -> bool:
        """Whether something that was brought waits for a second person."""
        return any(
            each.standing is not None and each.standing.state == ProofState.BROUGHT
            for each in self.tranches
        )


def grants(reintegration: Reintegration, *, by: Any) -> list[GrantLine]:
    found = list(reintegration.grants.select_related("project", "promised_by"))
    for each in found:
        each.reintegration = reintegration
    return [line(each, by=by) for each in found]


def tranches(grant: Grant) -> list[Tranche]:
    found = list(grant.tranches.select_related("paid_by"))
    for each in found:
        each.grant = grant
    return found


def proofs(tranche: Tranche) -> list[Proof]:
    found = list(tranche.proofs.select_related("document", "brought_by", "answered_by"))
    for each in found:
        each.tranche = tranche
    return found


def line(grant: Grant, *, by: Any) -> GrantLine:
    held, today = tranches(grant), clock.today()
    lines = []
    for each in held:
        earlier = policies.before(each, held)
        may = policies.can_pay(
            each, by=by, earlier=earlier, shown=is_shown(earlier), paid_on=None, today=today
        )
        lines.append(TrancheLine(each, proofs(each), may))
    sums = {
        state: sum((each.amount for each in held if each.state == state), Decimal(0))
        for state in (TrancheState.PAID, TrancheState.PROMISED)
    }
    return GrantLine(grant, lines, sums[TrancheState.PAID], sums[TrancheState.PROMISED])


def is_shown(tranche: Tranche | None) -> bool:
    """Whether what shows its use was accepted."""
    return (
        tranche is not None
        and Proof.objects.filter(tranche=tranche, state=ProofState.ACCEPTED).exists()
    )


def has_standing(tranche: Tranche) -> bool:
    return Proof.objects.filter(tranche=tranche, state__in=STANDING).exists()


def served_elsewhere(tranche: Tranche, *, sha256: str, words: str) -> bool:
    """Whether the same file, or the same words, stand for another tranche of this case."""
    case = tranche.grant.reintegration.case
    others = Proof.objects.filter(
        tranche__grant__reintegration__case=case, state__in=STANDING
    ).exclude(tranche=tranche)
    for each in others.select_related("tranche__grant__reintegration"):
        each.tranche.grant.reintegration.case = case
        if sha256 and each.sha256 == sha256:
            return True
        if not sha256 and words and _plain(each.words) == _plain(words):
            return True
    return False


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _whoever_may_accept(rows: QuerySet[Proof], member: Any) -> QuerySet[Proof]:
    return rows.exclude(brought_by=member)


@due_dates.rule(
    "proof_waits",
    day="brought_on",
    what=lambda row: _("What shows how a tranche was used waits for a second person"),
    url=lambda row: reverse("journeys:grant", args=[row.case_id, row.tranche.grant_id]),
    concerning=_whoever_may_accept,
)
def _proofs_wait(cases: QuerySet[Case]) -> QuerySet[Proof]:
    found = Proof.objects.filter(
        state=ProofState.BROUGHT, tranche__grant__reintegration__case__in=cases
    )
    found = found.annotate(case_id=F("tranche__grant__reintegration__case_id"))
    return found.select_related("tranche")


@due_dates.rule(
    "tranche",
    day="due_on",
    what=lambda row: _("A tranche that was promised to her is due"),
    url=lambda row: reverse("journeys:grant", args=[row.case_id, row.grant_id]),
    ahead=timedelta(days=7),
)
def _tranches_due(cases: QuerySet[Case]) -> QuerySet[Tranche]:
    found = Tranche.objects.filter(
        state=TrancheState.PROMISED, due_on__isnull=False, grant__reintegration__case__in=cases
    )
    return found.annotate(case_id=F("grant__reintegration__case_id"))
