"""In any town: what opens is what somebody was given, and whatever is taken back opens no more.

`Law` says it a second time, from decisions 17, 18, 23 and 27, and shares no line with the doors.
"""

from dataclasses import dataclass, replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amparo.agencies.enums import Role
from amparo.cases import access
from amparo.cases.access import disclosure as shared
from amparo.cases.access import need_to_know
from amparo.core import clock
from amparo.people import access as people
from tests.cases import generated
from tests.cases.generated import CASES, MEMBERS, Facts, Ground, Opened, Said
from tests.doors import opens

WORK_ON_CASES = (Role.CASEWORKER, Role.COORDINATOR)


@dataclass(frozen=True)
class Law:
    """Who opens what, in the words of the decisions."""

    facts: Facts

    def works(self, member: int) -> bool:
        return member not in self.facts.left and self.facts.roles[member] in WORK_ON_CASES

    def coordinates(self, member: int) -> bool:
        return self.works(member) and self.facts.roles[member] == Role.COORDINATOR

    def on_team(self, member: int, case: int) -> bool:
        places = [each for each in self.facts.teams if (each.case, each.member) == (case, member)]
        return any(each.until is None or each.until >= 0 for each in places)

    def stands_in_for(self, member: int) -> set[int]:
        return {
            each.absent
            for each in self.facts.deputies
            if each.deputy == member and each.starts <= 0 <= each.ends and not each.ended
        } - self.facts.left

    def opens(self, member: int, case: int) -> bool:
        same = generated.AGENCY_OF_MEMBER[member] == generated.AGENCY_OF_CASE[case]
        if case in self.facts.blocked or not same or not self.works(member):
            return False
        if self.coordinates(member) and case not in self.facts.named_only:
            return True
        called = [each for each in self.facts.emergencies if each.ends > 0]
        by_name = {member} | self.stands_in_for(member)
        return any(self.on_team(each, case) for each in by_name) or any(
            (each.case, each.member) == (case, member) for each in called
        )

    def feared(self, member: int, case: int) -> bool:
        """Whether somebody of her name endangers the person, by any record about her."""
        person = generated.PERSON_OF_CASE[case]
        records = {0, 1} if self.facts.one_person and person in (0, 1) else {person}
        return any((each, member) in self.facts.dangers for each in records)

    def is_kept_away(self, member: int, case: int) -> bool:
        return self.feared(member, case) and (case, member) not in self.facts.not_the_same

    def agrees(self, opened: Opened, block: str) -> bool:
        """Her last no, taken back or not, and whether a yes that still holds came after it."""
        asked = (generated.PERSON_OF_CASE[opened.case], opened.agency)
        agreed = False
        for each in self.facts.said:
            if (each.person, each.agency) == asked and each.block in (block, "all"):
                agreed = each.yes and (agreed or self._holds(each))
        return agreed

    @staticmethod
    def _holds(said: Said) -> bool:
        return not said.taken_back and (said.expires is None or said.expires >= 0)

    def blocks(self, opened: Opened) -> list[str]:
        if opened.state != "ready" or opened.expires < 0 or opened.case in self.facts.blocked:
            return []
        if opened.by_two is None:
            return [block for block in opened.blocks if self.agrees(opened, block)]
        two = {self.facts.roles[member] for member in opened.by_two}
        return list(opened.blocks) if two == {Role.COORDINATOR, Role.DATA_PROTECTION} else []

    def reads(self, member: int, opened: Opened) -> list[str]:
        if generated.AGENCY_OF_MEMBER[member] != opened.agency or not self.works(member):
            return []
        by_name = member in opened.readers and not self.feared(member, opened.case)
        if opened.case in self.facts.named_only and not by_name:
            return []
        return [] if self.is_kept_away(member, opened.case) else self.blocks(opened)

    def breaks(self, member: int, case: int) -> bool:
        """Whether the number, typed in an emergency, leads her to the file."""
        same = generated.AGENCY_OF_MEMBER[member] == generated.AGENCY_OF_CASE[case]
        away = {each for each in self.stands_in_for(member) if self.coordinates(each)}
        own = generated.AGENCY_OF_MEMBER[member]
        on_call = self.coordinates(member) or any(
            generated.AGENCY_OF_MEMBER[each] == own for each in away
        )
        free = case not in self.facts.blocked and not self.is_kept_away(member, case)
        return self.works(member) and on_call and same and free

    def is_listed(self, member: int, case: int) -> bool:
        """Whether a coordinator sees number and age of a file for named people."""
        same = generated.AGENCY_OF_MEMBER[member] == generated.AGENCY_OF_CASE[case]
        if not self.coordinates(member) or not same or case in self.facts.blocked:
            return False
        person = generated.PERSON_OF_CASE[case]
        records = {0, 1} if self.facts.one_person and person in (0, 1) else {person}
        forgotten = not any(
            self.on_team(each, case) and each not in self.facts.left for each in MEMBERS
        )
        return case in self.facts.named_only and (forgotten or not records & set(self.facts.hidden))


