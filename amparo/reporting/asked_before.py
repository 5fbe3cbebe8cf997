"""Whether two questions are the same, and which numbers of an answer no release printed."""

import hashlib
import re
from typing import Any

from amparo.taxonomy import shipped

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A year is no figure.
YEAR = re.compile(r"(19|20)\d\d")


def sense(question: str) -> str:
    """The same for questions that differ in accents, capitals, signs and the order of words."""
    words = sorted(set(re.findall(r"\w+", shipped.words(question))))
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def unprinted(answer: str, judged: dict[str, Any] | None) -> list[str]:
    """Numbers of an answer that the release it rests on does not print."""
    printed = set()
    if judged is not None:
        printed = {judged["people"]} | {
            cell["shown"] for table in judged["tables"] for cell in table["cells"]
        }
    found = dict.fromkeys(NUMBER.findall(answer))
    return [
        each
        for each in found
        if not YEAR.fullmatch(each) and re.sub("[.,]", "", each) not in printed
    ]
