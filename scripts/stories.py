"""`make stories`: every story in both languages, and one line of JSON that names those that passed.

Words go to stderr, the line to stdout. Exit code 1 if a story failed or none was found.
"""

import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STORY = re.compile(r"test_story_(s\d\d)_")
LANGUAGES = {"es", "en"}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="amparo-stories-") as folder:
        report = Path(folder) / "stories.xml"
        command = [
            sys.executable, str(ROOT / "scripts" / "with_postgres.py"),
            sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup",
            "-m", "browser", "tests/functional", f"--junitxml={report}",
        ]  # fmt: skip
        ended = subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False)
        told = passed(report) if report.exists() else {}
    good = sorted(story for story, ran in told.items() if ran)
    print(json.dumps({"stories": good}))
    return 0 if told and len(good) == len(told) and ended.returncode == 0 else 1


def passed(report: Path) -> dict[str, bool]:
    """Each story, and whether all of it passed in each language."""
    ran, bad = defaultdict(set), set()
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 (our own report)
        if found := STORY.search(case.get("classname", "")):
            story = found[1]
            ran[story] |= {one for one in LANGUAGES if f"[{one}" in case.get("name", "")}
            if any(case.find(sort) is not None for sort in ("failure", "error", "skipped")):
                bad.add(story)
    return {story: languages == LANGUAGES and story not in bad for story, languages in ran.items()}


if __name__ == "__main__":
    sys.exit(main())
