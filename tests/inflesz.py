"""How easy Spanish is to read: Szigriszt-Pazos, on the INFLESZ scale (65 and more: rather easy).

206.835 - 62.3 * syllables / words - words / sentences. Figures are not counted.

Many short lines make a text easy in which one long sentence is not, so each of LONG words or more
is asked too.
"""

import re
from itertools import pairwise

EASY = 65.0
# The floor of INFLESZ for "somewhat difficult": below it a single sentence is hard.
NOT_HARD, LONG = 40.0, 10
_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.!?:;]+|\n+")
_STRONG, _ACCENTED = "aeoáéó", "íú"


def syllables(word: str) -> int:
    """A plain Spanish count: groups of vowels, and what a hiatus adds."""
    text = word.lower().replace("ü", "u").replace("qu", "q").replace("gue", "ge")
    text = text.replace("gui", "gi").replace("gué", "gé").replace("guí", "gí")
    text = re.sub(r"y$|y(?=[^aeiouáéíóú])", "i", text)
    count = 0
    for group in re.findall(r"[aeiouáéíóú]+", text.replace("h", "")):
        count += 1
        for one, other in pairwise(group):
            # Two strong vowels, or a weak one with an accent, are two syllables.
            apart = (one in _STRONG and other in _STRONG) or one in _ACCENTED or other in _ACCENTED
            count += apart
    return max(count, 1)


def inflesz(text: str) -> float:
    words = _WORD.findall(text)
    sentences = sum(1 for part in _END.split(text) if _WORD.search(part))
    if not words:
        raise ValueError("no words to measure")
    spoken = sum(syllables(word) for word in words)
    return 206.835 - 62.3 * spoken / len(words) - len(words) / sentences


def long_sentences(text: str) -> list[tuple[float, str]]:
    """Each sentence long enough to be measured alone, the hardest first."""
    parts = (" ".join(part.split()) for part in _END.split(text))
    return sorted((inflesz(part), part) for part in parts if len(_WORD.findall(part)) >= LONG)


def hard_sentences(text: str) -> list[tuple[float, str]]:
    return [each for each in long_sentences(text) if each[0] < NOT_HARD]
