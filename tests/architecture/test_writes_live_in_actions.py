"""Stored data changes in actions and nowhere else: nothing goes round the log and the rules."""

import ast
import re

import pytest

from tests.architecture.source import modules, name, tree

WRITES = {
    "save", "create", "bulk_create", "update", "bulk_update", "delete",
    "get_or_create", "update_or_create", "adelete", "asave", "acreate", "aupdate", "insert_many",
    "write_rows",
}  # fmt: skip
# Objects that are not rows. A hash that is being fed is called `digest` in this house.
NOT_ROWS = {"digest"}
# Files that write SQL of their own, each for its reason.
OWN_SQL = {
    "amparo/core/bulk.py": "many rows at once, for the actions that it is called by",
    "amparo/core/keystore.py": "the key store is a file of its own outside the database",
}
ALLOWED = {
    ("amparo/audit/recorder.py", "bulk.write_rows"): "the log, as the last statement before COMMIT",
    ("amparo/core/resealing.py", "row.save"): "seals the same values anew; nothing is changed",
    ("amparo/agencies/sessions.py", "super().delete"): "a visit ends; no record of anybody changes",
    ("amparo/core/marks.py", "super().save"): "adds the mark to what an action saves",
    ("amparo/core/cleaning/paper.py", "new.save"): "a PDF, not a row",
    ("amparo/core/cleaning/pictures.py", "fresh.save"): "a picture, not a row",
    ("amparo/analyses/word.py", "made.save"): "a Word document, not a row",
    ("amparo/committees/writing/word.py", "made.save"): "a Word document, not a row",
}
SQL = re.compile(r"^\s*(insert\s+into|update\s+\w+\s+set|delete\s+from|replace\s+into)\b", re.I)


def rooms():
    """Every module except the actions, and the migrations that make the tables."""
    for path in modules("amparo"):
        parts = path.relative_to(path.parents[len(path.parts) - 2]).parts
        if path.name != "actions.py" and not {"actions", "migrations"} & set(parts):
            yield path


def writes_in(module: ast.Module) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = ast.unparse(node.func.value)
        if node.func.attr in WRITES and owner not in NOT_ROWS:
            found.append((node.lineno, f"{owner}.{node.func.attr}"))
    return found


def sql_in(module: ast.Module) -> list[tuple[int, str]]:
    texts = [node for node in ast.walk(module) if isinstance(node, ast.Constant)]
    return [
        (node.lineno, node.value.split("\n")[0])
        for node in texts
        if isinstance(node.value, str) and SQL.match(node.value)
    ]


@pytest.mark.parametrize("path", list(rooms()), ids=name)
def test_no_write_outside_actions(path):
    found = [hit for hit in writes_in(tree(path)) if (name(path), hit[1]) not in ALLOWED]
    assert not found, f"{name(path)} changes stored data: move {found} into an action."


@pytest.mark.parametrize("path", list(rooms()), ids=name)
def test_no_sql_that_writes_outside_actions(path):
    found = [] if name(path) in OWN_SQL else sql_in(tree(path))
    assert not found, f"{name(path)} writes SQL of its own: {found}."


def test_the_rule_sees_a_write():
    offending = ast.parse("def view(request, pk):\n    Case.objects.filter(pk=pk).delete()\n")
    assert writes_in(offending) == [(2, "Case.objects.filter(pk=pk).delete")]
    assert writes_in(ast.parse("digest.update(chunk)")) == []
    assert sql_in(ast.parse("cursor.execute('  UPDATE person SET a = 1')"))


def test_every_exception_is_still_needed():
    for path, _reason in ALLOWED:
        assert any(name(module) == path for module in rooms()), f"{path} is gone."
