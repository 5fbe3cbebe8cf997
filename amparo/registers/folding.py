"""Words compared without accents, case, punctuation or spacing."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^a-z0-9ñ]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\x00]")


# Longer texts are sentences: not worth keeping, and a pasted page must not fill the memory.
LONGEST_KEPT = 200


def fold(text: str) -> str:
    """«  Fecha de Nac.: » becomes «fecha de nac»."""
    return _fold(text) if len(text) <= LONGEST_KEPT else _fold.__wrapped__(text)


@lru_cache(maxsize=65536)
def _fold(text: str) -> str:
    plain = _INVISIBLE.sub("", text).casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain).strip()


def fold_name(text: str) -> str:
    """The name of a coded column in either style: prs_FirstName and prs_First_Name alike."""
    return fold(text).replace(" ", "")


def clean(text: str) -> str:
    """What a person sees of a value: outer and doubled spaces and invisible characters gone."""
    return " ".join(_INVISIBLE.sub("", text).split())
