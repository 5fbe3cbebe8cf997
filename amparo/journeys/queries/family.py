"""What was written down of the relatives who would come to her, each with the journey it is of."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from amparo.core import clock
from amparo.journeys import family_rules
from amparo.journeys.enums import PaperState
from amparo.journeys.family_rules import Rule
from amparo.journeys.models import (
    Appointment,
    FamilyPlan,
    Fee,
    Journey,
    Relative,
    RelativeConsent,
    RelativePaper,
)
from amparo.journeys.policies import entitlement
from amparo.journeys.queries import preparing


def plan(journey: Journey) -> FamilyPlan | None:
    rows = FamilyPlan.objects.filter(journey=journey)
    return next(iter(preparing.of(journey, rows)), None)


def rule(journey: Journey, held: FamilyPlan | None) -> Rule:
    """The version by which it was begun; before anybody is written down, the newest of today."""
    begun = family_rules.get(held.rule) if held else None
    return begun or family_rules.of_country(journey.country, on=clock.today())


def offered(journey: Journey, held: FamilyPlan | None) -> list[Rule]:
    """Those of today, and the one that it was begun by."""
    found = family_rules.offered(journey.country, on=clock.today())
    now = rule(journey, held)
    return found if now in found else [now, *found]


def counts_on(held_rule: Rule, held: FamilyPlan | None, *, on: date) -> date:
    """On which day the rule asks how old somebody is. Not applied for yet: today."""
    if held_rule.day == family_rules.Day.TRAVEL:
        return on
    return (held and held.applied_on) or clock.today()


def relatives(journey: Journey) -> list[Relative]:
    """Those who would travel."""
    return preparing.of(journey, journey.relatives.filter(stays_since__isnull=True))


def everybody(journey: Journey) -> list[Relative]:
    """Also those who stay, whose no is kept."""
    return preparing.of(journey, journey.relatives.select_related("recorded_by"))


def relative_of(journey: Journey, relative_id: Any) -> Relative | None:
    return next(iter(preparing.of(journey, journey.relatives.filter(pk=relative_id))), None)


def grown(journey: Journey, *, on: date, besides: Relative | None = None) -> list[Relative]:
    """Who may travel as the parent or guardian of a child."""
    return [
        each
        for each in relatives(journey)
        if (besides is None or each.pk != besides.pk)
        and not entitlement.is_child(each.born_on, days=(clock.today(), on))
    ]


def _by_relative(found: Iterable[Any], theirs: dict[Any, Relative]) -> dict[Any, list[Any]]:
    """Each row with the relative that is open already, so that her key is fetched once."""
    held: dict[Any, list[Any]] = {}
    for row in found:
        row.relative = theirs[row.relative_id]
        held.setdefault(row.relative_id, []).append(row)
    return held


def consents(of: list[Relative]) -> dict[Any, list[RelativeConsent]]:
    """What each said, the newest first."""
    theirs = {each.pk: each for each in of}
    rows = RelativeConsent.objects.filter(relative__in=theirs).select_related("recorded_by")
    return _by_relative(rows, theirs)


def papers(of: list[Relative]) -> dict[Any, list[RelativePaper]]:
    theirs = {each.pk: each for each in of}
    return _by_relative(RelativePaper.objects.filter(relative__in=theirs), theirs)


def checklist(
    relative: Relative, held: Iterable[RelativePaper], by_rule: Rule, *, child: bool
) -> list[RelativePaper]:
    """A line for each paper that the rule asks of this relative, kept or still missing."""
    kept = {each.code: each for each in held}
    found = []
    for row in by_rule.papers_for(relative.kin, child=child):
        paper = kept.get(row.code) or RelativePaper(
            relative=relative, code=row.code, state=PaperState.MISSING, version=0
        )
        paper.label, paper.expires, paper.verify = row.label, row.expires, row.verify
        found.append(paper)
    return found


def appointments(relative: Relative) -> list[Appointment]:
    return _by_relative(
        relative.appointments.select_related("recorded_by"), {relative.pk: relative}
    ).get(relative.pk, [])


def fees(relative: Relative) -> list[Fee]:
    return _by_relative(
        relative.fees.select_related("recorded_by", "project"), {relative.pk: relative}
    ).get(relative.pk, [])
