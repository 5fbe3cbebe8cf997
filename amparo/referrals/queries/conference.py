"""Tables before which a case may come, who would hear of it there, and what was answered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from amparo.agencies.models import Agency
from amparo.cases import parts
from amparo.cases.models import Case
from amparo.cases.queries import what_we_hold
from amparo.committees.models import Session
from amparo.committees.queries import sessions
from amparo.committees.session_parts import session_part
from amparo.core.question import Question
from amparo.directory import access as directory
from amparo.directory.models import Service
from amparo.directory.queries import service as services
from amparo.organisations.parts import Part
from amparo.people.models import Person
from amparo.people.policies.disclosure import Verdict
from amparo.people.queries.keeping import day_of
from amparo.referrals.access import conference as access
from amparo.referrals.enums.conference import ConferenceEnd, Said
from amparo.referrals.models import Conference, Hearer, OnTheTable

PROPOSED = 3


@dataclass(frozen=True)
class Heard:
    """An agency at a table, and whether it would hear of her."""

    agency: Agency
    verdict: Verdict


@dataclass(frozen=True)
class Sitting:
    """A session in which her agency has a seat, and who would hear there."""

    session: Session
    there: list[Heard]

    @property
    def hearers(self) -> list[Agency]:
        return [each.agency for each in self.there if each.verdict.goes]


def agencies_at(session: Session, *, but: Any) -> list[Agency]:
    """Agencies of this installation with a seat on the day, but the one that brings."""
    ids = {each.agency_id for each in sessions.organisations_at(session)} - {None, but}
    return list(Agency.objects.filter(pk__in=ids).order_by("name"))


def sitting(case: Case, session: Session, *, on: date) -> Sitting:
    there = agencies_at(session, but=case.agency_id)
    return Sitting(session, [Heard(each, access.verdict(case, each, on=on)) for each in there])


def sittings(case: Case, *, on: date) -> list[Sitting]:
    """Those before which this case can still be brought, the next first."""
    ahead = sessions.ahead_with(case.agency_id, on=on)
    return [sitting(case, each, on=on) for each in ahead if not is_there(case, each)]


def sits(case: Case, session: Session) -> bool:
    found = sessions.organisations_at(session)
    return any(each.agency_id == case.agency_id for each in found)


def is_there(case: Case, session: Session) -> bool:
    return OnTheTable.objects.filter(session=session, conference__case=case).exists()


def of_case(case: Case) -> list[Conference]:
    found = list(access.of_case(case))
    for each in found:
        each.case = case
    return found


def services_of(member: Any, row: Hearer, *, now: datetime) -> list[Service]:
    """Services of the agency that offered, to which a referral can be prepared at once."""
    visible = directory.visible_services(member)
    hers = Q(organisation__agency=row.agency_id) | Q(agency=row.agency_id)
    found = services.found(visible, now=now, need=row.offers).filter(hers)
    return services.of(visible, services.in_order(found)[:PROPOSED])


@session_part
def _at_the_table(member: Any, session: Session) -> Part | None:
    """For who may look, whether anything lies there or not: this page counts no case."""
    if not access.may_look(member, session):
        return None
    line = gettext("What is before this table, by code")
    url = reverse("referrals:table", args=[session.pk])
    return Part(gettext("Case conference"), [(line, url)])


_held = Question(
    lambda case: Conference.objects.filter(case=case).order_by().values_list("ending", flat=True)
)
_offered = Question(
    lambda case: Hearer.objects.filter(conference__case=case, said=Said.OFFERS).values_list("pk")
)


@parts.case_part
def _on_the_case_page(member: Any, case: Case) -> parts.Part | None:
    endings = _held.all(case.pk)
    if not endings:
        return None
    standing, tone = "", "neutral"
    if "" in endings:
        standing, tone = gettext("before a session"), "waiting"
    if _offered.first(case.pk):
        standing, tone = gettext("there are offers"), "good"
    url = reverse("referrals:conference", args=[case.pk])
    return parts.Part(parts.Shelf.HELP, gettext("Case conference"), url, standing, tone)


@what_we_hold.also_went
def _heard_of_her(person: Person) -> list[what_we_hold.Gone]:
    """She is told before which table, and that nobody there could read who she is."""
    rows = Conference.objects.filter(case__person=person).select_related("committee")
    what = gettext("What you need, under a code and without your name")
    return [
        what_we_hold.Gone(to=each.committee.name, on=day_of(each.recorded_at), what=what)
        for each in rows.exclude(ending=ConferenceEnd.CALLED_OFF)
    ]
