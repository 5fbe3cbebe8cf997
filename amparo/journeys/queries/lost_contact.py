"""What was tried to reach her, from the log of contacts alone."""

from datetime import datetime, time
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.cases import due_dates
from amparo.cases.models import Case
from amparo.core import clock
from amparo.journeys.models import LostContact, Reintegration
from amparo.journeys.policies import lost_contact as policies
from amparo.journeys.policies.lost_contact import Attempt
from amparo.journeys.queries.reintegration import late_days, rules_now
from amparo.people.enums.contact import Began
from amparo.people.models import Contact
from amparo.people.queries.keeping import day_of


def open_search(reintegration: Reintegration) -> LostContact | None:
    found = LostContact.objects.filter(reintegration=reintegration, ended_on__isnull=True)
    search = found.select_related("begun_by").first()
    if search is not None:
        search.reintegration = reintegration
    return search


def searches(reintegration: Reintegration) -> list[LostContact]:
    found = list(reintegration.lost_contacts.select_related("begun_by", "ended_by"))
    for each in found:
        each.reintegration = reintegration
    return found


def late_since(reintegration: Reintegration) -> Any:
    """The first day of a visit that passed without one."""
    late = late_days().filter(reintegration=reintegration, due_on__lt=clock.today())
    return late.order_by("due_on").values_list("due_on", flat=True).first()


def attempts(reintegration: Reintegration) -> list[Attempt]:
    """The contacts since the visit was due, in the order of their days."""
    since = late_since(reintegration)
    if since is None:
        return []
    begin = datetime.combine(since, time.min, tzinfo=clock.programme_zone())
    held = Contact.objects.filter(person=reintegration.case.person_id, at__gte=begin)
    rows = held.order_by("at").values_list("at", "channel", "began", "outcome", "outside_rules")
    return [Attempt(day_of(at), *rest) for at, *rest in rows]


def used_since(search: LostContact) -> set[str]:
    """By which ways somebody tried within her rules since the search began."""
    held = Contact.objects.filter(
        person=search.reintegration.case.person_id,
        at__gte=search.begun_at,
        began=Began.US,
        outside_rules=False,
    )
    return set(held.values_list("channel", flat=True))


def opened(reintegration: Reintegration) -> set[str]:
    rules, others = rules_now(reintegration.case.person)
    return {each.value for each in policies.ever_open([rules, *others])}


def taken(search: LostContact) -> set[str]:
    return set(search.steps.values_list("step", flat=True))


@due_dates.rule(
    "lost_contact",
    day="begun_on",
    what=lambda row: _("Contact is lost: take the next step"),
    url=lambda row: reverse("journeys:lost_contact", args=[row.case_id]),
)
def _searches(cases: QuerySet[Case]) -> QuerySet[LostContact]:
    found = LostContact.objects.filter(ended_on__isnull=True, reintegration__case__in=cases)
    return found.annotate(case_id=F("reintegration__case_id"))
