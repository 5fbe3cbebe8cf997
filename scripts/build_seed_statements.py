"""Find every quoted statement in the press releases and write where it stands.

    python scripts/build_seed_statements.py SEEDS_FOLDER           writes the places
    python scripts/build_seed_statements.py SEEDS_FOLDER --check   changes nothing, exits 4 if wrong

The press releases themselves do not ship. They are known by their SHA-256, whatever their name.
Positions count characters of the text with white space folded.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from amparo.evidence import folding  # noqa: E402

SHIPPED = ROOT / "amparo" / "evidence" / "data" / "seeds.json"


def folded_texts(folder: Path) -> dict[str, str]:
    """The text of each file of the folder, by the SHA-256 of the whole file."""
    contents = [path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()]
    return {folding.digest(held): folding.fold(held.decode("utf-8")) for held in contents}


def placed(shipped: dict[str, Any], texts: dict[str, str]) -> tuple[list[dict], list[str]]:
    """Each statement with its place, and a sentence for each that cannot be placed."""
    digests = {document["code"]: document["sha256"] for document in shipped["documents"]}
    statements, problems = [], []
    for statement in shipped["statements"]:
        text = texts.get(digests[statement["document"]])
        found = folding.occurrences(text, statement["words"]) if text else []
        if len(found) != 1:
            why = f"found {len(found)} times" if text else "its document is not in the folder"
            problems.append(f"{statement['code']}: {why}.")
            continue
        start, end = found[0]
        statements.append(statement | {"start": start, "end": end})
    return statements, problems


def personal_contacts(shipped: dict[str, Any]) -> list[str]:
    return [
        f"{statement['code']}: holds an address or a number to call."
        for statement in shipped["statements"]
        if folding.EMAIL.search(statement["words"]) or folding.PHONE.search(statement["words"])
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()

    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    statements, problems = placed(shipped, folded_texts(options.folder))
    problems += personal_contacts(shipped)
    if options.check and statements != shipped["statements"]:
        problems.append("The places written in the file are not those found in the texts.")
    if problems:
        sys.stderr.write("\n".join(problems) + "\n")
        return 4
    if not options.check:
        text = json.dumps(shipped | {"statements": statements}, ensure_ascii=False, indent=1)
        SHIPPED.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
