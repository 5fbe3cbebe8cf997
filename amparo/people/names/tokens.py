"""Blind-index tokens of name words: keyed by agency, cut so that a token stands for several names.

A token is the HMAC of how a word sounds, cut to CUT_BITS, behind a prefix of its agency. Accents
and sound-alike spellings therefore share a token; prefixes and one-edit neighbours are found by
widening the question with the agency's sealed word list, not by storing more about a person.
"""

import hmac
from functools import lru_cache
from uuid import UUID

from amparo.core import sealing
from amparo.people.names import phonetic

# 256 tokens. Fewer bits hide more and cost more rows; figures in docs/explanation/name-search.
CUT_BITS = 8
SCOPE_BITS = 50
# A sealed word's length must not tell how long the word is.
PADDED_TO = 24


class IndexKey(bytes):
    """A key of a name index that knows under which master key it was made."""

    generation = 1

    @classmethod
    def of(cls, secret: bytes, generation: int) -> "IndexKey":
        made = cls(secret)
        made.generation = generation
        return made


def digest(key: bytes, use: str, text: str = "") -> bytes:
    return hmac.digest(key, f"{use}\x1f{text}".encode("utf-8", "surrogatepass"), "sha256")


def _number(content: bytes, bits: int) -> int:
    return int.from_bytes(content[:8], "big") >> (64 - bits)


@lru_cache(maxsize=1_000)
def scope(key: bytes) -> int:
    """The prefix of every token under a key, so that agencies never meet in the index."""
    return _number(digest(key, "scope"), SCOPE_BITS) << CUT_BITS


@lru_cache(maxsize=200_000)
def token(word: str, key: bytes) -> int:
    return scope(key) | _number(digest(key, "token", phonetic(word)), CUT_BITS)


@lru_cache(maxsize=200_000)
def mark(word: str, key: bytes) -> int:
    """Says whether two listed words are the same. Unrelated to the tokens of people."""
    return _number(digest(key, "mark", word), 63)


def all_of(key: bytes) -> range:
    """Every token that an index can hold."""
    return range(scope(key), scope(key) + 2**CUT_BITS)


def listed_under(key: IndexKey) -> str:
    """What a sealed word of this index begins with: while one is rebuilt, two lie side by side."""
    return sealing.prefix(key.generation)


@lru_cache(maxsize=200_000)
def sealed(word: str, key: IndexKey, agency_id: UUID) -> str:
    return sealing.seal(
        word.ljust(PADDED_TO),
        key=digest(key, "seal"),
        version=key.generation,
        agency_id=agency_id,
        row_id=str(mark(word, key)),
        field="people.nameword",
    )


def opened(token_text: str, mark_of_it: int, key: bytes, agency_id: UUID) -> str:
    return sealing.unseal(
        token_text,
        key=digest(key, "seal"),
        agency_id=agency_id,
        row_id=str(mark_of_it),
        field="people.nameword",
    ).rstrip()
