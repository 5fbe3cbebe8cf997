"""`make mutate`: thousands of small faults in the policies and the doors of every room, one by one.

Each is put into a copy of this process, and the tests that run through the changed function are
asked. A fault that no test notices survives and is printed; below 95 % killed it exits with 1.
Words go to stderr, one line of JSON to stdout.

    make mutate                             all of it
    make mutate ROOMS="people cases/access" that room and those files alone
    make mutate NOTHING_CHANGED=1           the same with every function as it was, as a control: a
                                            test that fails then would count as a kill
"""

import gc
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "conteo" / "src")]
WANTED = 95.0
# What asks policies and doors. Other tests come through doors too, but take too long to repeat.
OURS = ("test_policies", "test_doors")
NOT_HERE = {"transactional_db", "append_only", "own_keys", "demonstration", "things", "server"}
# So many tests are asked about a fault, and more of them as long as that costs next to nothing.
MOST_TESTS = 25
MOST_SECONDS = 1.5
# A fault that never ends is no fault that a test noticed.
SECONDS = 20
# A crash is a kill too, if an easy one: the code fell over, and no test had to know what is right.
SURVIVED, KILLED, NO_FAULT, BROKEN, CRASHED = range(5)
KILLS = (KILLED, CRASHED)
WORDS = {SURVIVED: "survived", BROKEN: "could not be put in", -signal.SIGALRM: "ran too long"}
WORDS |= {KILLED: "killed", CRASHED: "killed by a crash"}
# What a test says, or a rule that answers otherwise.
SAID = ("AssertionError", "assert", "Failed", "Refused", "Http404")


def note(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


@pytest.fixture(scope="session")
def in_memory(django_db_setup, django_db_blocker):
    """A database in the memory of this process, of which each copy of it has its own."""
    import sqlite3

    from django.db import connection

    connection.close()
    file = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = ":memory:"
    with django_db_blocker.unblock(), sqlite3.connect(file) as kept:
        connection.ensure_connection()
        kept.backup(connection.connection)


@pytest.fixture(scope="session", autouse=True)
def town_once(in_memory, django_db_blocker):
    """Built before the first test, outside of what that rolls back."""
    from tests import town

    with django_db_blocker.unblock():
        return town.build()


@pytest.fixture(autouse=True)
def keys_of_the_town(town_once, settings, tmp_path):
    """A copy of its own for each test, since some destroy them."""
    from amparo.core import keystore

    keystore.close()
    own = tmp_path / "keys-of-the-town.sqlite3"
    shutil.copyfile(settings.KEY_STORE_FILE, own)
    settings.KEY_STORE_FILE = own
    yield
    keystore.close()


@pytest.fixture(autouse=True)
def questions_written_anew(monkeypatch):
    """What was written out before a fault came in would hide it (core/question.py)."""
    from amparo.core.question import Question

    ask = Question._ask

    def anew(question, given, *, one):
        question._written.clear()
        return ask(question, given, one=one)

    monkeypatch.setattr(Question, "_ask", anew)


def _can_be_repeated(item) -> bool:
    """Alone in a transaction, in the one town, with the keys that it was built with."""
    mark = item.get_closest_marker("django_db")
    alone = mark is None or not (mark.args or mark.kwargs)
    return alone and not NOT_HERE & set(item.fixturenames)


def _is_one_of(path: Path, rooms: list[str]) -> bool:
    """Of a room, or of a part of one: cases, cases/access, cases/access/case."""
    within = path.relative_to(ROOT / "amparo").with_suffix("").as_posix()
    return any(f"{within}/".startswith(f"{room.strip('/')}/") for room in rooms)


class Mutating:
    """Takes the place of pytest's own loop: the tests stay loaded, the town stays built."""

    def __init__(self, rooms: list[str]):
        from tests import mutants

        wanted = [path for path in mutants.files() if not rooms or _is_one_of(path, rooms)]
        self.faults = {path: mutants.Faults(path) for path in wanted}
        self.hits = mutants.Hits(wanted)
        self.took: dict[int, float] = {}
        self.results: list[tuple[object, int]] = []
        self.red: list[str] = []
        self.is_control = bool(os.environ.get("NOTHING_CHANGED"))

    def pytest_collection_modifyitems(self, items) -> None:
        items[:] = [item for item in items if _can_be_repeated(item)]

    def pytest_runtestloop(self, session) -> bool:
        self.items = session.items
        for number, item in enumerate(self.items):
            self.hits.watch(number)
            began = time.perf_counter()
            try:
                if not self._passes(item):
                    self.red.append(f"{item.nodeid}\n{self.said}")
            finally:
                self.hits.stop()
            self.took[number] = time.perf_counter() - began
        if not self.red:
            note(f"{len(self.items)} tests pass in {sum(self.took.values()):.1f} s")
            self._all()
        return True

    def _passes(self, item) -> bool:
        from _pytest.runner import runtestprotocol

        # What belongs to the whole run stays as it is, as if a test were to follow.
        reports = runtestprotocol(item, log=False, nextitem=item.session)
        failed = [report for report in reports if not report.passed]
        self.said = "".join(report.longreprtext for report in failed)
        self.crashed = any(is_crash(report) for report in failed)
        return not failed

    def _all(self) -> None:
        from tests import mutants

        found = [each for path in self.faults for each in mutants.mutants_of(path)]
        # Mixed, so that both cores end together.
        random.Random(1).shuffle(found)  # noqa: S311
        mutants.find_loaded(self.faults)
        # What is collected no more is shared by all copies of this process.
        gc.freeze()
        running: dict[int, object] = {}
        for mutant in found:
            if len(running) >= int(os.environ.get("PROCESSES", os.cpu_count() or 1)):
                self._one_ends(running)
            running[self._fork(mutant)] = mutant
        while running:
            self._one_ends(running)

    def _one_ends(self, running: dict[int, object]) -> None:
        pid, status = os.wait()
        if pid not in running:
            return
        mutant, code = running.pop(pid), os.waitstatus_to_exitcode(status)
        self.results.append((mutant, code))
        if code != NO_FAULT and (code in KILLS) == self.is_control:
            # At once: a run that is cut short has said what it found.
            note(f"{mutant.name} {WORDS.get(code, code)}\n{mutant.difference}")

    def _fork(self, mutant) -> int:
        pid = os.fork()
        if pid:
            return pid
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(SECONDS)
        code = BROKEN
        try:
            code = self._ask(mutant)
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)

    def _ask(self, mutant) -> int:
        faults = self.faults[mutant.path]
        try:
            code, names = faults.changed(mutant)
        except SyntaxError:
            return NO_FAULT
        # As a control the way in is the same, and what is put in is what stood there.
        is_new = faults.put_in(faults.original if self.is_control else code, names)
        if not (is_new or self.is_control):
            return NO_FAULT
        spent = 0.0
        for asked, number in enumerate(self._in_order(self.hits.tests_for(mutant.path, names))):
            spent += self.took[number]
            if asked >= MOST_TESTS and spent > MOST_SECONDS:
                break
            if not self._passes(self.items[number]):
                return CRASHED if self.crashed else KILLED
        return SURVIVED

    def _in_order(self, tests: set[int]) -> list[int]:
        """What needs no database first, then the quick ones; each test once before any is asked
        again with other figures."""
        again: Counter[str] = Counter()
        found = []
        for number in sorted(tests, key=self.took.__getitem__):
            item = self.items[number]
            name = item.nodeid.partition("[")[0]
            found.append(("db" in item.fixturenames, again[name], number))
            again[name] += 1
        return [number for *_when, number in sorted(found, key=lambda each: each[:2])]


