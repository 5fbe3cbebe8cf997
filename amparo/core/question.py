"""What pages ask again and again, with another key each time.

Django needs longer to write a question out than the database to answer it. Such a question is
written out once in a process, and sent with the key of the day from then on:

    _states = Question(lambda case: Plan.objects.filter(case=case).values_list("state", flat=True))
    state = _states.first(case.pk)

What `build` is given (keys, days, moments) is all that changes in it: anything else would stay as
it was the first time. So `build` asks nothing itself, and looks at no clock.
"""

import copy
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import QuerySet

Given = UUID | date | datetime
_TIME = re.compile(r"\d{4}-\d\d-\d\d")


class Question:
    """A query about something given. It finds what the query itself would, in the same order."""

    def __init__(self, build: Callable[..., QuerySet]):
        self._build = build
        self._written: dict[tuple[str, bool], _Written] = {}

    def all(self, *given: Given) -> list[Any]:
        return list(self._ask(given, one=False))

    def first(self, *given: Given) -> Any:
        return next(iter(self._ask(given, one=True)), None)

    def _ask(self, given: tuple[Given, ...], *, one: bool) -> Any:
        which = connection.vendor, one
        if (written := self._written.get(which)) is None:
            marks = [_mark(each, place) for place, each in enumerate(given)]
            asked = self._build(*marks)
            written = self._written[which] = _Written(asked[:1] if one else asked, marks)
        return written.rows(given)


class _Written:
    """What Django made of a query, with the places where what is given stands."""

    def __init__(self, asked: QuerySet, marks: list[Given]):
        self.asked = asked
        self.compiler = asked.query.get_compiler(asked.db)
        self.words, self.values = self.compiler.as_sql()
        held = [_for_the_database(mark) for mark in marks]
        self.places = [
            (at, held.index(value)) for at, value in enumerate(self.values) if value in held
        ]
        changes = any(_is_a_time(value) for value in self.values if value not in held)
        given = {which for _at, which in self.places}
        if len(given) < len(marks) or changes or asked._prefetch_related_lookups:
            raise ValueError("It is about what it is given, and nothing else in it changes.")

    def rows(self, given: tuple[Given, ...]) -> Any:
        values, said = list(self.values), [_for_the_database(each) for each in given]
        for at, which in self.places:
            values[at] = said[which]
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_kwargs: (self.words, values)
        # As a query set, as far as what reads rows asks it.
        asked = SimpleNamespace(
            model=self.asked.model,
            db=self.asked.db,
            query=SimpleNamespace(get_compiler=lambda *_args, **_kwargs: compiler),
            _known_related_objects={},
        )
        return self.asked._iterable_class(asked)


def _mark(given: Given, place: int) -> Given:
    """What stands for something given while the question is written out."""
    if isinstance(given, datetime):
        return datetime(1, 2, 3, tzinfo=UTC) + timedelta(hours=place)
    return date(1, 2, 3) + timedelta(days=place) if isinstance(given, date) else uuid4()


def _is_a_time(value: Any) -> bool:
    """A day or a moment; SQLite is given both as text."""
    return isinstance(value, date) or (isinstance(value, str) and bool(_TIME.match(value)))


def _for_the_database(value: Given) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value if connection.features.has_native_uuid_field else value.hex
