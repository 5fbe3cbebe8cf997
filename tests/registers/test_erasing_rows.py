"""Erasing somebody whom an old register brought in: her row, its doubts, the notes about her."""

import pytest

from amparo.agencies import OPERATOR
from amparo.agencies import actions as agencies
from amparo.agencies.enums import Role
from amparo.core import keystore
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.models import Person
from amparo.registers import actions
from amparo.registers.mapping import Mapping, Rule
from amparo.registers.models import Doubt, ErasedRow, Import, ImportRow

MAPPING = Mapping(
    (Rule("Nombre", "person.given_names"), Rule("Apellido", "person.paternal_surname"))
)
LINES = ("Nombre,Apellido", "Rosa,Inventada", "Xquic,Piedraluna", "Ana,Ficticia")
ASIDES = [["note", 1, 1, "Registro de la casa"], ["note", 5, 5, "Xquic: vive con su tía."]]


@pytest.fixture
def fina(town):
    return agencies.enrol(
        by=OPERATOR, agency=town.casa_luz, username="fina", display_name="Fina Inventada",
        role=Role.DATA_PROTECTION,
    )  # fmt: skip


@pytest.fixture
def brought(town, register):
    brought = bring(town, register(*LINES)).brought
    brought.asides = ASIDES
    brought.save()
    return brought


def bring(town, path):
    return actions.bring_in(by=town.coral, path=path, agency=town.casa_luz, mapping=MAPPING)


def her():
    return Person.objects.get(register_rows__number=3)


def erase(town, fina, person):
    asked = people.ask_erasure(by=town.coral, person=person, ground="mistake")
    people.erase(by=fina, erasure=asked)


def test_her_row_goes_and_the_others_stay(town, fina, brought):
    Doubt.objects.create(line=her().register_rows.get(), brought=brought, kind="name_split")
    erase(town, fina, her())
    rows = ImportRow.objects.order_by("number")
    assert [row.raw for row in rows] == [["Rosa", "Inventada"], ["Ana", "Ficticia"]]
    assert not Doubt.objects.exists()


def test_what_stood_beside_the_table_goes_where_it_names_her(town, fina, brought):
    erase(town, fina, her())
    assert Import.objects.get().asides == ASIDES[:1]
    erase(town, fina, Person.objects.get(register_rows__number=2))
    assert Import.objects.get().asides == ASIDES[:1]


def test_where_nobody_can_read_her_name_all_of_it_goes(town, fina, brought):
    keystore.destroy(her().pk, at="2026-11-22")
    people.erase_again()
    assert Import.objects.get().asides == []
    assert ImportRow.objects.count() == 2


def test_the_same_register_again_does_not_bring_her_back(town, fina, brought, register):
    erase(town, fina, her())
    again = bring(town, register(*LINES))
    assert (again.accepted, again.unchanged) == (0, 3)
    assert Person.objects.count() == 2
    # Nor when the rest is taken back and brought in once more.
    actions.undo(by=town.coral, brought=brought)
    assert bring(town, register(*LINES)).accepted == 2
    # Another agency that holds the same register is not told that somebody was erased.
    theirs = actions.bring_in(
        by=town.celia, path=register(*LINES), agency=town.norte, mapping=MAPPING
    )
    assert theirs.accepted == 3


def test_the_mark_that_stays_is_not_that_of_anything_else(town, fina, brought):
    mark = her().register_rows.get().mark
    erase(town, fina, her())
    assert bytes(ErasedRow.objects.get().mark) == bytes(mark)


def test_an_import_with_somebody_under_legal_hold_is_not_undone(town, fina, brought):
    hold = people.place_hold(by=fina, person=her(), reason="x")
    with pytest.raises(Refused, match="legal hold stands"):
        actions.undo(by=town.coral, brought=brought)
    assert Person.objects.count() == 3
    people.lift_hold(by=fina, hold=hold, reason="y")
    assert actions.undo(by=town.coral, brought=brought) == 3
