"""Many rows at once are the same rows that Django would save one by one."""

import uuid
from datetime import date

import pytest
from django.db import connection

from amparo.cases.models import Case, Event
from amparo.core import bulk
from amparo.people.models import Person

pytestmark = pytest.mark.django_db


def stored(model, pk):
    """A row as it lies in the database, without what is sealed or set by the clock."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {table}")
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    key = pk.hex if connection.vendor == "sqlite" else pk
    (row,) = [row for row in rows if row["id"] == key]
    own = {"id", "number", "recorded_at", "created_at"}
    return {
        name: value
        for name, value in row.items()
        if name not in own and not str(value).startswith("s1.")
    }


def twins(make):
    """The same new row twice: once for us, once for Django."""
    return make(uuid.uuid4()), make(uuid.uuid4())


def test_many_rows_lie_as_django_lays_them(town):
    person = town.case.person
    ours, theirs = twins(
        lambda pk: Case(
            id=pk,
            agency=town.case.agency,
            person=person,
            came_from="register",
            opened_on=date(2011, 3, 5),
            next_step_on=date(2011, 4, 1),
            next_step="llamar",
        )
    )
    bulk.insert_many([ours])
    theirs.save(force_insert=True)
    assert stored(Case, ours.pk) == stored(Case, theirs.pk)
    assert Case.objects.get(pk=ours.pk).next_step == "llamar"
    assert not ours._state.adding


def test_lists_and_dates_and_nothing(town):
    ours, theirs = twins(
        lambda pk: Event(
            id=pk,
            agency=town.case.agency,
            person=town.case.person,
            acts=["recruitment", "transport"],
            unanswered={"means": "refused"},
            definition_version="2026",
            started="2004",
            started_low=date(2004, 1, 1),
            started_high=date(2004, 12, 31),
        )
    )
    bulk.insert_many([ours])
    theirs.save(force_insert=True)
    assert stored(Event, ours.pk) == stored(Event, theirs.pk)
    kept = Event.objects.get(pk=ours.pk)
    assert (kept.acts, kept.means, kept.ended_low) == (["recruitment", "transport"], [], None)


def test_nothing_plain_gets_into_a_sealed_field(town):
    name = "Centinela"
    case = Case(
        id=uuid.uuid4(), agency=town.case.agency, person=town.case.person,
        came_from="register", opened_on=date(2011, 3, 5), notes=name,
    )  # fmt: skip
    bulk.insert_many([case])
    with connection.cursor() as cursor:
        cursor.execute("select notes from cases_case where notes like %s", [f"%{name}%"])
        assert cursor.fetchall() == []


def test_no_rows_are_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.insert_many([])


def test_a_row_that_breaks_a_rule_stops_all(town):
    """Constraints of the database hold here as anywhere."""
    from django.db import IntegrityError, transaction

    def person(**facts):
        return Person(id=uuid.uuid4(), agency=town.case.agency, came_from="register", **facts)

    same = uuid.uuid4()
    rows = [person(), person()]
    rows[0].id = rows[1].id = same
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert_many(rows)
    assert not Person.objects.filter(pk=same).exists()
