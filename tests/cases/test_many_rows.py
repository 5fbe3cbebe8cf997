"""Many rows at once are the same rows that Django would save one by one."""

import uuid
from datetime import date

import pytest
from django.db import connection

from amparo.cases import actions
from amparo.cases.models import Case, Event, Involvement
from amparo.core import bulk, keystore
from amparo.people.models import NamePlace, Person
from amparo.registers.models import ImportRow

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


def test_a_key_that_is_not_at_hand_is_fetched_before_anything_is_copied(town):
    case = Case(
        id=uuid.uuid4(), agency=town.case.agency, person=town.case.person,
        came_from="register", opened_on=date(2011, 3, 5), notes="llamar",
    )  # fmt: skip
    connection.forget_sealing_keys()
    bulk.insert_many([case])
    assert Case.objects.get(pk=case.pk).notes == "llamar"


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


@pytest.mark.parametrize("model", [Person, Case, Event, Involvement, ImportRow, NamePlace])
def test_a_new_row_has_all_that_its_class_would_give_it(town, model):
    agency, case, event = town.case.agency, town.case, Event(id=uuid.uuid4())
    given = {"agency": agency, "case": case, "event": event, "person": case.person, "mark": b"m"}
    names = {field.name for field in model._meta.concrete_fields}
    facts = {name: value for name, value in given.items() if name in names}
    ours, theirs = bulk.new(model, **facts), model(**facts)
    drawn = {"id", "number"}
    assert vars(ours).keys() == vars(theirs).keys()
    for name in vars(ours).keys() - drawn - {"_state"}:
        assert vars(ours)[name] == vars(theirs)[name], name
    assert ours._state.fields_cache == theirs._state.fields_cache
    assert (ours._state.adding, ours._state.db) == (True, None)


def test_new_rows_share_no_list_and_draw_their_own_numbers():
    one, other = bulk.new(Case), bulk.new(Case)
    assert one.number != other.number
    assert one.id != other.id
    first, second = bulk.new(Event), bulk.new(Event)
    first.acts.append("recruitment")
    assert second.acts == []


def test_what_is_no_field_makes_no_row():
    with pytest.raises(TypeError, match="no_such_thing"):
        bulk.new(Case, no_such_thing=1)


def test_the_keys_of_new_people_are_at_hand_as_the_store_keeps_them():
    ids = [uuid.uuid4(), uuid.uuid4()]
    connection.begin_to_seal()
    connection.hold_first_keys(keystore.create(ids))
    assert [connection.sealing_key(one) for one in ids] == [keystore.get(one) for one in ids]
    connection.forget_sealing_keys()


def test_a_whole_lot_was_recorded_at_one_moment_and_says_so_on_each_row(town):
    people = [bulk.new(Person, agency=town.case.agency, came_from="register") for _ in range(3)]
    keystore.create(person.id for person in people)
    bulk.insert_many(people)
    kept = Person.objects.filter(pk__in=[person.pk for person in people])
    moments = set(kept.values_list("created_at", flat=True))
    assert moments == {person.created_at for person in people}
    assert len(moments) == 1


def test_a_case_of_somebody_known_is_opened_in_a_transaction_of_its_own(town):
    """Its first seal of all is asked for before rows are copied: nothing can be asked meanwhile."""
    connection.forget_sealing_keys()
    case = actions.open_case(
        by=town.ana,
        agency=town.casa_luz,
        person=town.case.person,
        came_from="intake",
        notes="Again.",
    )
    assert Case.objects.get(pk=case.pk).notes == "Again."
