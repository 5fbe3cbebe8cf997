"""How often a person is found in spite of one change to her name, kind by kind.

    python -m benches.name_recall [--people 2000,100000] [--asked 2000] [--database URL]

Found = among the first ten. Also: what absent people are answered, and what the kept tokens tell
someone who has the database without its keys.
"""

import argparse
import shutil
import sys
from collections import Counter
from random import Random

from benches import name_ground
from benches.name_changes import KINDS, written
from benches.name_population import Population

SEED = 2005


class Asking:
    """One population, settled once and asked many times."""

    def __init__(self, code: str, count: int):
        from amparo.people.names import index as name_index

        self.search, self.home = name_index.search, name_ground.agency(code)
        names = Population(SEED).people(count)
        self.names = {name_ground.person_id(code, i): name for i, name in enumerate(names)}
        name_ground.settle(self.names, self.home)

    def ask(self, query: str):
        return self.search(
            query,
            agency_ids=[self.home.id],
            key_for=name_ground.key_of,
            opener=lambda ids: {number: self.names[number] for number in ids},
        )

    def recall(self, kind: str, asked: int) -> tuple[int, int, int]:
        """Asked, found, and not found because ten others answer the question at least as well."""
        from amparo.people.names import words
        from amparo.people.names.score import Question

        rng = Random(f"{SEED}:{kind}")
        ids = list(self.names)
        # The same two thousand people whatever the population, then more where a kind fits few.
        told = found = tied = 0
        for number in ids:
            query = KINDS[kind](self.names[number], rng)
            if query is None:
                continue
            told += 1
            hits = self.ask(query).hits
            if any(hit.person_id == number for hit in hits):
                found += 1
            elif len(hits) == 10:
                own, _ = Question(words(query)).score(self.names[number])
                tied += hits[-1].score >= own - 1e-9
            if told == asked:
                break
        return told, found, tied


def print_recall(asking: Asking, asked: int) -> bool:
    print(f"\n{len(asking.names):,} people in the agency")
    print(f"{'one change':28}{'asked':>7}{'found':>9}{'ten as good':>13}{'lost':>7}")
    enough = True
    for kind in KINDS:
        told, found, tied = asking.recall(kind, asked)
        lost = told - found - tied
        enough &= found / told >= 0.98
        print(f"{kind:28}{told:7}{found / told:9.4f}{tied:13}{lost:7}", flush=True)
    return enough


def print_absent(asking: Asking, asked: int) -> None:
    """People from elsewhere. Those who share every word with someone here are not absent."""
    here = {frozenset(name.all_words()) for name in asking.names.values()}
    elsewhere = Population(SEED + 1).people(2 * asked)
    absent = [name for name in elsewhere if frozenset(name.all_words()) not in here][:asked]
    shown, strong, lengths = 0, 0, []
    for name in absent:
        hits = asking.ask(written(name)).hits
        shown += bool(hits)
        strong += any(hit.band == "strong" for hit in hits)
        lengths.append(len(hits))
    lengths.sort()
    print(
        f"absent people asked {len(absent)}: anything shown {shown / len(absent):.3f}, "
        f"a strong hit {strong / len(absent):.3f}, list length median {lengths[len(lengths) // 2]} "
        f"mean {sum(lengths) / len(lengths):.1f}"
    )


def print_leak(count: int) -> None:
    """What tokens tell without keys, at several cuts, to one who knows every true frequency."""
    from amparo.people.names import phonetic
    from amparo.people.names import tokens as name_tokens

    people = [
        [phonetic(word) for word in name.all_words()] for name in Population(SEED).people(count)
    ]
    borne = Counter(word for name in people for word in name)
    total = sum(borne.values())
    print(f"\n{count:,} people, {len(borne):,} different sounds; kept: {name_tokens.CUT_BITS} bits")
    print(
        "bits  sounds per token (least, median)  words guessed by rank  best possible  whole names"
    )
    for bits in (6, 7, 8, 9, 10, 12, 63):
        token = {
            word: int.from_bytes(name_tokens.digest(b"bench", "leak", word)[:8]) >> (64 - bits)
            for word in borne
        }
        print(_leak_row(bits, people, borne, token, total))


def _leak_row(bits: int, people: list, borne: Counter, token: dict, total: int) -> str:
    weight, best = Counter(), {}
    for word, times in borne.most_common():
        weight[token[word]] += times
        best.setdefault(token[word], word)
    sizes = sorted(Counter(token.values()).values())
    ranked = [word for word, _ in borne.most_common()]
    guess = dict(zip((kept for kept, _ in weight.most_common()), ranked, strict=False))
    by_rank = sum(times for word, times in borne.items() if guess[token[word]] == word) / total
    at_best = sum(borne[word] for word in best.values()) / total
    whole = sum(all(best[token[word]] == word for word in name) for name in people) / len(people)
    least, median = sizes[0], sizes[len(sizes) // 2]
    return f"{bits:4}{least:20}{median:9}{by_rank:28.3f}{at_best:15.3f}{whole:13.3f}"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", default="2000,100000")
    options.add_argument("--asked", type=int, default=2_000)
    options.add_argument("--database", default="")
    chosen = options.parse_args()
    folder = name_ground.open_ground(chosen.database)
    enough = True
    try:
        for count in map(int, chosen.people.split(",")):
            asking = Asking(f"casa{count}", count)
            enough &= print_recall(asking, chosen.asked) or count > 2_000
            print_absent(asking, min(chosen.asked, 1_000))
            print_leak(count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if enough else 4


if __name__ == "__main__":
    sys.exit(main())
