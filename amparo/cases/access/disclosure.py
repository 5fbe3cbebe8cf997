"""Doors to disclosures: of the agency that holds the case, of the second person, of the recipient.

A recipient never comes in by the door of cases: what was opened to her has a door of its own, and
the rule is asked each time it is opened.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.models import Agency
from amparo.agencies.roles import Permission
from amparo.cases import narrowing
from amparo.cases.access import conflicts
from amparo.cases.enums.disclosure import DisclosureState
from amparo.cases.models import Case, Disclosure, DisclosureReader
from amparo.cases.policies import disclosure as policies
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import access as people_access
from amparo.people import legal_duties
from amparo.people.enums import Basis, Block
from amparo.people.models import Consent
from amparo.people.policies import disclosure as rule
from amparo.people.policies import relations as relation_policies
from amparo.people.policies.disclosure import Verdict
from amparo.people.queries import disclosure as people
from amparo.people.queries import relations


def basis_of(disclosure: Disclosure, *, on: date) -> Any:
    """What it rests on, as it stands today: the rule is asked anew each time."""
    case = disclosure.case
    if disclosure.basis == Basis.CONSENT:
        return rule.ByConsent()
    if disclosure.basis == Basis.DUTY:
        duty = legal_duties.duties().get(disclosure.duty_code)
        if duty is None or duty.version != disclosure.duty_version:
            return rule.ByTwo("", frozenset(), "", None, None, None)
        switch = people.switch_of(case.agency, duty.code)
        return rule.ByDuty(duty, case.agency.kind, people.age_of(case.person, on=on), switch)
    return rule.ByTwo(
        basis=disclosure.basis,
        blocks=frozenset(disclosure.blocks),
        reason=disclosure.reason,
        first=disclosure.decided_by,
        second=disclosure.confirmed_by,
        until=disclosure.expires_on,
        reference=disclosure.reference,
    )


def verdicts(disclosure: Disclosure, *, on: date) -> list[Verdict]:
    """Block by block, what the rule says today."""
    asked = rule.Asked(disclosure.recipient, disclosure.purpose, on, disclosure.recipient_name)
    answers: list[Consent] = people.answers_of(disclosure.case.person)
    basis = basis_of(disclosure, on=on)
    found = rule.decide(asked, basis, answers=answers, may_receive=may_receive(disclosure))
    return narrowing.narrowed(disclosure, found, on=on)


def may_receive(disclosure: Disclosure) -> Decision:
    """Whether its recipient is nobody she fears. Of an agency, each reader is asked instead."""
    if disclosure.agency_id is not None:
        return ALLOWED
    found = relations.conflicts(disclosure.case.person, disclosure.recipient_name)
    return relation_policies.may_receive(found)


def opened_blocks(disclosure: Disclosure, *, on: date) -> list[str]:
    """What may be read today: what was decided and still holds. Anything less closes it."""
    if disclosure.state != DisclosureState.READY:
        return []
    if disclosure.expires_on is not None and disclosure.expires_on < on:
        return []
    if not narrowing.may_be_read(disclosure):
        return []
    still = rule.going(verdicts(disclosure, on=on))
    return [block for block in still if block in disclosure.blocks]


def standing(agency: Agency, *, on: date) -> QuerySet[Disclosure]:
    """Candidates alone: each is asked the rule before anything of it is shown."""
    decided = Disclosure.objects.filter(
        agency=agency, state=DisclosureState.READY, case__disposal__isnull=True
    )
    return decided.filter(expires_on__gte=on).select_related("decided_by", "confirmed_by")


def standing_for(member: Any, *, on: date) -> QuerySet[Disclosure]:
    """Those of her agency that may open to her; of files for named people, where she was named."""
    named = DisclosureReader.objects.filter(disclosure=OuterRef("pk"), member=member)
    held = standing(member.agency, on=on)
    return held.filter(Q(case__named_only=False) | Q(Exists(named)))


def waiting_for_names(member: Any, *, on: date) -> QuerySet[Disclosure]:
    """Files for named people that were opened to her agency, for who says who there reads them."""
    if not member.may(Permission.ASSIGN_TEAM):
        return Disclosure.objects.none()
    return standing(member.agency, on=on).filter(case__named_only=True)


def waiting_for_names_or_404(member: Any, disclosure_id: UUID) -> Disclosure:
    held = waiting_for_names(member, on=clock.today()).select_related("case__person")
    found = held.filter(pk=disclosure_id).first()
    if found is None or not opened_blocks(found, on=clock.today()):
        raise Http404
    return found


def waiting(agencies: QuerySet[Agency]) -> QuerySet[Disclosure]:
    """What waits for the second person, the oldest first."""
    found = Disclosure.objects.filter(case__agency__in=agencies, state=DisclosureState.WAITING)
    found = found.filter(case__disposal__isnull=True)
    return found.select_related("case__agency", "case__person", "decided_by").order_by("decided_at")


def disclosure_of(case: Case, disclosure_id: UUID) -> Disclosure:
    """A disclosure of a case that is open already; a foreign one is not there."""
    with_names = Disclosure.objects.select_related("agency", "decided_by", "confirmed_by")
    found = with_names.filter(case=case, pk=disclosure_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def waiting_for(member: Any) -> QuerySet[Disclosure]:
    """What waits for a second person, for who may be one of the two."""
    if not member.may(Permission.OVERRIDE_CONSENT):
        return Disclosure.objects.none()
    return waiting(people_access.kept_agencies(member))


def waiting_or_404(member: Any, disclosure_id: UUID) -> Disclosure:
    found = waiting_for(member).filter(pk=disclosure_id).first()
    if found is None:
        raise Http404
    return found


def open_shared_or_404(member: Any, disclosure_id: UUID) -> tuple[Disclosure, list[str]]:
    """What was opened to her agency, with the blocks that may be read now; logged for both."""
    if not member.may(Permission.OPEN_CASES):
        raise Http404
    today = clock.today()
    held = standing_for(member, on=today).select_related(
        "case__person", "case__agency", "decided_by", "confirmed_by"
    )
    found = held.filter(pk=disclosure_id).first()
    opened = opened_blocks(found, on=today) if found else []
    if found is None or not opened or not opens_to(found, member):
        raise Http404
    if conflicts.stands_between(found.case, member):
        raise Http404
    shows = bool({Block.IDENTITY, Block.CONTACT} & set(opened))
    verb = "shared_identity_opened" if shows else "shared_opened"
    audit.record(verb, by=member, about=found, detail={"blocks": opened})
    return found, opened


def opens_to(disclosure: Disclosure, member: Any) -> bool:
    """Asked of what stands for her: whoever endangers the person is let in by no name."""
    case = disclosure.case
    conflict = case.named_only and bool(relations.conflicts(case.person, member.display_name))
    return policies.opens_to(case, named=True, conflict=conflict)
