"""Doors to a table: of a session while it is open, for agencies that are there.

To everybody else neither the table nor what lies on it is there.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.agencies.roles import Permission
from amparo.cases.access import conflicts
from amparo.cases.models import Case
from amparo.committees.access import visible_sessions
from amparo.committees.models import Session
from amparo.committees.queries import sessions
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.enums import ErasureState, Purpose, Recipient
from amparo.people.models import Erasure
from amparo.people.policies import disclosure as rule
from amparo.people.policies import relations as relation_policies
from amparo.people.policies.disclosure import Verdict
from amparo.people.queries import disclosure as people
from amparo.people.queries import relations, same
from amparo.people.queries.keeping import is_held
from amparo.referrals.models import Conference, Hearer
from amparo.referrals.policies import conference as policies


def of_case(case: Case) -> QuerySet[Conference]:
    """The conferences of a case that is open already."""
    rows = Conference.objects.filter(case=case).select_related("committee", "table__session")
    return rows.prefetch_related("hearers__agency")


def conference_or_404(case: Case, conference_id: Any) -> Conference:
    """One under its own case only; a foreign one is not there."""
    found = of_case(case).filter(pk=_uuid_or_404(conference_id)).first()
    if found is None:
        raise Http404
    found.case = case
    return found


# What stands against it today, and who may hear


def standing_of(case: Case) -> policies.Standing:
    asked = Erasure.objects.filter(person_id=case.person_id, state=ErasureState.ASKED)
    return policies.Standing(
        hidden=same.is_hidden(case.person),
        held=is_held(case.person_id),
        erasing=asked.exists(),
        named=case.named_only and bool(case.named_why),
    )


def verdict(case: Case, agency: Agency, *, on: date) -> Verdict:
    """Whether this agency may hear of her today, as she said it. Nothing but her yes lets it."""
    asked = rule.Asked(Recipient.AGENCY, Purpose.REFERRAL, on, agency.name)
    answers = people.answers_of(case.person)
    found = rule.decide(asked, rule.ByConsent(), answers=answers, may_receive=_name(case, agency))
    return policies.hears(found)


def _name(case: Case, agency: Agency) -> Decision:
    return relation_policies.may_receive(relations.conflicts(case.person, agency.name))


def nobody_is_feared(case: Case, agencies: Iterable[Agency]) -> Decision:
    """Neither an agency at the table nor anybody there who could read it bears a feared name."""
    there = list(agencies)
    names = next((no for each in there if not (no := _name(case, each))), ALLOWED)
    members = Member.objects.filter(agency__in=there, is_active=True)
    could_read = [each for each in members if each.may(Permission.OPEN_CASES)]
    return policies.nobody_is_feared(names, members=conflicts.feared(case, could_read))


# The table


def may_look(member: Any, session: Session) -> Decision:
    here = sessions.is_here(session, member.agency_id)
    return policies.can_look(session, by=member, today=clock.today(), is_here=here)


def table_or_404(member: Any, session_id: UUID) -> Session:
    rows = visible_sessions(member).select_related("committee").filter(pk=session_id)
    found = rows.first()
    if found is None or not may_look(member, found):
        raise Http404
    return found


def heard(member: Any, session: Session) -> list[Hearer]:
    """What she may hear at a table that is open to her, in the order of the codes."""
    rows = Hearer.objects.filter(agency=member.agency_id, conference__table__session=session)
    found = rows.select_related(
        "agency", "conference__table", "conference__case__person", "conference__case__agency"
    )
    return [each for each in found.order_by("conference__table__code") if _opens(each, member)]


def _opens(row: Hearer, member: Any) -> bool:
    """Asked anew at each look: of her file, of her yes, and of who looks."""
    case = row.conference.case
    return bool(
        policies.may_stand(case, standing=standing_of(case))
        and verdict(case, row.agency, on=clock.today()).goes
        and not conflicts.stands_between(case, member)
    )


def look(member: Any, session: Session) -> list[Hearer]:
    """The same, and the log says of the table and of each that it was looked at."""
    audit.record("conference_table_opened", by=member, about=session)
    found = heard(member, session)
    for each in found:
        audit.record("conference_heard", by=member, about=each.conference)
    return found


def heard_or_404(member: Any, session: Session, row_id: Any) -> Hearer:
    wanted = _uuid_or_404(row_id)
    found = next((each for each in heard(member, session) if each.pk == wanted), None)
    if found is None:
        raise Http404
    return found


def _uuid_or_404(typed: Any) -> UUID:
    try:
        return UUID(str(typed))
    except ValueError:
        raise Http404 from None
