"""Claims taken down, compared by the clock, answered on their day, and let go.

Taking one down looks at nobody's record. Comparing is done for all of them at once, hours later,
so that neither words nor time tell what it found.
"""

import uuid
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import OPERATOR
from amparo.agencies.models import Member
from amparo.cases.models import Case
from amparo.core import clock, keystore
from amparo.core.decisions import Decision
from amparo.journeys.enums.tracing import MatchState
from amparo.journeys.models import Claim, Match, Tracing
from amparo.journeys.models.tracing import fresh_number
from amparo.journeys.policies import tracing as policies
from amparo.journeys.queries import tracing as queries

LOT = 500


@transaction.atomic
def take_down(
    *,
    by: Member,
    claimant: str,
    relation: str,
    sought: str,
    tells: str,
    reached_by: str,
    sought_year: int | None = None,
    sought_places: str = "",
    papers: str = "",
) -> Claim:
    """Keep who asks for whom, and how to answer. Whoever takes it down learns nothing by it."""
    policies.can_take_down(by=by).or_refuse()
    today = clock.today()
    wrong = policies.is_a_claim(
        claimant=claimant,
        sought=sought,
        year=sought_year,
        tells=tells,
        reached_by=reached_by,
        today=today,
    )
    Decision(next(iter(wrong.values()), "")).or_refuse()
    claim = Claim(
        id=uuid.uuid4(),
        number=_number(),
        agency=by.agency,
        claimant=claimant,
        relation=relation,
        sought=sought,
        sought_year=str(sought_year or ""),
        sought_places=sought_places,
        tells=tells,
        papers=papers,
        reached_by=reached_by,
        taken_by=by,
        taken_on=today,
        answer_on=policies.answer_day(today),
    )
    keystore.create([claim.pk])
    claim.save(force_insert=True)
    fields = ["claimant", "papers", "reached_by", "relation", "sought", "tells"]
    audit.record("claim_taken", by=by, about=claim, fields=fields)
    return claim


def _number() -> str:
    while Claim.objects.filter(number=(drawn := fresh_number())).exists():
        pass
    return drawn


@transaction.atomic
def give_answer(*, by: Member, claim: Claim) -> Claim:
    """The claimant was told what stands on the page, whatever it is."""
    held = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    policies.can_give(held, by=by, on=clock.today()).or_refuse()
    held.given_on, held.given_by = clock.today(), by
    held.save(update_fields=["given_on", "given_by"])
    audit.record("claim_answer_given", by=by, about=held, fields=["given_on"])
    return held


def compare_all(*, by: Any = OPERATOR) -> int:
    """Every claim with everybody whose family is looked for. Nobody waits for it on a page."""
    cases, found = queries.searched(), 0
    for claim in Claim.objects.order_by("pk").iterator():
        for case in queries.like(claim, cases):
            found += _found(claim, case, by=by)
    return found


@transaction.atomic
def _found(claim: Claim, case: Case, *, by: Any) -> int:
    """Once for each case, and only while her search and her yes still stand."""
    rows = Tracing.objects.select_related("case__person", "case__agency")
    open_ones = rows.filter(case=case, ended_at__isnull=True)
    tracing = open_ones.select_for_update(of=("self",)).first()
    before = Match.objects.filter(case=case, claim=claim).exclude(state=MatchState.ENDED)
    if tracing is None or before.exists():
        return 0
    if not queries.is_traced(tracing.case, on=clock.today()):
        return 0
    match = Match(
        case=tracing.case, tracing=tracing, claim=claim, claimant=claim.claimant,
        relation=claim.relation, recorded_at=clock.now(), due_on=clock.today(),
    )  # fmt: skip
    match.state = policies.state_of_found(
        feared=queries.is_feared(tracing.case.person, match.claimant)
    )
    match.save(force_insert=True)
    audit.record("match_found", by=by, about=match, detail={"state": str(match.state)})
    return 1


@transaction.atomic
def forget_old() -> int:
    """Let claims go whose time is over, and then their keys. Who asked stays with her case."""
    ids = list(queries.kept_long_enough(on=clock.today()).values_list("pk", flat=True)[:LOT])
    if ids:
        Claim.objects.filter(pk__in=ids).delete()
        audit.record("claims_forgotten", by=OPERATOR, detail={"claims": len(ids)})
        transaction.on_commit(lambda: keystore.discard(ids), robust=True)
    return len(ids)