def is_crash(report) -> bool:
    """Whether a test failed by an error that none of them, and no rule, means."""
    crash = getattr(report.longrepr, "reprcrash", None)
    said = crash.message if crash else report.longreprtext
    return said.replace(":", " ").split(" ")[0].rpartition(".")[2] not in SAID


def told(results: list) -> dict:
    """The line of JSON."""
    asked = [(mutant, code) for mutant, code in results if code != NO_FAULT]
    left = Counter(str(each.path.relative_to(ROOT)) for each, code in asked if code not in KILLS)
    killed = sum(code in KILLS for _mutant, code in asked)
    by_operator: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for mutant, code in asked:
        by_operator[mutant.operator][0] += 1
        by_operator[mutant.operator][1] += code in KILLS
    return {
        "mutants": len(asked),
        "killed": killed,
        "killed_percent": round(100 * killed / len(asked), 2) if asked else 0.0,
        "timeouts": Counter(code for _mutant, code in asked)[-signal.SIGALRM],
        "survivors": dict(sorted(left.items())),
        "by_operator": dict(sorted(by_operator.items())),
        "no_fault": len(results) - len(asked),
    }


def main(rooms: list[str]) -> int:
    began = time.perf_counter()
    os.chdir(ROOT)
    os.environ["AMPARO_TEST_MUTATING"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    mutating = Mutating(rooms)
    tests = [str(path) for kind in OURS for path in sorted(ROOT.glob(f"tests/*/{kind}*.py"))]
    out = os.dup(1)
    os.dup2(2, 1)
    pytest.main(
        ["-q", "--tb=native", "-p", "no:xdist", *sorted(tests)],
        plugins=[mutating, sys.modules[__name__]],
    )
    os.dup2(out, 1)
    if mutating.red or not mutating.results:
        note("These tests fail without any fault, so nothing can be asked of them:")
        note("\n".join(mutating.red) or "(none was found)")
        return 2
    said = told(mutating.results)
    crashed = sum(code == CRASHED for _mutant, code in mutating.results)
    note(f"{crashed} of {said['killed']} kills are crashes")
    print(json.dumps(said | {"seconds": round(time.perf_counter() - began)}))
    if mutating.is_control:
        return 1 if said["killed"] else 0
    return 0 if said["killed_percent"] >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or os.environ.get("ROOMS", "").split()))
