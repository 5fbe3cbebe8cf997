"""Can anybody tell by the clock whether somebody is there? Nobody, hidden, a colleague's, not hers.

    python -m benches.doors [--each 1000] [--database URL] [--port 8371]
    python -m benches.doors --each 60         a quick look: says little, takes seconds

A caseworker asks the real server for addresses and names, mixed by chance and one after the other:
of nobody; of somebody hidden, in the case of a colleague; of an ordinary case of a colleague in her
own agency, by its address alone, since its name may be found; of somebody of another agency. Of
each sort POOL, each asked once before any is asked again. Status and every byte must be the same.
Of the times, each two sorts are compared: the chance that one of the first took longer than one of
the second (AUC, 0.5 if they are alike) with its interval of 99 %, and the farthest that their
shares lie apart at any time (Kolmogorov-Smirnov) with its band of 99 %. They count as not to be
told apart if the whole interval lies within BOUND of one half, and distance and band within
FARTHEST: that is shown, not assumed from a p-value that came out large.
"""

import argparse
import hashlib
import http.client
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from random import Random
from urllib.parse import urlencode
from uuid import uuid4

from benches import site
from benches.goals import Goal, load, note, tell

BOUND, LEVEL, NINE_IN_TEN = 0.06, 2.576, 1.282
# Smirnov (1948): at 99 % two samples of one sort lie farther apart than BAND * sqrt(1/n + 1/m) once
# in a hundred times.
FARTHEST, BAND = 0.12, 1.628
SORTS = ("nobody", "hidden", "a colleague's", "not hers")
ASKED = {"ids": SORTS, "names": ("nobody", "hidden", "not hers")}
POOL = 250
TYPED = re.compile(rb'(name="csrfmiddlewaretoken" value=")\w+|nonce-[\w-]+|nonce="[^"]*"')


def settle() -> dict[str, list[str]]:
    """Ana's agency with a hidden person of a colleague, and another agency; ids and names."""
    from amparo.agencies import OPERATOR
    from amparo.agencies import actions as agencies
    from amparo.cases import actions as cases
    from amparo.people.actions.relations import hide_from_search

    members = {}
    for code, names in (("uno", ("ana", "bea")), ("dos", ("celia",))):
        home = agencies.found_agency(
            by=OPERATOR, code=code, name=f"{code.title()} (invented)", kind="shelter"
        )
        for name in names:
            members[name] = agencies.enrol(
                by=OPERATOR, username=name, display_name=f"{name.title()} Inventada", agency=home,
                role="caseworker",
            )  # fmt: skip
    found = {"names nobody": [_name(0, each) for each in range(POOL)]}
    found["ids nobody"] = [str(uuid4()) for _ in range(POOL)]
    laid = (("hidden", "bea"), ("not hers", "celia"), ("a colleague's", "bea"))
    for place, (sort, by) in enumerate(laid, start=1):
        files = []
        for each in range(POOL):
            about = {"given_names": _name(place, each), "birth_year": 1990}
            case = cases.take_in(
                by=members[by], agency=members[by].agency, about_person=about, about_case={}
            )
            if sort == "hidden":
                person, why = case.person, "Un pariente busca."
                hide_from_search(by=members[by], person=person, hidden=True, reason=why)
            files.append(str(case.pk))
        found[f"ids {sort}"] = files
        found[f"names {sort}"] = [_name(place, each) for each in range(POOL)]
    cases.take_in(by=members["ana"], agency=members["ana"].agency, about_person={}, about_case={})
    return found


def _name(sort: int, number: int) -> str:
    """Names of one length that are like no other."""
    chance = Random(sort * 1000 + number)
    return "".join(
        chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(5)
    ).title()


def ask(port: int, headers: dict, token: str, found: dict, each: int) -> dict:
    """Times, and what was answered, by what was asked and sort."""
    chance, took, said = Random(7), defaultdict(list), defaultdict(set)
    asked = {key: in_turn(pool, chance) for key, pool in found.items()}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    turns = [(what, sort) for what, sorts in ASKED.items() for sort in sorts] * (each + 20)
    chance.shuffle(turns)
    warm = len(turns) // (each + 20) * 20
    for turn, (what, sort) in enumerate(turns):
        wanted = next(asked[f"{what} {sort}"])
        began = time.perf_counter()
        if what == "ids":
            connection.request("GET", f"/cases/{wanted}/", headers=headers)
        else:
            form = urlencode({"words": wanted, "csrfmiddlewaretoken": token})
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", "/cases/search/", form, headers | kind)
        answer = connection.getresponse()
        body = answer.read()
        seconds = time.perf_counter() - began
        if turn >= warm:
            took[what, sort].append(seconds)
        said[what, sort].add((answer.status, read(body, wanted)))
    return {"took": took, "said": said}


