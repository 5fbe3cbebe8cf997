"""Headings lie sealed: a register without one makes the first woman the names of its columns."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from amparo.core import keystore
from amparo.registers import actions
from amparo.registers.mapping import Mapping, Rule
from amparo.registers.models import Doubt, Import, ImportRow, SavedMapping

NAME = "Xquic Piedraluna"
REGISTER = f"{NAME},M,xx/99/2012,Calle Inventada 5\nAna Inventada,M,04/03/2012,Calle Rota 2\n"


def lies_in_clear(word=NAME):
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            found += [table for row in cursor.fetchall() if word in str(row)]
    return found


def as_if_empty():
    """The older tables hold nothing but JSON: no sealed value can go back into them."""
    with connection.cursor() as cursor:
        cursor.execute("update registers_import set mapping = '{}', columns = '[]'")
        cursor.execute("update registers_savedmapping set rules = '{}'")


def bring(town, path):
    path.write_text(REGISTER)
    rules = (
        Rule(NAME, "person.full_name", codes={NAME.lower(): ""}),
        Rule("xx/99/2012", "case.opened_on"),
        Rule("M", "person.gender"),
    )
    mapping = Mapping(rules, "cuaderno")
    actions.save_mapping(by=town.coral, agency=town.casa_luz, name="cuaderno", mapping=mapping)
    actions.bring_in(by=town.coral, path=path, agency=town.casa_luz, mapping=mapping)
    return mapping


def test_no_table_says_a_name_that_stood_where_a_heading_should(town, places, tmp_path):
    mapping = bring(town, tmp_path / "list.csv")
    assert NAME in Import.objects.get().columns
    assert Mapping.from_json(SavedMapping.objects.get().rules).rules == mapping.rules
    assert lies_in_clear() == []


@pytest.mark.history
@pytest.mark.django_db(transaction=True)
def test_what_lay_in_clear_is_sealed_once_and_can_be_read(town, places, tmp_path):
    mapping = bring(town, tmp_path / "list.csv")
    brought, saved = Import.objects.get(), SavedMapping.objects.get()
    columns, read_as, rules = brought.columns, brought.mapping, saved.rules
    line = ImportRow.objects.first()
    doubt = Doubt.objects.create(line=line, brought=brought, kind="gender_letter", at=1)
    as_if_empty()
    executor = MigrationExecutor(connection)
    executor.migrate([("registers", "0002_erased_row")])
    old = executor.loader.project_state([("registers", "0002_erased_row")]).apps
    old.get_model("registers", "Import").objects.update(mapping=read_as, columns=columns)
    old.get_model("registers", "SavedMapping").objects.update(rules=rules)
    old.get_model("registers", "ImportRow").objects.update(rejected=[[NAME, "No."]])
    old.get_model("registers", "Doubt").objects.update(column=NAME)
    keystore.discard([saved.pk])
    assert lies_in_clear()
    executor = MigrationExecutor(connection)
    executor.migrate([("registers", "0005_seal_headings")])
    now = executor.loader.project_state([("registers", "0005_seal_headings")]).apps
    import_module("amparo.registers.migrations.0005_seal_headings").seal_headings(now, None)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert lies_in_clear() == []
    assert (Import.objects.get().columns, Import.objects.get().mapping) == (columns, read_as)
    assert Mapping.from_json(SavedMapping.objects.get().rules).rules == mapping.rules
    assert ImportRow.objects.first().rejected == [[columns.index(NAME), "No."]]
    assert Doubt.objects.get(pk=doubt.pk).at == columns.index(NAME)
