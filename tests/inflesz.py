"""How easy Spanish is to read: Szigriszt-Pazos, on the INFLESZ scale (65 and more: rather easy).

206.835 - 62.3 * syllables / words - words / sentences. Figures are not counted.
"""

import re
from itertools import pairwise

EASY = 65.0
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
