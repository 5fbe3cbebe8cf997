"""A working morning: a hundred members at once on 20,000 cases and a log of a million events.

    make load
    python -m benches.load --database URL [--cases 20000] [--events 1000000] [--members 100]
                           [--seconds 150]

Each member waits two to eight seconds between two requests, as somebody who reads does. She looks
at her caseload, opens cases of her own, one time in ten adds a task to one of them, and now and
then asks for the address of a case that is not hers, which must not be there. Each case has a task,
two assessments of needs and a consent. Everything is logged, as always. One line of JSON at the
end, on stdout: `list_p95_ms`, `case_p95_ms`, `authorisation_errors` (an answer that was not the
right one: another status, a list with a foreign case, a page without the number of its case).
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from urllib.parse import urlencode
from uuid import uuid4

from benches import site

LIST_MS, CASE_MS = 400, 700
AGENCIES, THINK = 10, (2.0, 8.0)
BATCH = 2000
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# Of twenty requests: her list, a case of hers, a task that she adds, a case of somebody else. A
# task that is due changes what is counted on every page of hers, so that is paid for anew.
DRAWN = ["list"] * 8 + ["case"] * 9 + ["save"] * 2 + ["foreign"]
RIGHT = {"list": 200, "case": 200, "save": 302, "foreign": 404}


def note(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


@dataclass
class Desk:
    """A member at her screen: her session, and what is hers."""

    username: str
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    # By address, the number that the page of the case bears.
    own: dict[str, str] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Request:
    sort: str
    path: str
    case: str = ""
    form: dict[str, str] | None = None


def settle(options) -> dict[str, dict[str, str]]:
    """Agencies with a coordinator and caseworkers, each with her own cases; then the log."""
    from django.db import connection, transaction

    from amparo.agencies import OPERATOR
    from amparo.agencies import actions as agencies
    from amparo.cases import actions as cases
    from amparo.cases.models import Case, Teammate
    from amparo.people import actions as people
    from amparo.people.models import Person
    from benches.name_population import Population

    chance, population = Random(1), Population(2026)
    teams: dict[str, dict[str, str]] = {}
    of_each, desks = options.cases // AGENCIES, options.members // AGENCIES
    for number in range(AGENCIES):
        home = agencies.found_agency(
            by=OPERATOR, code=f"carga{number}", name=f"Carga {number} (invented)", kind="shelter"
        )
        people_here = [
            agencies.enrol(
                by=OPERATOR, username=f"m{number}x{one}", display_name=f"M {number} {one}",
                agency=home, role="caseworker" if one else "coordinator",
            )
            for one in range(desks)
        ]  # fmt: skip
        opener = people_here[0]
        for start in range(0, of_each, BATCH):
            size = min(BATCH, of_each - start)
            batch = [_person(Person, home, population.person(), chance) for _ in range(size)]
            people.register_many(by=opener, agency=home, people=batch)
            files = [_file(Case, home, person, chance) for person in batch]
            cases.open_many(by=opener, agency=home, cases=files)
            _share_out(Teammate, files, people_here, teams, transaction)
            _fill(files, people_here, chance)
        note(f"settled {(number + 1) * of_each} cases")
    _fill_the_log(options, chance)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    return teams


def _person(model, home, name, chance):
    return model(
        id=uuid4(), agency=home, came_from="register", given_names=name.given_names,
        paternal_surname=name.paternal_surname, maternal_surname=name.maternal_surname,
        gender="Feminine", birth_year=chance.randrange(1960, 2005),
    )  # fmt: skip


def _file(model, home, person, chance):
    opened = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
    return model(id=uuid4(), agency=home, person=person, came_from="register", opened_on=opened)


def _share_out(teammates, files, people_here, teams, transaction) -> None:
    """Case by case to the caseworkers in turn. The verb for it is one case at a time: laid here."""
    workers = people_here[1:]
    with transaction.atomic():
        teammates.objects.bulk_create(
            [
                teammates(case=each, member=workers[place % len(workers)])
                for place, each in enumerate(files)
            ]
        )
    for place, each in enumerate(files):
        for member in (workers[place % len(workers)], people_here[0]):
            teams.setdefault(member.username, {})[str(each.pk)] = each.shown_number


def _fill(files, people_here, chance) -> None:
    """A task, two assessments of needs and a consent in each, so that a page has something to show.
    The verbs for them are one case at a time: laid here."""
    from django.db import transaction

    from amparo.assistance import domains
    from amparo.assistance.models import NeedsAssessment
    from amparo.cases.models import Task
    from amparo.core import bulk, clock
    from amparo.people.models import Consent

    today, version = clock.today(), domains.newest()
    asked = [each.code for each in domains.domains(version)]
    tasks, needs, consents = [], [], []
    for place, case in enumerate(files):
        by = people_here[1:][place % len(people_here[1:])]
        due = today + timedelta(days=chance.randrange(-5, 60))
        task = {"text": "Pedir la copia del acta.", "due_on": due, "added_by": by}
        tasks.append(Task(id=uuid4(), case=case, assignee=by, **task))
        for days in (200, 20):
            levels = {code: chance.choice(["none", "some", "urgent"]) for code in asked}
            answers = {code: {"level": level, "note": ""} for code, level in levels.items()}
            on = today - timedelta(days=days)
            facts = {"assessed_on": on, "list_version": version, "answers": answers}
            needs.append(NeedsAssessment(id=uuid4(), case=case, assessed_by=by, **facts))
        said = {"purpose": "referral", "block": "contact", "recipient": "hospital"}
        said |= {"answer": "granted", "language": "es", "how": "spoken"}
        facts = {"given_on": today, "notice_version": "2026-11", "explained_by": by}
        consents.append(Consent(id=uuid4(), person=case.person, **said, **facts))
    with transaction.atomic():
        for rows in (tasks, needs, consents):
            bulk.insert_many(rows)


def _fill_the_log(options, chance) -> None:
    """As many events as years of work leave: files opened, by members who may."""
    from django.db import transaction

    from amparo.agencies.models import Member
    from amparo.audit.models import AuditEvent
    from amparo.audit.recorder import event, record_many
    from amparo.cases.models import Case

    members = list(Member.objects.filter(role="caseworker"))
    files = list(Case.objects.order_by("pk").only("pk", "person_id", "agency_id"))
    left = options.events - AuditEvent.objects.count()
    while left > 0:
        size = min(50_000, left)
        with transaction.atomic():
            record_many(
                [
                    event(
                        "case_opened",
                        by=chance.choice(members),
                        about=chance.choice(files),
                        detail={"page": "case"},
                    )
                    for _ in range(size)
                ]
            )
        left -= size
    note(f"the log holds {AuditEvent.objects.count():,} events")


class Morning:
    """All desks at once. Each waits, asks, and compares the answer with the right one."""

    def __init__(self, port: int, desks: list[Desk], seconds: float):
        self.port, self.desks = port, desks
        self.ends = time.perf_counter() + seconds
        self.lock = threading.Lock()
        self.took: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []

    def run(self) -> None:
        threads = [
            threading.Thread(target=self._sit, args=(desk, Random(number)))
            for number, desk in enumerate(self.desks)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _sit(self, desk: Desk, chance: Random) -> None:
        time.sleep(chance.uniform(0, THINK[1]))
        while time.perf_counter() < self.ends:
            request = self._next(desk, chance)
            sort = request.sort
            began = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            if request.form is None:
                connection.request("GET", request.path, headers=desk.headers)
            else:
                form = urlencode(request.form | {"csrfmiddlewaretoken": desk.token})
                connection.request("POST", request.path, form, desk.headers | FORM)
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            took = time.perf_counter() - began
            with self.lock:
                self.took[sort].append(took)
                # Who is no longer signed in is sent elsewhere too.
                saved = request.form is None or answer.getheader("Location") == request.path
                hers = saved and is_hers(sort, desk, request.case, body)
                if answer.status != RIGHT[sort] or not hers:
                    self.wrong.append(f"{sort}: {answer.status}")
            time.sleep(chance.uniform(*THINK))

    @staticmethod
    def _next(desk: Desk, chance: Random) -> Request:
        sort = chance.choice(DRAWN)
        if sort == "list":
            return Request(sort, "/cases/")
        case = chance.choice(desk.foreign if sort == "foreign" else list(desk.own))
        if sort != "save":
            return Request(sort, f"/cases/{case}/", case)
        due = date.today() + timedelta(days=chance.randrange(3))
        form = {"text": "Llamar a la clínica.", "due_on": due.isoformat(), "assignee": ""}
        return Request(sort, f"/cases/{case}/tasks/", case, form)


def is_hers(sort: str, desk: Desk, case: str, body: bytes) -> bool:
    """A page of a case bears its number. A list shows no case of anybody else: each link of it
    leads to one of hers."""
    if sort == "case":
        return desk.own[case].encode() in body
    if sort != "list":
        return True
    shown = set()
    for part in body.split(b'href="/cases/')[1:]:
        name = part.split(b"/", 1)[0].decode()
        if len(name) == 36:
            shown.add(name)
    return bool(shown) and shown <= desk.own.keys()


def come_in(port: int, desks: list[Desk]) -> None:
    """The first page, on which the number of what is due is counted, as in every visit."""
    for desk in [*desks, *desks[:20]]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/cases/", headers=desk.headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"The first page answers {answer.status}.")


def p95(took: list[float]) -> int:
    """In whole milliseconds."""
    ordered = sorted(took)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] * 1000)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=20_000)
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--members", type=int, default=100)
    asked.add_argument("--seconds", type=float, default=150)
    asked.add_argument("--port", type=int, default=8361)
    asked.add_argument("--database", default=os.environ.get("AMPARO_TEST_DATABASE", ""))
    options = asked.parse_args()
    with site.fresh(options.database):
        found = measure(options)
    print(json.dumps(found), flush=True)
    reached = found["list_p95_ms"] <= LIST_MS and found["case_p95_ms"] <= CASE_MS
    return 0 if reached and not found["authorisation_errors"] else 4


def measure(options) -> dict[str, int]:
    from django.conf import settings
    from django.db import connection

    from amparo.core import serving
    from benches.pages import _wait

    began = time.perf_counter()
    desks = seats(settle(options), settings.SESSION_COOKIE_NAME, options.port)
    note(f"{connection.vendor}: settled in {time.perf_counter() - began:.0f} s")
    connection.close()
    process = subprocess.Popen(serving.server(options.port, workers=2, threads=4))
    try:
        _wait(options.port)
        # Each comes in by the first page, as after signing in; the processes read their own code.
        come_in(options.port, desks)
        morning = Morning(options.port, desks, options.seconds)
        morning.run()
    finally:
        process.terminate()
        process.wait(20)
    for sort, took in sorted(morning.took.items()):
        note(f"{sort:8} n={len(took):5}  p95 {p95(took):5} ms")
    for words in morning.wrong[:5]:
        note(f"wrong: {words}")
    return {
        "list_p95_ms": p95(morning.took["list"]),
        "case_p95_ms": p95(morning.took["case"]),
        "authorisation_errors": len(morning.wrong),
    }


def seats(teams: dict[str, dict[str, str]], cookie: str, port: int) -> list[Desk]:
    """Everybody signed in, with what is hers and some of what is not."""
    from amparo.agencies.models import Member
    from benches.pages import signed_in

    chance, every = Random(5), sorted({each for own in teams.values() for each in own})
    desks = []
    for username, own in sorted(teams.items()):
        key, token = signed_in(Member.objects.get(username=username))
        headers = {
            "Cookie": f"{cookie}={key}; csrftoken={token}",
            "Host": f"localhost:{port}",
            # As the nginx that we ship asks: a connection for each request.
            "Connection": "close",
        }
        foreign = [each for each in chance.sample(every, 200) if each not in own]
        desks.append(Desk(username, token, headers, own, foreign))
    return desks


if __name__ == "__main__":
    sys.exit(main())
