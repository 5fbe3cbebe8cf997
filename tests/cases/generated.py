"""Towns that nobody thought of: who is on which team, who stands in for whom, what was opened.

Rows are laid straight into the tables, also such as no action would write: a door must hold
whatever came before it. Members, people and cases stay the same; all that is said of them is drawn.
"""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from hypothesis import strategies as st

from amparo.agencies.enums import Role
from amparo.agencies.models import Member
from amparo.cases.models import (
    BrokenGlass,
    Case,
    Deputy,
    Disclosure,
    DisclosureReader,
    Disposal,
    NotTheSame,
    Teammate,
)
from amparo.core import keystore
from amparo.people.models import Comparison, Consent, Person
from amparo.people.models.relations import RelatedPerson
from tests.town import _member

NOW = datetime(2026, 3, 10, 18, tzinfo=UTC)
TODAY = NOW.date()
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
# By number. Of the members three are of Casa Luz, two of Faro, one of Norte.
AGENCY_OF_MEMBER = (0, 0, 0, 1, 1, 2)
AGENCY_OF_PERSON = (0, 0, 0, 1)
PERSON_OF_CASE = (0, 0, 1, 2, 3)
AGENCY_OF_CASE = tuple(AGENCY_OF_PERSON[person] for person in PERSON_OF_CASE)
MEMBERS, CASES = range(len(AGENCY_OF_MEMBER)), range(len(PERSON_OF_CASE))
NAMES = ("Ana Arroyo", "Bea Brezo", "Cira Coyol", "Bruno Barro", "Gala Garza", "Celia Cedro")
BLOCKS = ("identity", "health")
ROLES = (Role.CASEWORKER, Role.CASEWORKER, Role.COORDINATOR, Role.COORDINATOR,
         Role.DATA_PROTECTION, Role.ANALYST)  # fmt: skip


@dataclass(frozen=True)
class OnTeam:
    case: int
    member: int
    until: int | None  # days from today


@dataclass(frozen=True)
class StandsIn:
    absent: int
    deputy: int
    starts: int
    ends: int
    ended: bool


@dataclass(frozen=True)
class Emergency:
    case: int
    member: int
    ends: int  # seconds from now


@dataclass(frozen=True)
class Said:
    """An answer of a person. Where it stands in the list says what she said first."""

    person: int
    yes: bool
    block: str
    agency: int
    expires: int | None
    taken_back: bool


@dataclass(frozen=True)
class Opened:
    case: int
    agency: int
    blocks: tuple[str, ...]
    by_two: tuple[int, int] | None  # without her consent: who asked and who confirmed
    state: str
    expires: int
    readers: frozenset[int]


@dataclass(frozen=True)
class Facts:
    roles: tuple[Role, ...]
    left: frozenset[int]
    teams: tuple[OnTeam, ...]
    deputies: tuple[StandsIn, ...]
    emergencies: tuple[Emergency, ...]
    said: tuple[Said, ...]
    opened: tuple[Opened, ...]
    named_only: frozenset[int]
    blocked: frozenset[int]
    hidden: frozenset[int]
    one_person: bool  # whether the first two records are about one
    dangers: frozenset[tuple[int, int]]  # of this person, a danger who is called as this member
    not_the_same: frozenset[tuple[int, int]]  # in this case, this member is another


# What is drawn

members, cases = st.sampled_from(MEMBERS), st.sampled_from(CASES)
persons, agencies = st.sampled_from(range(4)), st.sampled_from(range(3))
lasts = st.sampled_from((None, -1, 0, 5))
pairs = st.tuples(members, members).filter(lambda pair: pair[0] != pair[1])
# Nothing of one thing or a few: with more, everything is open and nothing is asked.
few: Any = {"max_size": 4}


@st.composite
def stand_ins(draw: Any) -> StandsIn:
    absent, deputy = draw(pairs)
    starts, ends = draw(st.sampled_from(((-2, -1), (-1, 0), (0, 0), (0, 3), (1, 3))))
    return StandsIn(absent, deputy, starts, ends, draw(st.booleans()))


