"""Doors to claims: of who took them down, and of who works on the case that they may be about.

Between the two there is no door. Whoever took a claim down sees its number, its days and its
answer; the team of a case sees claims that may be about her, and never whose list they are on.
"""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.cases.access import conflicts, open_case, visible_cases
from amparo.cases.models import Case
from amparo.journeys.models import Claim, Match, Tracing

# Claims that were taken down


def visible_claims(member: Any) -> QuerySet[Claim]:
    """Those that her agency took down. Nothing of them says what became of them elsewhere."""
    if not member.may(Permission.RECORD_CASES) or member.agency_id is None:
        return Claim.objects.none()
    return Claim.objects.filter(agency_id=member.agency_id)


def open_claim(member: Any, claim_id: UUID) -> Claim:
    """A claim with its days and its answer. Nobody's name is shown with it."""
    found = get_claim_or_404(member, claim_id)
    audit.record("claim_opened", by=member, about=found)
    return found


def reveal_claimant(member: Any, claim_id: UUID) -> Claim:
    """Who asked and how to answer, as it was taken down."""
    found = get_claim_or_404(member, claim_id)
    fields = ("claimant", "reached_by", "sought", "tells")
    audit.record("claimant_revealed", by=member, about=found, fields=fields)
    return found


def get_claim_or_404(member: Any, claim_id: UUID) -> Claim:
    found = visible_claims(member).filter(pk=claim_id).first()
    if found is None:
        raise Http404
    return found


# Claims that may be about somebody whose case opens to her


def visible_matches(member: Any) -> QuerySet[Match]:
    """Of the cases of her agency that open to her, but none of whom endangers somebody of her
    name."""
    cases = visible_cases(member).filter(agency_id=member.agency_id)
    found = Match.objects.filter(case__in=cases)
    return without_conflicts(found, member)


def without_conflicts(rows: QuerySet[Match], member: Any) -> QuerySet[Match]:
    asked = rows.order_by().values("case").distinct()
    near = Case.objects.filter(pk__in=asked).only("person")
    barred = conflicts.in_conflict(near, member)
    return rows.exclude(case__in=barred)


def matches_of(member: Any, case: Case) -> list[Match]:
    """Those of a case that is open to her already."""
    if case.agency_id != member.agency_id or conflicts.stands_between(case, member):
        return []
    found = list(Match.objects.filter(case=case).select_related("claim"))
    for each in found:
        each.case = case
    return found


def open_match(member: Any, match_id: UUID) -> Match:
    """One claim about her, with who asks. Logged on her file."""
    found = visible_matches(member).filter(pk=match_id)
    match = found.select_related("claim", "tracing").first()
    if match is None:
        raise Http404
    match.case = match.tracing.case = open_case(member, match.case_id, page="claim")
    audit.record("match_opened", by=member, about=match, fields=["claimant"])
    return match


def tracing_of(case: Case) -> Tracing | None:
    """The search that is under way in a case that is open already."""
    found = Tracing.objects.filter(case=case, ended_at__isnull=True).first()
    if found is not None:
        found.case = case
    return found
