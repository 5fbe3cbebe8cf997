"""How long a name search takes inside the process, and how fast names are indexed.

    python -m benches.name_speed [--people 100000] [--asked 400] [--database URL] [--sealed]

`--sealed` seals every name and opens the candidates as the site does; without it names are opened
from memory, so that a million people can be settled in minutes. Wall time is what a member waits;
CPU time of this process is steadier on a busy machine (a PostgreSQL server's own is not in it).
"""

import argparse
import shutil
import time
from collections.abc import Callable
from random import Random

from benches import name_ground
from benches.name_changes import KINDS
from benches.name_population import Population

MIX = (
    "as written",
    "letter replaced",
    "s / z / c",
    "one surname not asked",
    "last word unfinished",
)


def timed(work: Callable) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"p50 {p50 * 1000:6.0f} ms   p95 {p95 * 1000:6.0f} ms"


def opener(names: dict, *, sealed: bool) -> Callable:
    if not sealed:
        return lambda ids: {number: names[number] for number in ids}
    from amparo.people.queries import open_names

    return open_names


def print_index_rate(names: dict, home) -> None:
    """Rows alone, without people: what the index adds to an import."""
    from django.db import transaction

    from amparo.people.actions import name_places
    from amparo.people.actions.names import list_under
    from amparo.people.models import NameBearers, NamePlace

    part, key = list(names.items())[:20_000], name_ground.key_of(home.id)

    def work() -> None:
        for start in range(0, len(part), 2_000):
            some = dict(part[start : start + 2_000])
            list_under(key, home.id, some, name_places.give(home.id, list(some)))

    with transaction.atomic():
        NameBearers.objects.all().delete()
        NamePlace.objects.all().delete()
        wall, cpu = timed(work)
        transaction.set_rollback(True)
    print(f"index rows of {len(part):,} people: {wall:.1f} s ({cpu:.1f} s CPU)")


def print_speed(names: dict, home, open_some: Callable, asked: int) -> None:
    from amparo.people.names.index import search

    rng, ids = Random(11), list(names)
    every: tuple[list[float], list[float]] = ([], [])
    for kind in MIX:
        walls, cpus = [], []
        while len(walls) < asked // len(MIX):
            query = KINDS[kind](names[rng.choice(ids)], rng)
            if query is None:
                continue
            wall, cpu = timed(
                lambda query=query: search(
                    query, agency_ids=[home.id], key_for=name_ground.key_of, opener=open_some
                )
            )
            walls.append(wall)
            cpus.append(cpu)
        print(f"{kind:24} wall {spread(walls)}   cpu {spread(cpus)}", flush=True)
        every[0].extend(walls)
        every[1].extend(cpus)
    print(f"{'all':24} wall {spread(every[0])}   cpu {spread(every[1])}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=100_000)
    options.add_argument("--asked", type=int, default=400)
    options.add_argument("--database", default="")
    options.add_argument("--sealed", action="store_true")
    chosen = options.parse_args()
    folder = name_ground.open_ground(chosen.database)
    try:
        from django.db import connection

        home = name_ground.agency("casa")
        people = Population(2005).people(chosen.people)
        names = {name_ground.person_id("casa", i): name for i, name in enumerate(people)}
        wall, _ = timed(lambda: name_ground.settle(names, home, sealed=chosen.sealed))
        print(f"{connection.vendor}: {len(names):,} people settled in {wall:.0f} s")
        with connection.cursor() as cursor:
            cursor.execute("analyze")
        open_some = opener(names, sealed=chosen.sealed)
        print_speed(dict(list(names.items())[:200]), home, open_some, 10)
        print("— warm —")
        print_speed(names, home, open_some, chosen.asked)
        print_index_rate(names, home)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
