"""Published pages as one line of text, and the same line without anybody's contact details."""

import hashlib
import re

# Both spellings that close the press releases; the block runs to the end of the page.
CONTACT_BLOCK = re.compile(r"(For (?:further|more) information, please contact):?\s.*$")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"\+\d[\d ().-]{7,}\d")


def fold(text: str) -> str:
    """White space folded, so that a quote is found whatever the line breaks."""
    return " ".join(text.split())


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def occurrences(folded: str, words: str) -> list[tuple[int, int]]:
    return [(hit.start(), hit.end()) for hit in re.finditer(re.escape(words), folded)]


def without_contacts(folded: str, office: str) -> str:
    """Put the office in the place of the person to call; nothing before the block moves."""
    text = CONTACT_BLOCK.sub(rf"\1: {office}", folded)
    return PHONE.sub(office, EMAIL.sub(office, text))
