"""How old somebody is, as far as her record says."""

from datetime import date

from amparo.people.enums.children import ByDates
from amparo.people.models import Person
from amparo.people.queries.age import born_between, by_dates


def may_be_child(person: Person, *, on: date) -> bool:
    """Whether her dates say that she is under 18, or leave it open. Nothing said: no."""
    return by_dates(person, on=on) in (ByDates.CHILD, ByDates.OPEN)


def age(person: Person, *, on: date) -> tuple[int, int] | None:
    """Her age in whole years, from-to; nothing if it is not known."""
    if person.birth_date:
        earliest, latest = born_between(person.birth_date)
        if earliest and latest:
            return _years(latest, on), _years(earliest, on)
    if person.birth_year:
        return on.year - person.birth_year - 1, on.year - person.birth_year
    return None


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