openings = st.builds(
    Opened, cases, agencies, st.sampled_from((BLOCKS, BLOCKS[:1], BLOCKS[1:])),
    st.one_of(st.none(), pairs), st.sampled_from(("ready", "ready", "waiting", "ended")),
    st.sampled_from((-1, 0, 9)), st.frozensets(members, max_size=3),
)  # fmt: skip


def _a_yes_names_its_block(said: Said) -> Said:
    return replace(said, block="health") if said.yes and said.block == "all" else said


def _once(rows: Any, key: Any) -> Any:
    return st.lists(rows, unique_by=key, max_size=6).map(tuple)


towns = st.builds(
    Facts,
    roles=st.tuples(*(st.sampled_from(ROLES) for _ in MEMBERS)),
    left=st.frozensets(members, max_size=2),
    teams=_once(st.builds(OnTeam, cases, members, lasts), lambda row: (row.case, row.member)),
    deputies=st.lists(stand_ins(), **few).map(tuple),
    emergencies=st.lists(
        st.builds(Emergency, cases, members, st.sampled_from((-1, 0, 1, 3599))), **few
    ).map(tuple),
    said=st.lists(
        st.builds(
            Said, persons, st.sampled_from((True, True, False)), st.sampled_from((*BLOCKS, "all")),
            agencies, lasts, st.booleans(),
        ).map(_a_yes_names_its_block),
        max_size=8,
    ).map(tuple),
    opened=st.lists(openings, **few).map(tuple),
    named_only=st.frozensets(cases),
    blocked=st.frozensets(cases, max_size=1),
    hidden=st.frozensets(persons, max_size=2),
    one_person=st.booleans(),
    dangers=st.frozensets(st.tuples(persons, members), max_size=2),
    not_the_same=st.frozensets(st.tuples(cases, members), max_size=2),
)  # fmt: skip


# What is laid


