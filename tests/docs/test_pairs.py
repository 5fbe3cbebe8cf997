"""The papers hold what they promise: both languages, links that lead on, verbs that exist."""

import re

import pytest
from django.core.management import get_commands, load_command_class

from tests.architecture.source import ROOT

PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("conteo/*.md")])
SPANISH = sorted((ROOT / "docs").rglob("*.es.md"))
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
SECTIONS = ["Status", "Context", "Decision", "Consequences"]
VERBS = [ROOT / "docs" / "reference" / f"commands.{language}.md" for language in ("en", "es")]
# Assembled, so that this file does not name what it looks for.
MACHINE = [f"/{top}/" for top in ("wo" + "rk", "ro" + "ot", "ho" + "me")]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.S | re.M)


def name(path) -> str:
    return path.relative_to(ROOT).as_posix()


def headings(path) -> list[str]:
    """The marks of the headings, in order: `#`, `##`, … Code is not looked at."""
    return re.findall(r"^(#+) ", FENCE.sub("", path.read_text()), re.M)


def in_english(path):
    if path.name.endswith(".es.md"):
        plain = path.with_name(path.name.replace(".es.md", ".en.md"))
        return plain if plain.exists() else path.with_name(path.name.replace(".es.md", ".md"))
    return path


def test_there_are_papers_to_look_at():
    assert len(PAPERS) > 20
    assert len(SPANISH) > 5
    assert len(DECISIONS) >= 9


def test_every_paper_of_the_manual_is_there_in_both_languages():
    english = {path.name.removesuffix(".en.md") for path in (ROOT / "docs").rglob("*.en.md")}
    assert english == {path.name.removesuffix(".es.md") for path in SPANISH}


@pytest.mark.parametrize("path", [*SPANISH, ROOT / "README.es.md"], ids=name)
def test_both_languages_have_the_same_headings(path):
    assert headings(path) == headings(in_english(path))


@pytest.mark.parametrize("path", [*SPANISH, ROOT / "README.es.md"], ids=name)
def test_both_languages_have_the_same_tables_and_lists(path):
    def shape(paper):
        lines = FENCE.sub("", paper.read_text()).splitlines()
        return [line[0] for line in lines if line.startswith(("|", "- ", "1. "))]

    assert shape(path) == shape(in_english(path))


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_a_decision_has_its_four_sections_and_fits_one_page(path):
    text = path.read_text()
    assert re.findall(r"^## (.+)$", text, re.M) == SECTIONS
    assert len(text.split()) <= 700


@pytest.mark.parametrize("path", PAPERS, ids=name)
def test_every_link_inside_leads_somewhere(path):
    targets = [found for found in LINK.findall(FENCE.sub("", path.read_text())) if ":" not in found]
    files = [target.partition("#")[0] for target in targets]
    assert [file for file in files if file and not (path.parent / file).exists()] == []


@pytest.mark.parametrize("path", PAPERS, ids=name)
def test_no_paper_names_the_machine_it_was_written_on(path):
    text = path.read_text()
    assert [word for word in MACHINE if re.search(rf"(?<![\w.~]){word}", text)] == []


@pytest.mark.parametrize("path", PAPERS, ids=name)
def test_every_test_that_a_paper_names_is_there(path):
    written = "".join(file.read_text() for file in ROOT.glob("tests/**/test_*.py"))
    written += "".join(file.read_text() for file in ROOT.glob("conteo/tests/**/test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", path.read_text()))
    assert {test for test in named if f"def {test}(" not in written} == set()


def verbs_of(path) -> list[list[str]]:
    """What stands behind ./bin/amparo in the code of a paper: the verb, and a word after it."""
    found = re.findall(r"^\.?/?(?:bin/)?amparo ([a-z_]+)(?: ([a-z]+))?", code_of(path), re.M)
    return sorted({(verb, inner) for verb, inner in found})


def code_of(path) -> str:
    text = path.read_text()
    inline = re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    return "\n".join([*FENCE.findall(text), *inline])


def inner_verbs(verb: str) -> set[str]:
    command = load_command_class(get_commands()[verb], verb)
    parser = command.create_parser("amparo", verb)
    return {
        word for action in parser._actions if isinstance(action.choices, dict)
        for word in action.choices
    }  # fmt: skip


@pytest.mark.parametrize("path", PAPERS, ids=name)
def test_every_verb_that_a_paper_names_exists(path):
    known = get_commands()
    wrong = [
        f"{verb} {inner}".strip()
        for verb, inner in verbs_of(path)
        if verb not in known or (inner and inner_verbs(verb) and inner not in inner_verbs(verb))
    ]
    assert wrong == []


@pytest.mark.parametrize("path", VERBS, ids=name)
def test_the_page_of_verbs_has_every_verb_of_ours(path):
    ours = {verb for verb, app in get_commands().items() if str(app).startswith("amparo.")}
    assert ours - {verb for verb, _inner in verbs_of(path)} == set()


def test_both_pages_of_verbs_name_the_same():
    assert verbs_of(VERBS[0]) == verbs_of(VERBS[1])


def test_every_locked_library_has_its_notice():
    lock = (ROOT / "requirements.lock").read_text()
    locked = set(re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==", lock, re.M))
    listed = set(re.findall(r"^\| ([\w.-]+) \| .*\w.* \|$", (ROOT / "NOTICE.md").read_text(), re.M))
    assert locked - listed == set()
