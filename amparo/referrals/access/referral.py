"""Doors to referrals: of a case that is open, and of the agency that received them."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.cases.access import conflicts, visible_cases
from amparo.cases.models import Case, DisclosureReader
from amparo.referrals.models import Referral

WITH = ("case__person", "case__agency", "organisation", "service", "to_agency", "agency",
        "disclosure", "package")  # fmt: skip


def of_case(case: Case) -> QuerySet[Referral]:
    """The referrals of a case that is open already."""
    return Referral.objects.filter(case=case).select_related(*WITH, "sent_by")


def referral_or_404(case: Case, referral_id: UUID) -> Referral:
    """A referral under its own case only; a foreign one is not there."""
    found = of_case(case).filter(pk=referral_id).first()
    if found is None:
        raise Http404
    found.case = found.disclosure.case = case
    return found


def sent(member: Any) -> QuerySet[Referral]:
    """Those of the cases that open to her."""
    if not member.may(Permission.OPEN_CASES):
        return Referral.objects.none()
    hers, cases = Referral.objects.filter(agency=member.agency_id), visible_cases(member)
    if member.may(Permission.OPEN_AGENCY_CASES):
        # Nearly all of them: in their order, each asked whether its case opens.
        return hers.filter(Exists(cases.filter(pk=OuterRef("case"))))
    return hers.filter(case__in=cases)


def received(member: Any) -> QuerySet[Referral]:
    """What was sent to her agency. Of a file for named people: to whom was named there, and to who
    names them."""
    if not member.may(Permission.OPEN_CASES) or member.agency_id is None:
        return Referral.objects.none()
    found = Referral.objects.filter(
        to_agency=member.agency_id, sent_at__isnull=False, case__disposal__isnull=True
    )
    if member.may(Permission.ASSIGN_TEAM):
        return found
    named = DisclosureReader.objects.filter(disclosure=OuterRef("disclosure"), member=member)
    return found.filter(Q(case__named_only=False) | Q(Exists(named)))


def received_or_404(member: Any, referral_id: UUID) -> Referral:
    """One that was sent to her agency; to whoever bears a feared name it is not there. Logged."""
    found = received(member).select_related(*WITH).filter(pk=referral_id).first()
    if found is None or conflicts.stands_between(found.case, member):
        raise Http404
    audit.record("referral_opened", by=member, about=found)
    return found
