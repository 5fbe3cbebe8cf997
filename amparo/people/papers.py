"""Numbers of papers, read alike however a line is written, and the cut tokens that find them.

A token is the HMAC of a number under a key of the agency's, cut to CUT_BITS behind a prefix of its
own: in a large house it stands for several numbers, so what it finds is opened and compared. Pure
functions on text.
"""

from collections.abc import Iterable

from amparo.people.names import folded
from amparo.people.names.tokens import digest

# Shorter ones are years, pages and ages.
SHORTEST = 6
CUT_BITS = 12
SCOPE_BITS = 50
# Of who has papers without a number: looked at, and nothing to find.
NOTHING = 0


def numbers(lines: Iterable[str]) -> set[str]:
    """Numbers of papers as letters and digits alone: the whole line, what in it has digits, since
    one writes "Pasaporte GT 1234567" and another the number, and what stands after its kind."""
    found = set()
    texts = [part for line in lines for part in (line, line.rpartition(":")[2])]
    for text in map(folded, texts):
        parts = "".join(sign if sign.isalnum() else " " for sign in text).split()
        found |= {"".join(parts), "".join(part for part in parts if any(map(str.isdigit, part)))}
    return {each for each in found if len(each) >= SHORTEST and any(map(str.isdigit, each))}


def tokens(lines: Iterable[str], key: bytes) -> set[int]:
    scope = _bits(digest(key, "scope"), SCOPE_BITS) << CUT_BITS
    return {scope | _bits(digest(key, "paper", each), CUT_BITS) for each in numbers(lines)}


def _bits(content: bytes, bits: int) -> int:
    return int.from_bytes(content[:8], "big") >> (64 - bits)
