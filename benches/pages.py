"""Latency of the pages of casework on the real server, at a fixed rate, with many cases.

    python -m benches.pages [--cases 100000] [--rate 50] [--search-rate 50] [--mixed-rate 50]
                            [--seconds 20] [--database URL] [--keep FOLDER]

Requests start on a clock, whether or not earlier ones are answered, so that a slow server cannot
slow its own measuring. Only answers with status 200 count; any other ends the bench with an error.
At the end all pages are asked for in turn.
With --keep, the cases stay in that folder and are measured again.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

BATCH = 2000
NEEDS = {"caseload": 150, "case": 150, "search": 300}


def settle(count: int) -> dict:
    """Enrol a coordinator and bring in invented people through the actions."""
    from amparo.agencies import OPERATOR
    from amparo.agencies import actions as agencies
    from amparo.cases import actions as cases
    from amparo.cases.models import Case
    from amparo.people import actions as people
    from amparo.people.models import Person
    from benches.name_population import Population

    home = agencies.found_agency(by=OPERATOR, code="banco", name="Banco (invented)", kind="shelter")
    alba = agencies.enrol(
        by=OPERATOR, username="alba", display_name="Alba", agency=home, role="coordinator"
    )
    chance, population = Random(1), Population(2026)
    names = []
    for start in range(0, count, BATCH):
        batch, files = [], []
        for _ in range(min(BATCH, count - start)):
            name = population.person()
            names.append(name)
            batch.append(_person(Person, home, name))
        people.register_many(by=alba, agency=home, people=batch)
        for person in batch:
            day = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
            files.append(
                Case(id=uuid4(), agency=home, person=person, came_from="register", opened_on=day)
            )
        cases.open_many(by=alba, agency=home, cases=files)
        print(f"\rsettled {start + len(batch)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    some = [str(pk) for pk in Case.objects.order_by("id").values_list("pk", flat=True)[:500]]
    asked = chance.sample(names, min(500, len(names)))
    words = [f"{name.given_names} {name.paternal_surname}" for name in asked]
    return {"cases": some, "words": words}


def _person(model, home, name):
    return model(
        id=uuid4(), agency=home, came_from="register", given_names=name.given_names,
        paternal_surname=name.paternal_surname, maternal_surname=name.maternal_surname,
        gender="Feminine", birth_year=1990,
    )  # fmt: skip


def signed_in(member) -> tuple[str, str]:
    """A session as after password and second factor, and its token for forms."""
    from importlib import import_module

    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    session["_auth_user_id"], session["_auth_user_backend"] = str(member.pk), backend
    session["_auth_user_hash"] = member.get_session_auth_hash()
    session["has_second_factor"] = True
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(member.pk)
    session.save()
    return session.session_key, _get_new_csrf_string()


class Rate:
    """Send requests on a clock from a pool of threads, and keep how long each took."""

    def __init__(self, port: int, headers: dict, *, rate: int, seconds: int):
        self.port, self.headers, self.rate, self.seconds = port, headers, rate, seconds
        self.took: list[tuple[str, float]] = []
        self.bad: list[int] = []
        self.lock = threading.Lock()

    def run(self, requests) -> list[tuple[str, float]]:
        """Each answer's path and seconds, the quickest first."""
        began = time.perf_counter() + 0.2
        total = self.rate * self.seconds
        due = iter([(began + n / self.rate, requests(n)) for n in range(total)])
        threads = [threading.Thread(target=self._work, args=(due,)) for _ in range(24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.bad:
            raise SystemExit(f"{len(self.bad)} answers were not 200, such as {self.bad[:3]}")
        return sorted(self.took, key=lambda each: each[1])

    def _work(self, due) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while True:
            with self.lock:
                at, (method, path, body) = next(due, (None, (None, None, None)))
            if at is None:
                return
            time.sleep(max(0, at - time.perf_counter()))
            sent = dict(self.headers)
            if body:
                sent["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            answer.read()
            with self.lock:
                # From when it was due, not from when a thread was free: waiting counts.
                self.took.append((path, time.perf_counter() - at))
                if answer.status != 200:
                    self.bad.append(answer.status)


def line(name: str, took: list[float]) -> str:
    at = {p: took[min(len(took) - 1, int(len(took) * p / 100))] * 1000 for p in (50, 95, 99)}
    need = NEEDS[name]
    verdict = "reached" if at[95] <= need else "not reached"
    return (
        f"{name:10} n={len(took):5}  p50 {at[50]:6.0f} ms  p95 {at[95]:6.0f} ms  "
        f"p99 {at[99]:6.0f} ms  (p95 <= {need} ms: {verdict})"
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=100_000)
    asked.add_argument("--rate", type=int, default=50)
    asked.add_argument("--seconds", type=int, default=20)
    asked.add_argument("--port", type=int, default=8321)
    asked.add_argument("--search-rate", type=int, default=50)
    asked.add_argument("--mixed-rate", type=int, default=50)
    asked.add_argument("--database", default="")
    asked.add_argument("--keep", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="amparo-bench-") as fresh:
        folder = str(options.keep or fresh)
        Path(folder).mkdir(parents=True, exist_ok=True)
        os.environ["AMPARO_VAR"] = folder
        os.environ["AMPARO_SETTINGS"] = str(Path(folder) / "settings.env")
        os.environ["AMPARO_LOG_LEVEL"] = "ERROR"
        if options.database:
            os.environ["AMPARO_DATABASE"] = options.database
        measure(options, Path(folder))


def measure(options, folder: Path) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amparo.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection

    from amparo.agencies.models import Member
    from amparo.core import serving

    held = ground(options, folder / "ground.json")
    key, token = signed_in(Member.objects.get(username="alba"))
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; csrftoken={token}",
        "Host": f"localhost:{options.port}",
        "Origin": f"http://localhost:{options.port}",
    }
    connection.close()
    process = subprocess.Popen(serving.server(options.port, workers=2, threads=4))
    try:
        _wait(options.port)
        _measure_pages(options, headers, token, held)
    finally:
        process.terminate()
        process.wait(20)


def ground(options, known: Path) -> dict:
    """The cases to measure on: settled now, or in an earlier run that kept them."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from amparo.core import keyring, tables

    if not known.exists():
        keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)
    tables.bring_up_to_date()
    if known.exists():
        return json.loads(known.read_text())
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = time.perf_counter()
    held = settle(options.cases)
    print(
        f"{connection.vendor}, {options.cases} cases, "
        f"settled in {time.perf_counter() - began:.0f} s"
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
    known.write_text(json.dumps(held))
    return held


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=2).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


def _measure_pages(options, headers: dict, token: str, held: dict) -> None:
    from urllib.parse import urlencode

    chance = Random(7)

    def search(_number):
        words = chance.choice(held["words"])
        return "POST", "/cases/search/", urlencode({"csrfmiddlewaretoken": token, "words": words})

    pages = {
        "caseload": lambda n: ("GET", "/cases/", None),
        "case": lambda n: ("GET", f"/cases/{chance.choice(held['cases'])}/", None),
        "search": search,
    }
    for name, requests in pages.items():
        Rate(options.port, headers, rate=10, seconds=2).run(requests)
        at = options.search_rate if name == "search" else options.rate
        rate = Rate(options.port, headers, rate=at, seconds=options.seconds)
        print(f"{line(name, seconds_of(rate.run(requests)))} at {at}/s", flush=True)
    _measure_all(options, headers, list(pages.values()))


def _measure_all(options, headers: dict, pages: list) -> None:
    """Every page in turn, in equal parts: what one costs, the others feel."""
    rate = Rate(options.port, headers, rate=options.mixed_rate, seconds=options.seconds)
    took = rate.run(lambda n: pages[n % len(pages)](n))
    own = {"/cases/": "caseload", "/cases/search/": "search"}
    for name in NEEDS:
        some = [each for each in took if own.get(each[0], "case") == name]
        print(f"{line(name, seconds_of(some))} all pages at {options.mixed_rate}/s", flush=True)


def seconds_of(took: list[tuple[str, float]]) -> list[float]:
    return [seconds for _, seconds in took]


if __name__ == "__main__":
    main()