class Ground:
    """The members, people and cases that every town has."""

    def __init__(self, town: Any):
        town.case.person.delete()
        self.agencies = (town.casa_luz, town.faro, town.norte)
        self.clerk = town.fina
        self.members = [
            _member(f"drawn-{number}", name, self.agencies[AGENCY_OF_MEMBER[number]], ROLES[0])
            for number, name in enumerate(NAMES)
        ]
        self.people = [
            Person.objects.create(agency=self.agencies[agency], came_from="intake")
            for agency in AGENCY_OF_PERSON
        ]
        keystore.create(person.pk for person in self.people)
        self.cases = [
            Case.objects.create(
                agency=self.people[person].agency, person=self.people[person],
                opened_on=TODAY - number * DAY, came_from="intake",
            )
            for number, person in enumerate(PERSON_OF_CASE)
        ]  # fmt: skip
        self.disposal = Disposal.objects.create(
            agency=town.casa_luz, code="drawn", version="1", at_end="block", asked_files=1,
            asked_by=town.fina, asked_at=NOW,
        )  # fmt: skip

        self._drawn = {
            row.pk: number for rows in (self.people, self.cases) for number, row in enumerate(rows)
        }

    def numbers(self, rows: QuerySet | None) -> set[int]:
        """Which of the people or cases these are; none behind a door that is not there."""
        return set() if rows is None else {self._drawn[row.pk] for row in rows.only("pk")}

    @contextmanager
    def laid(self, facts: Facts) -> Any:
        """The rows of a town, and afterwards none of them. Gives its disclosures."""
        with transaction.atomic():
            yield self._lay(facts)
            transaction.set_rollback(True)

    def _lay(self, facts: Facts) -> list[Disclosure]:
        for number, member in enumerate(self.members):
            member.role, member.is_active = facts.roles[number], number not in facts.left
        for number, case in enumerate(self.cases):
            case.named_only = number in facts.named_only
            case.disposal = self.disposal if number in facts.blocked else None
        for number, person in enumerate(self.people):
            person.hidden_from_search = number in facts.hidden
        Member.objects.bulk_update(self.members, ["role", "is_active"])
        Case.objects.bulk_update(self.cases, ["named_only", "disposal"])
        Person.objects.bulk_update(self.people, ["hidden_from_search"])
        Teammate.objects.bulk_create(
            Teammate(
                case=self.cases[each.case], member=self.members[each.member],
                until=None if each.until is None else TODAY + each.until * DAY,
            )
            for each in facts.teams
        )  # fmt: skip
        Deputy.objects.bulk_create(
            Deputy(
                absent=self.members[each.absent], deputy=self.members[each.deputy],
                starts_on=TODAY + each.starts * DAY, ends_on=TODAY + each.ends * DAY,
                set_by=self.clerk, ended_at=NOW if each.ended else None,
            )
            for each in facts.deputies
        )  # fmt: skip
        BrokenGlass.objects.bulk_create(
            BrokenGlass(
                case=self.cases[each.case], member=self.members[each.member], reason="health",
                broken_at=NOW - 3600 * SECOND, ends_at=NOW + each.ends * SECOND,
            )
            for each in facts.emergencies
        )  # fmt: skip
        self._around_them(facts)
        Consent.objects.bulk_create(
            self._answer(each, before=len(facts.said) - number)
            for number, each in enumerate(facts.said)
        )
        return self._disclosures(facts)

    def _around_them(self, facts: Facts) -> None:
        RelatedPerson.objects.bulk_create(
            RelatedPerson(person=self.people[person], name=NAMES[member], suspected=True)
            for person, member in facts.dangers
        )
        NotTheSame.objects.bulk_create(
            NotTheSame(case=self.cases[case], member=self.members[member])
            for case, member in facts.not_the_same
        )
        if facts.one_person:
            first, second = sorted(self.people[:2], key=lambda person: person.pk)
            Comparison.objects.create(
                agency=first.agency, first=first, second=second, verdict="one",
                compared_by=self.clerk, compared_at=NOW,
            )  # fmt: skip

    def _answer(self, said: Said, *, before: int) -> Consent:
        given = TODAY - (before + 1) * DAY
        return Consent(
            person=self.people[said.person], purpose="assistance", block=said.block,
            recipient="agency", recipient_name=self.agencies[said.agency].name,
            answer="granted" if said.yes else "refused", given_on=given,
            expires_on=None if said.expires is None else max(TODAY + said.expires * DAY, given),
            language="es", how="spoken", notice_version="1", explained_by=self.clerk,
            withdrawn_at=NOW if said.taken_back else None,
            withdrawn_by=self.clerk if said.taken_back else None,
        )  # fmt: skip

    def _disclosures(self, facts: Facts) -> list[Disclosure]:
        made = [self._disclosure(each) for each in facts.opened]
        Disclosure.objects.bulk_create(made)
        DisclosureReader.objects.bulk_create(
            DisclosureReader(disclosure=row, member=self.members[member], named_at=NOW)
            for row, each in zip(made, facts.opened, strict=True)
            for member in each.readers
        )
        return made

    def _disclosure(self, each: Opened) -> Disclosure:
        first, second = each.by_two or (0, None)
        return Disclosure(
            case=self.cases[each.case], recipient="agency", agency=self.agencies[each.agency],
            recipient_name=self.agencies[each.agency].name, purpose="assistance",
            basis="vital_interest" if each.by_two else "consent", blocks=list(each.blocks),
            reason="Life." if each.by_two else "", state=each.state, prepared_by=self.clerk,
            prepared_at=NOW, previewed_at=NOW, decided_at=NOW, decided_by=self.members[first],
            confirmed_by=None if second is None else self.members[second],
            expires_on=TODAY + each.expires * DAY,
        )  # fmt: skip
