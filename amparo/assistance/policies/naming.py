"""Whether words name somebody by what she is called in the house, and the words without her. Pure.

A name is a whole word. When something is written, one that begins with a small letter is taken for
the thing ("se fue la luz"); when somebody is erased, it is taken for her.
"""

import re
import unicodedata

STRUCK = "[…]"
SENTENCE = re.compile(r"[^.!?…\n]*(?:[.!?…]+|\n|$)\s*")


def name_of(called: str) -> str:
    """What she is called, however it is written: two of one name are one here."""
    return " ".join(_plain(called).split())


def names(words: str, called: str, *, also_small: bool = False) -> bool:
    """Whether she is named in these words."""
    words = unicodedata.normalize("NFC", words)
    found = _found(words, called)
    if also_small or not called[:1].isupper():
        return bool(found)
    return any(words[at.start()].isupper() for at in found)


def without(words: str, called: str) -> str:
    """The same words without the sentences that name her."""
    kept = []
    for sentence in SENTENCE.findall(words):
        if not names(sentence, called, also_small=True):
            kept.append(sentence)
        elif not kept or not kept[-1].endswith(f"{STRUCK} "):
            kept.append(f"{STRUCK} ")
    return "".join(kept).rstrip() if STRUCK in "".join(kept) else words


def _found(words: str, called: str) -> list[re.Match[str]]:
    name = name_of(called)
    if not name:
        return []
    looked_for = r"\s+".join(re.escape(part) for part in name.split())
    return list(re.finditer(rf"(?<!\w){looked_for}(?!\w)", _plain(words)))


def _plain(words: str) -> str:
    """Small letters without accents, one for one, so that a place found is a place in the words."""
    letters = unicodedata.normalize("NFC", words)
    return "".join(unicodedata.normalize("NFD", one)[0].lower()[:1] for one in letters)
