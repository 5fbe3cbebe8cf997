"""Indicators that are no figures of the month, fed from people and agencies."""

from datetime import date
from statistics import median

from amparo.agencies.models import Agency
from amparo.assistance.models import Assistance
from amparo.assistance.queries import given
from amparo.cases.models import Case
from amparo.core import clock
from amparo.projects.feeding import Asked, Fed, feeds
from amparo.referrals.queries.holding import held_by, recorded_by_others
from amparo.reporting.figures.people import census
from amparo.statistics.facts import Counted
from amparo.statistics.queries import PROGRAMME, counted


def _counted(asked: Asked) -> list[Counted]:
    """The people of an internal count as of the last day; of the project or agency asked for."""
    key = ("counted", asked.last)
    if key not in asked.memo:
        asked.memo[key] = list(counted(scope=PROGRAMME, as_of=asked.last))
    people = asked.memo[key]
    if asked.project is None and asked.agency is None:
        return people
    if asked.project is not None:
        held = given(first=None, last=asked.last, agency=asked.agency, project=asked.project)
        records = set(held.values_list("person_id", flat=True))
    else:
        theirs = held_by(asked.agency, first=date.min, last=asked.last)
        records = set(Case.objects.filter(theirs).values_list("person_id", flat=True))
    return [each for each in people if records & set(each.records)]


@feeds("assisted_of_identified")
def assisted_of_identified(asked: Asked) -> Fed:
    identified = [each for each in _counted(asked) if each.is_identified]
    both = sum(each.is_assisted for each in identified)
    return Fed(both, len(identified), base=len(identified))


@feeds("assisted_only")
def assisted_only(asked: Asked) -> Fed:
    people = _counted(asked)
    alone = sum(each.is_assisted and not each.is_identified for each in people)
    return Fed(alone, len(people), base=len(people))


@feeds("days_to_decision")
def days_to_decision(asked: Asked) -> Fed | None:
    cases = Case.objects.filter(decided_on__range=(asked.first, asked.last))
    if asked.agency is not None:
        cases = cases.filter(held_by(asked.agency, first=asked.first, last=asked.last))
    if asked.project is not None:
        held = given(first=None, last=asked.last, agency=asked.agency, project=asked.project)
        cases = cases.filter(pk__in=held.values("case"))
    rows = cases.values_list("person_id", "opened_on", "decided_on")
    agreed = census(asked).agreed
    spans = {person: (decided - opened).days for person, opened, decided in rows}
    lengths = [span for person, span in spans.items() if person in agreed]
    return Fed(round(median(lengths)), base=len(lengths)) if lengths else None


@feeds("agencies_reporting")
def agencies_reporting(asked: Asked) -> Fed | None:
    """Agencies of this installation that wrote something down in these days."""
    if asked.project is not None or asked.agency is not None:
        return None
    start = clock.end_of_day(asked.first).replace(hour=0, minute=0, second=0, microsecond=0)
    days = (start, clock.end_of_day(asked.last))
    cases = Case.objects.filter(recorded_at__range=days).values_list("pk", "agency")
    first = recorded_by_others()
    wrote = {first.get(pk, agency) for pk, agency in cases}
    wrote |= set(
        Assistance.objects.filter(recorded_at__range=days).values_list("agency", flat=True)
    )
    return Fed(len(wrote), Agency.objects.count())
