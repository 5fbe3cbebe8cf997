"""What waits for a member to answer: each room says how many, in which words, and where.

    @waiting.counted(
        ngettext_lazy("%(number)s release waits.", "%(number)s releases wait.", "number"),
        url="releases:releases",
        label=gettext_lazy("Releases"),
    )
    def releases_to_answer(member):
        return waiting_for(member).count()

The words name nobody. Whoever may not answer is given 0. With `among_cases` it stands above the
caseload too, for who never comes to the page of the doors.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

Count = Callable[[Any], int]


@dataclass(frozen=True)
class Waits:
    """A sentence, and where it is answered."""

    text: str
    url: str
    label: str


@dataclass(frozen=True)
class Counted:
    count: Count
    words: Any
    url: str
    label: Any
    among_cases: bool = False

    def of(self, member: Any) -> Waits | None:
        if not (number := self.count(member)):
            return None
        return Waits(self.words % {"number": number}, reverse(self.url), str(self.label))


_counted: list[Counted] = []


def counted(
    words: Any, *, url: str, label: Any, among_cases: bool = False
) -> Callable[[Count], Count]:
    """Register a number of things: a decorator on a function of a member."""

    def registered(count: Count) -> Count:
        _counted.append(Counted(count, words, url, label, among_cases))
        return count

    return registered


def waiting_for(member: Any, *, among_cases: bool = False) -> list[Waits]:
    asked = [one for one in _counted if one.among_cases or not among_cases]
    return [waits for one in asked if (waits := one.of(member))]
