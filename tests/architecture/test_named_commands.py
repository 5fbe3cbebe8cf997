"""Every command that a sentence, a page or a paper names is there: nobody is sent to a dead end."""

import ast
import re
from functools import cache

import polib
import pytest
from django.core.management import get_commands, load_command_class

from tests.architecture.source import ROOT, modules, name, tracked, tree

VERB = re.compile(r"(?<![\w./-])(?:\./)?(?:[\w/]*bin/)?amparo ([a-z_]+)(?: ([a-z]+))?")
QUOTED = re.compile(r"`make ([a-z_]+)")
BARE = re.compile(r"^\s*make ([a-z_]+)\s*$", re.M)
# Text that begins like a command and is none.
NOT_COMMANDS = {
    ("amparo/core/custody.py", "custody"): "the purpose of a derived key",
    ("amparo/site/backups/archive.py", "backup"): "the first line of an archive",
}
TEXTS = {".html", ".txt", ".md", ".service", ".path", ".conf", ".sh", ".po", ""}


@cache
def inner(verb: str) -> frozenset[str]:
    """The words that may follow a verb, if it has verbs of its own."""
    parser = load_command_class(get_commands()[verb], verb).create_parser("amparo", verb)
    nested = [a.choices for a in parser._actions if isinstance(a.choices, dict)]
    return frozenset(word for choices in nested for word in choices)


@cache
def targets() -> frozenset[str]:
    return frozenset(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))


def wrong_in(text: str) -> list[str]:
    found = []
    for verb, word in VERB.findall(text):
        if verb not in get_commands():
            found.append(f"amparo {verb}")
        elif word and inner(verb) and word not in inner(verb):
            found.append(f"amparo {verb} {word}")
    made = QUOTED.findall(text) + BARE.findall(text)
    return found + [f"make {target}" for target in made if target not in targets()]


def said_in(path) -> list[str]:
    """What a file says to people: the strings of code, the Spanish of a catalogue, a whole page."""
    if path.suffix == ".py":
        texts = [n.value for n in ast.walk(tree(path)) if isinstance(n, ast.Constant)]
        texts = [text.decode("latin-1") if isinstance(text, bytes) else text for text in texts]
        return [text for text in texts if isinstance(text, str)]
    if path.suffix == ".po":
        entries = polib.pofile(str(path))
        return [text for entry in entries for text in (entry.msgid, entry.msgstr)]
    return [path.read_text()]


def files():
    code = [*modules("amparo"), *modules("scripts")]
    texts = [
        path for path in tracked()
        if path.suffix in TEXTS and not path.is_relative_to(ROOT / "tests")
        and (path.suffix or path.parent.name in ("bin", ".ci") or path.name == "dotenv-sample")
    ]  # fmt: skip
    return sorted({*code, *texts})


@pytest.mark.parametrize("path", files(), ids=name)
def test_every_command_named_here_exists(path):
    known = {verb for file, verb in NOT_COMMANDS if file == name(path)}
    wrong = [command for text in said_in(path) for command in wrong_in(text)]
    assert [command for command in wrong if command.split()[1] not in known] == []


def test_the_rule_sees_a_verb_that_is_not_there():
    assert wrong_in("See `amparo agencies`.") == ["amparo agencies"]
    assert wrong_in("run ./bin/amparo keys turn now") == ["amparo keys turn"]
    assert wrong_in("`make nothing`") == ["make nothing"]
    assert wrong_in("`amparo keys rotate`, `make setup`, ./bin/amparo serve --port 1") == []


def test_there_is_text_to_look_at():
    named = {verb for path in files() for text in said_in(path) for verb, _ in VERB.findall(text)}
    assert {"unlock", "install", "keys", "members", "audit"} <= named


def test_every_exception_is_still_needed():
    for file, verb in NOT_COMMANDS:
        texts = said_in(ROOT / file)
        assert any(verb == found for text in texts for found, _ in VERB.findall(text)), file