def in_turn(pool: list, chance: Random) -> Iterator:
    """Each once, in an order of chance, then each again."""
    while True:
        yield from chance.sample(pool, len(pool))


def read(body: bytes, wanted: str) -> str:
    """What an answer says, but for what she typed and what is drawn anew for each page."""
    return hashlib.sha256(TYPED.sub(b"", body).replace(wanted.encode(), b"")).hexdigest()


def farthest(one: list[float], other: list[float]) -> tuple[float, float]:
    """How far the shares that have been answered lie apart, at the time when they do most; and by
    how much more that may be."""
    from scipy import stats

    band = BAND * (1 / len(one) + 1 / len(other)) ** 0.5
    return float(stats.ks_2samp(one, other).statistic), band


def compared(one: list[float], other: list[float]) -> tuple[float, float, float, float]:
    """AUC - 0.5, half its interval of 99 % (Hanley and McNeil, 1982), both p-values."""
    from scipy import stats

    test = stats.mannwhitneyu(one, other)
    n, m = len(one), len(other)
    auc = test.statistic / (n * m)
    q1, q2 = auc / (2 - auc), 2 * auc * auc / (1 + auc)
    square = auc * (1 - auc) + (n - 1) * (q1 - auc * auc) + (m - 1) * (q2 - auc * auc)
    half = LEVEL * (square / (n * m)) ** 0.5
    return auc - 0.5, half, test.pvalue, stats.ks_2samp(one, other).pvalue


def least_seen(n: int, m: int) -> float:
    """The least AUC - 0.5 that so many requests show nine times in ten, at 99 %."""
    return (LEVEL + NINE_IN_TEN) * ((n + m + 1) / (12 * n * m)) ** 0.5


def slower(one: list[float], other: list[float]) -> tuple[float, float, float]:
    """By how many ms the first takes longer (Hodges-Lehmann), and the interval of 99 %."""
    import numpy

    n, m = len(one), len(other)
    apart = numpy.sort(numpy.subtract.outer(one, other), axis=None) * 1000
    out = round(n * m / 2 - LEVEL * (n * m * (n + m + 1) / 12) ** 0.5)
    low = max(out, 0)
    return float(numpy.median(apart)), float(apart[low]), float(apart[-1 - low])


def judged(answers: dict) -> list[Goal]:
    goals = []
    for what, sorts in ASKED.items():
        said = [answers["said"][what, sort] for sort in sorts]
        goals.append(Goal(f"{what}: different answers", len(set().union(*said)), "", most=1))
        for one, other in combinations(sorts, 2):
            took = answers["took"]
            effect, half, mann, ks = compared(took[what, one], took[what, other])
            name = f"{what}: {one} against {other}"
            note(
                f"{name}: AUC - 0.5 = {effect:+.3f} ± {half:.3f}, "
                f"Mann-Whitney p = {mann:.3f}, Kolmogorov-Smirnov p = {ks:.3f}"
            )
            n, m = len(took[what, one]), len(took[what, other])
            ms, low, high = slower(took[what, one], took[what, other])
            note(
                f"  slower by {ms:+.2f} ms (99 %: {low:+.2f} to {high:+.2f}); "
                f"{n} and {m} requests show {least_seen(n, m):.3f} nine times in ten"
            )
            goals.append(Goal(name, round(abs(effect) + half, 3), "", most=BOUND))
            apart = sum(farthest(took[what, one], took[what, other]))
            goals.append(Goal(f"{name}, farthest", round(apart, 3), "", most=FARTHEST))
    return goals


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--each", type=int, default=2500)
    asked.add_argument("--port", type=int, default=8371)
    asked.add_argument("--database", default="")
    options = asked.parse_args()
    with site.fresh(options.database):
        answers = measure(options)
    note(load())
    return tell(*judged(answers))


def measure(options) -> dict:
    from django.conf import settings
    from django.db import connection

    from amparo.agencies.models import Member
    from amparo.core import serving
    from benches.pages import _wait, signed_in

    found = settle()
    key, token = signed_in(Member.objects.get(username="ana"))
    connection.close()
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; csrftoken={token}",
        "Host": f"localhost:{options.port}",
        "Connection": "keep-alive",
    }
    # One worker: which of two answers would only add noise that hides a difference.
    process = subprocess.Popen(serving.server(options.port, workers=1, threads=2))
    try:
        _wait(options.port)
        return ask(options.port, headers, token, found, options.each)
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    sys.exit(main())
