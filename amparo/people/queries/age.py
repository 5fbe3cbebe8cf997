"""How old somebody is taken to be: by her dates, and by what was found about her age."""

from datetime import date, timedelta

from amparo.core.question import Question
from amparo.people.enums.children import ByDates
from amparo.people.keeping import GROWN_UP
from amparo.people.models import AgeFinding, Person
from amparo.people.policies import children as policies
from amparo.people.queries.same import together
from amparo.taxonomy import vague

# How far a date of birth may lie from one that is only approximate.
DOUBT_DAYS = 2 * 365
# A year of birth may stand for "about": further back than this she has long grown up.
SURELY = GROWN_UP + 3


def by_dates(person: Person, *, on: date) -> ByDates:
    """What her record says by its dates alone."""
    if person.birth_year and on.year - person.birth_year >= SURELY:
        return ByDates.ADULT
    if person.birth_date:
        earliest, latest = born_between(person.birth_date)
        if latest is not None and birthday(latest) <= on:
            return ByDates.ADULT
        return ByDates.CHILD if earliest and birthday(earliest) > on else ByDates.OPEN
    if person.birth_year:
        return ByDates.OPEN if person.birth_year + GROWN_UP >= on.year else ByDates.ADULT
    return ByDates.SILENT


def findings(person: Person) -> list[AgeFinding]:
    """What was found about her age, the newest first."""
    found = list(person.age_findings.select_related("recorded_by"))
    for finding in found:
        finding.person = person
    return found


def is_treated_as_child(person: Person, *, on: date) -> bool:
    """Whether she is, or is presumed to be, younger than 18, by any record that is about her."""
    return any(_says_child(each, on) for each in together(person))


_newest_finding = Question(
    lambda person: AgeFinding.objects.filter(person=person).order_by("-recorded_at")
)


def _says_child(person: Person, on: date) -> bool:
    newest = _newest_finding.first(person.pk)
    if newest is not None:
        newest.person = person
    return policies.is_treated_as_child(by_dates(person, on=on), newest, on=on)


def born_between(text: str) -> tuple[date | None, date | None]:
    """The first and last day of birth that the record allows; about 2003 may be 2001 or 2005."""
    read = vague.from_edtf(text)
    slack = timedelta(days=DOUBT_DAYS if read.approximate or read.uncertain else 0)
    return read.low and read.low - slack, read.high and read.high + slack


def birthday(born: date) -> date:
    day = 28 if (born.month, born.day) == (2, 29) else born.day
    return born.replace(year=min(born.year + GROWN_UP, date.max.year), day=day)