# The sets of what opens: by the law, and by the doors

KINDS = ("files", "people", "blocks", "by number", "listed")


def by_law(facts: Facts) -> dict[str, set]:
    law, both = Law(facts), list(product(MEMBERS, CASES))
    files = {pair for pair in both if law.opens(*pair)}
    return {
        "files": files,
        "people": {(member, generated.PERSON_OF_CASE[case]) for member, case in files},
        "blocks": {
            (member, (number, block))
            for member in MEMBERS
            for number, opened in enumerate(facts.opened)
            for block in law.reads(member, opened)
        },
        "by number": {pair for pair in both if law.breaks(*pair)},
        "listed": {pair for pair in both if law.is_listed(*pair)},
    }


def by_doors(ground: Ground, disclosures: list) -> dict[str, set]:
    found: dict[str, set] = {kind: set() for kind in KINDS}
    for number, member in enumerate(ground.members):
        held = {
            "files": ground.numbers(access.visible_cases(member)),
            "people": ground.numbers(people.visible_people(member)),
            "blocks": {
                (which, block)
                for which, row in enumerate(disclosures)
                for block in (opens(shared.open_shared_or_404, member, row.pk) or (None, []))[1]
            },
            "by number": {
                case
                for case in CASES
                if opens(need_to_know.case_to_break, member, ground.cases[case].number)
            },
            "listed": ground.numbers(opens(need_to_know.named_files, member)),
        }
        for kind in KINDS:
            found[kind] |= {(number, each) for each in held[kind]}
    return found


def knock(ground: Ground, facts: Facts, case: int) -> None:
    """At the doors themselves: they open to whom the list names, and to nobody else."""
    law, person = by_law(facts), generated.PERSON_OF_CASE[case]
    file, who = ground.cases[case], ground.people[person]
    for number, member in enumerate(ground.members):
        opened = opens(access.open_case, member, file.pk, page="case")
        assert (opened is not None) == ((number, case) in law["files"])
        reached = opens(people.open_person, member, who.pk, page="person")
        assert (reached is not None) == ((number, person) in law["people"])


@pytest.fixture
def ground(town, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: generated.NOW)
    return Ground(town)


def test_in_any_town_exactly_that_opens_which_was_given(ground):
    @settings(max_examples=25)
    @given(generated.towns, generated.cases)
    def holds(facts, case):
        with ground.laid(facts) as disclosures:
            assert by_doors(ground, disclosures) == by_law(facts)
            knock(ground, facts, case)

    holds()


# Taking back: of everything that was given, one thing less


def less(facts: Facts) -> list[Facts]:
    """The town after each thing that anybody could take back, as the actions write it."""

    def one(kind: str, n: int, **new: object) -> Facts:
        rows = getattr(facts, kind)
        return replace(facts, **{kind: (*rows[:n], replace(rows[n], **new), *rows[n + 1 :])})

    def each(kind: str, **new: object) -> list[Facts]:
        return [one(kind, n, **new) for n in range(len(getattr(facts, kind)))]

    off_the_team = [
        replace(facts, teams=facts.teams[:n] + facts.teams[n + 1 :])
        for n in range(len(facts.teams))
    ]
    named_no_more = [
        one("opened", n, readers=opened.readers - {reader})
        for n, opened in enumerate(facts.opened)
        for reader in opened.readers
    ]
    left = [replace(facts, left=facts.left | {member}) for member in MEMBERS]
    return [
        *off_the_team, *each("deputies", ended=True), *each("emergencies", ends=0),
        *each("said", taken_back=True), *each("opened", state="ended"), *named_no_more, *left,
    ]  # fmt: skip


def test_whatever_is_taken_back_nobody_opens_more_than_before(ground):
    @settings(max_examples=12)
    @given(generated.towns, st.data())
    def holds(facts, data):
        later = data.draw(st.sampled_from(less(facts)))
        with ground.laid(facts) as disclosures:
            before = by_doors(ground, disclosures)
        with ground.laid(later) as disclosures:
            after = by_doors(ground, disclosures)
        # The list of files for named people may grow when nobody is left; it opens none of them.
        for kind in KINDS[:-1]:
            assert after[kind] <= before[kind], kind

    holds()


def test_by_the_law_itself_nothing_that_is_taken_back_opens_more():
    """Asked of every single thing of many towns, without a database."""

    @settings(max_examples=80)
    @given(generated.towns)
    def holds(facts):
        before = by_law(facts)
        for later in less(facts):
            after = by_law(later)
            assert all(after[kind] <= before[kind] for kind in KINDS[:-1])

    holds()
