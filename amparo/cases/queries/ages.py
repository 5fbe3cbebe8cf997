"""How old somebody is, as far as her record says."""

from datetime import date

from amparo.cases.queries.case import GROWN_UP, birthday, born_between
from amparo.people.models import Person

# A year of birth may stand for "about": further back than this she has long grown up.
SURELY = GROWN_UP + 3


def may_be_child(person: Person, *, on: date) -> bool:
    """Whether her record says that she is under 18, or leaves it open. Nothing said: no."""
    if person.birth_year and on.year - person.birth_year >= SURELY:
        return False
    if person.birth_date:
        _earliest, latest = born_between(person.birth_date)
        return latest is None or birthday(latest) > on
    return bool(person.birth_year) and person.birth_year + GROWN_UP >= on.year


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
