"""What holds of her today, which claims are like her, and where the search is listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amparo.agencies import waiting
from amparo.agencies.roles import Permission
from amparo.cases import due_dates, parts
from amparo.cases.before_closing import WayOut, before_closing, way_out
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.core.question import Question
from amparo.journeys.access import tracing as access
from amparo.journeys.enums.tracing import IN_WORK, TOLD, ClaimAnswer, MatchState
from amparo.journeys.models import Claim, Match, Tracing
from amparo.journeys.policies import tracing as policies
from amparo.people.models import Guardian, Person
from amparo.people.names import FullName, words
from amparo.people.names import index as name_index
from amparo.people.names.score import Band
from amparo.people.names.score import Question as Name
from amparo.people.queries import disclosure as people
from amparo.people.queries import full_name, name_key, open_names, relations, same

WARNING = Q(state=MatchState.BLOCKED, noted_at__isnull=True)
SHOWN = 50


def is_sought(case: Case) -> bool:
    return Tracing.objects.filter(case=case, ended_at__isnull=True).exists()


def ended(case: Case) -> list[Tracing]:
    found = list(Tracing.objects.filter(case=case, ended_at__isnull=False))
    for each in found:
        each.case = case
    return found


def is_traced(case: Case, *, on: date) -> bool:
    answers = people.answers_of(case.person)
    return policies.is_traced(answers, on=on, agency=case.agency.name)


def standing(match: Match, *, on: date) -> policies.Standing:
    """Asked anew at each step and at each look."""
    case, claimant = match.case, match.claimant
    answers = people.answers_of(case.person)
    return policies.Standing(
        traced=policies.is_traced(answers, on=on, agency=case.agency.name),
        agrees=policies.agrees_to(answers, on=on, claimant=claimant),
        feared=is_feared(case.person, claimant),
    )


def records_of(person: Person) -> list[Person]:
    """Every record that is about her."""
    return same.together(person)


def is_feared(person: Person, claimant: str) -> bool:
    return bool(relations.conflicts(person, claimant))


def is_guardian(match: Match, guardian: Guardian | None) -> bool:
    """Whether who would say yes for a child bears the name of who asks for her."""
    return guardian is not None and policies.is_like(alike(match.claimant, guardian.name))


# What a claimant is told


def answer(claim: Claim, *, on: date) -> ClaimAnswer:
    """For whatever is no yes this asks nothing of any record, whichever it was."""
    told = claim.will_call and on >= claim.answer_on and _still_holds(claim, on)
    return policies.answer(claim, on=on, may_be_told=told)


def is_promised(claim_id: UUID) -> bool:
    """Whether a case stands behind it of which two people and she herself said yes."""
    return Match.objects.filter(claim=claim_id, state__in=TOLD).exists()


def _still_holds(claim: Claim, on: date) -> bool:
    rows = Match.objects.filter(claim=claim, case__disposal__isnull=True)
    found = rows.select_related("case__person", "case__agency")
    return any(policies.may_be_told(each, standing=standing(each, on=on)) for each in found)


def answers_due(member: Any, *, on: date) -> int:
    rows = access.visible_claims(member)
    return rows.filter(answer_on__lte=on, given_on__isnull=True).count()


def kept_long_enough(*, on: date) -> QuerySet[Claim]:
    return Claim.objects.filter(taken_on__lt=on - policies.KEPT)


# How alike


def alike(asked: str, held: str | FullName) -> Band:
    """How like each other two names are, as everywhere here: accents and spelling heard alike."""
    name = held if isinstance(held, FullName) else FullName(given_names=held)
    if not words(asked) or not name.all_words():
        return Band.WEAK
    return Name(words(asked)).score(name)[1]


def searched() -> dict[UUID, Case]:
    """Whom a claim is compared with, by person: she looks for her family and her yes is live."""
    on = clock.today()
    open_ones = Tracing.objects.filter(ended_at__isnull=True, case__disposal__isnull=True)
    cases = Case.objects.filter(pk__in=open_ones.values("case"))
    found = cases.select_related("person", "agency").order_by("opened_on", "id")
    return {case.person_id: case for case in found if is_traced(case, on=on)}


def like(claim: Claim, cases: dict[UUID, Case]) -> list[Case]:
    """Of these, those who may be asked for. Hidden from search or not: only her team reads it."""
    if not cases:
        return []
    found = name_index.search(
        claim.sought,
        agency_ids=sorted({case.agency_id for case in cases.values()}),
        key_for=name_key,
        opener=open_names,
        within=Person.objects.filter(pk__in=list(cases)),
        within_is_small=True,
        limit=len(cases),
    )
    return [cases[hit.person_id] for hit in found.hits if policies.is_like(hit.band)]


@dataclass(frozen=True)
class Line:
    """A claim about her as the list shows it: number, how it stands, how alike. No place."""

    match: Match
    # Of the name asked for and hers.
    name: str

    @property
    def is_a_warning(self) -> bool:
        return self.match.is_a_warning


@dataclass(frozen=True)
class Compared:
    """What of a claim fits: the name asked for, who asks and whom she looks for, the year."""

    name: str
    family: str
    relation: bool
    year: str


def lines(rows: Iterable[Match]) -> list[Line]:
    return [Line(each, _name_band(each)) for each in rows]


def waits(member: Any) -> list[Line]:
    """What waits for her, the warnings first."""
    rows = access.visible_matches(member).filter(WARNING | Q(state__in=IN_WORK))
    found = rows.select_related("claim", "case__person").order_by("due_on", "pk")[:SHOWN]
    return sorted(lines(found), key=lambda line: not line.is_a_warning)


def compared(match: Match) -> Compared:
    family, year = "", ""
    if match.tracing.name:
        family = alike(match.claimant, match.tracing.name)
    if match.claim and match.claim.sought_year and match.case.person.birth_year:
        said, held = int(match.claim.sought_year), match.case.person.birth_year
        year = "same" if said == held else "near" if abs(said - held) <= 2 else "other"
    return Compared(_name_band(match), family, match.relation == match.tracing.relation, year)


def _name_band(match: Match) -> str:
    """Nothing where the claim was let go: how alike they were is kept nowhere."""
    return alike(match.claim.sought, full_name(match.case.person)) if match.claim else ""


# Where it is listed

_DUE = {
    MatchState.FOUND: _("Somebody asks for her: look at the claim"),
    MatchState.VERIFIED: _("Ask her whether she wants a claimant to be called"),
    MatchState.AGREED: _("A claim waits for a second person"),
    MatchState.CONFIRMED: _("Call the claimant: she said yes"),
    MatchState.BLOCKED: _("Somebody who may endanger her asks for her"),
}


@due_dates.rule(
    "claim_about_her",
    day="due_on",
    what=lambda row: _DUE[MatchState(row.state)],
    url=lambda row: row.get_absolute_url(),
    concerning=access.without_conflicts,
)
def _due(cases: QuerySet[Case]) -> QuerySet[Match]:
    return Match.objects.filter(WARNING | Q(state__in=IN_WORK), case__in=cases)


# Search by search: when it ended, and of each claim its state and whether its warning was noted.
_held = Question(
    lambda case: (
        Tracing.objects.filter(case=case)
        .order_by()
        .values_list("ended_at", "matches__state", "matches__noted_at")
    )
)


@parts.case_part
def _on_the_case_page(member: Any, case: Case) -> parts.Part | None:
    """A warning stands with her safety, all else with help; to whom she fears, neither."""
    if member.agency_id != case.agency_id:
        return None
    url, title = reverse("journeys:tracing", args=[case.pk]), _("Search for her family")
    held = _held.all(case.pk)
    states = {state for _ended, state, _noted in held if state in IN_WORK}
    states |= {state for _ended, state, noted in held if state == MatchState.BLOCKED and not noted}
    if states and access.conflicts.stands_between(case, member):
        states = set()
    if MatchState.BLOCKED in states:
        said = _DUE[MatchState.BLOCKED]
        return parts.Part(parts.Shelf.SAFETY, title, url, said, "urgent")
    if states:
        return parts.Part(parts.Shelf.HELP, title, url, _("somebody asks for her"), "waiting")
    standing = _("is looked for") if any(row[0] is None for row in held) else ""
    return parts.Part(parts.Shelf.HELP, title, url, standing)


@waiting.counted(
    ngettext_lazy(
        "The answer to %(number)s claim of family is due.",
        "The answers to %(number)s claims of family are due.",
        "number",
    ),
    url="journeys:claims",
    label=_("Claims of family"),
)
def _answers_due(member: Any) -> int:
    may = member.may(Permission.RECORD_CASES)
    return answers_due(member, on=clock.today()) if may else 0


@before_closing
def _search_first(case: Case) -> Decision:
    waits = Match.objects.filter(WARNING | Q(state=MatchState.CONFIRMED), case=case)
    return policies.may_be_closed(is_sought=is_sought(case), waits=waits.exists())


@way_out
def _end_the_search(case: Case) -> WayOut | None:
    if _search_first(case):
        return None
    return WayOut(_("Search for her family"), reverse("journeys:tracing", args=[case.pk]))
