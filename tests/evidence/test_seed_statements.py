"""What ships of the press releases: short quotes that stand there, and nobody's contact details."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from amparo.evidence import folding
from tests.architecture.source import ROOT, tracked

SEEDS = {"S1": "seeds/000_c78386829e442b27.txt", "S2": "seeds/004_cfb8b34434c431bf.txt"}
SHIPPED = json.loads((ROOT / "amparo/evidence/data/seeds.json").read_text())
SCRIPT = ROOT / "scripts/build_seed_statements.py"


@pytest.fixture
def texts(shared):
    contents = [shared(path).read_bytes() for path in SEEDS.values()]
    return {folding.digest(held): folding.fold(held.decode()) for held in contents}


def test_every_quote_stands_where_the_file_says(texts):
    digests = {document["code"]: document["sha256"] for document in SHIPPED["documents"]}
    for statement in SHIPPED["statements"]:
        text = texts[digests[statement["document"]]]
        assert text[statement["start"] : statement["end"]] == statement["words"]


def test_quotes_are_short_and_are_not_the_text(texts):
    assert max(len(statement["words"].split()) for statement in SHIPPED["statements"]) <= 26
    quoted = sum(len(statement["words"]) for statement in SHIPPED["statements"])
    assert quoted < 0.3 * sum(len(text) for text in texts.values())


def test_every_statement_carries_a_claim():
    used = {claim["statement"] for claim in SHIPPED["claims"]}
    assert {statement["code"] for statement in SHIPPED["statements"]} == used - {None}


def test_every_number_of_the_press_releases_has_a_claim(texts):
    """Digits of both texts stand in a quote, apart from the names of laws and contact numbers."""
    quotes = " ".join(statement["words"] for statement in SHIPPED["statements"])
    for text in texts.values():
        body = folding.without_contacts(text, "")
        for figure in re.findall(r"\d[\d,]*\d|\d+", body):
            assert figure in quotes, figure


def test_required_quotes_are_among_the_statements(shared):
    """The rows about claims and about the date of law quote words that we hold."""
    rows = json.loads(shared("requirements.json").read_text())
    quotes = [folding.fold(statement["words"]) for statement in SHIPPED["statements"]]
    wanted = {"CLM-01", "CLM-03", "CLM-04", "CLM-06", "CLM-07", "CLM-08", "CLM-12", "CLM-13",
              "CLM-15", "CLM-16", "CLM-17", "CLM-18", "CLM-19", "LEG-06", "PRS-12"}  # fmt: skip
    missing = [
        row["id"]
        for row in rows
        if row["id"] in wanted and not any(_same(row["quote"], quote) for quote in quotes)
    ]
    assert missing == []


def _same(one: str, other: str) -> bool:
    one = folding.fold(one)
    return one in other or other in one


def personal_details(text: str) -> set[str]:
    """Addresses with their first part, numbers and names in the contact block of a page."""
    block = text[re.search(r"please contact", text).end() :]
    addresses = folding.EMAIL.findall(block)
    found = {*addresses, *folding.PHONE.findall(block)}
    found |= {address.partition("@")[0] for address in addresses}
    name = folding.fold(re.split(r"IOM M", block.lstrip(": "))[0]).strip()
    return {*found, name}


def test_no_personal_contact_ships_anywhere(texts):
    details = set().union(*(personal_details(text) for text in texts.values()))
    assert len(details) >= 7
    compact = {re.sub(r"[\s.()-]", "", detail).lower() for detail in details}
    for path in tracked():
        content = path.read_text(encoding="utf-8", errors="ignore").lower()
        squeezed = re.sub(r"[\s.()-]", "", content)
        found = [detail for detail in compact if detail in squeezed]
        assert not found, f"{path.relative_to(ROOT)} carries a personal contact."


def test_contacts_give_way_to_the_office():
    page = "Words 5 here. For more information, please contact Ana Inventada Tel: +52 1 22 33 44"
    assert folding.without_contacts(page, "IOM Mexico") == (
        "Words 5 here. For more information, please contact: IOM Mexico"
    )
    line = folding.without_contacts("write to ana@example.org or +52 55 0000 0000.", "the office")
    assert line == "write to the office or the office."


def run(*arguments: str | Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, arguments)], capture_output=True, text=True
    )


def test_the_script_finds_the_shipped_places_right(shared):
    assert run(shared("seeds"), "--check").returncode == 0


def test_the_script_names_what_it_cannot_place(tmp_path):
    (tmp_path / "other.txt").write_text("another text")
    result = run(tmp_path, "--check")
    assert result.returncode == 4
    assert "statement/20000-cndh: its document is not in the folder." in result.stderr
