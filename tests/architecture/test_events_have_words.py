"""Whoever watches over the log reads sentences: no event that the code writes lacks its words."""

import ast
import re

from amparo.site.event_words import WORDS
from tests.architecture.source import modules, tree

# By these calls an event is written, or handed on to be written.
WRITES = {"record", "event", "log_event", "_record", "_logged", "saved", "Reminder"}
VERB = re.compile(r"[a-z]+(_[a-z]+)*")


def texts(node: ast.AST) -> set[str]:
    if isinstance(node, ast.IfExp):
        return texts(node.body) | texts(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def called(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def verbs() -> set[str]:
    found: set[str] = set()
    for path in modules("amparo"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and called(node.func) in WRITES:
                found |= {text for part in node.args for text in texts(part)}
            if isinstance(node, ast.Assign) and "verb" in map(called, node.targets):
                found |= texts(node.value)
    return {text for text in found if VERB.fullmatch(text)}


def test_every_event_has_its_words():
    assert len(verbs()) > 100
    assert verbs() - set(WORDS) == set()


def test_no_words_are_kept_for_an_event_that_nothing_writes():
    assert set(WORDS) - verbs() == set()
