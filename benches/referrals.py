"""Latency of the lists of referrals on the real server, with 100,000 of them.

    python -m benches.referrals [--referrals 100000] [--cases 400] [--seconds 10] [--rate 5]
                                [--database URL]

Rows are laid directly, since the verb takes one at a time; who asks, and what is asked, is as on
the real pages: what an agency sent, as a coordinator and as a caseworker of a few cases, what it
received, the referrals of one case, in each state, on the first page and on the last.
"""

import argparse
import subprocess
import sys
import time
from datetime import timedelta
from random import Random
from urllib.parse import quote
from uuid import UUID, uuid4

from benches import site
from benches.goals import Goal, load, note, tell
from benches.pages import Rate, _wait, seconds_of, signed_in

MOST_MS = 300
HERS = 40


# Half a year before the newest: the list goes on from there.
def oldest() -> str:
    from amparo.core import clock

    return quote(f"{(clock.now() - timedelta(days=200)).isoformat()}_{UUID(int=0)}")


def settle(referrals: int, cases: int) -> dict[str, list[str]]:
    """Two agencies that refer to each other; the first one's coordinator and a caseworker."""
    from django.db import transaction

    from amparo.agencies import OPERATOR
    from amparo.agencies import actions as agencies
    from amparo.cases import actions
    from amparo.cases.models import Case, Teammate
    from amparo.organisations.actions import organisation as organisations

    made = {}
    for code, name in (("banco", "Banco"), ("orilla", "Orilla")):
        agency = agencies.found_agency(
            by=OPERATOR, code=code, name=f"{name} (invented)", kind="shelter"
        )
        boss, worker = (
            agencies.enrol(
                by=OPERATOR, username=f"{role}-{code}", display_name=f"{role} {name}",
                agency=agency, role=role,
            )
            for role in ("coordinator", "caseworker")
        )  # fmt: skip
        home = organisations.of_agency(by=boss, agency=agency, sector="social", level="municipal")
        made[code] = (agency, boss, worker, home)
    lists = {}
    for code in made:
        agency, boss, worker, _home = made[code]
        with transaction.atomic():
            held = [
                actions.take_in(by=boss, agency=agency, about_person={}, about_case={})
                for _ in range(cases // 2)
            ]
            Teammate.objects.bulk_create(
                [Teammate(case=each, member=worker) for each in held[:HERS]], ignore_conflicts=True
            )
        lists[code] = held
    with transaction.atomic():
        for code, other in (("banco", "orilla"), ("orilla", "banco")):
            lay(Random(7), made[code], made[other], lists[code], referrals // 2)
    ours = Case.objects.filter(agency=made["banco"][0]).values_list("pk", flat=True)[:200]
    return {"cases": [str(pk) for pk in ours]}


def lay(chance, ours, theirs, cases, count) -> None:
    from amparo.cases.models import Disclosure
    from amparo.core import clock
    from amparo.referrals.models import Referral

    (agency, boss, _worker, _home), (to_agency, _b, _w, organisation) = ours, theirs
    now, today = clock.now(), clock.today()
    states = ["sent"] * 2 + ["accepted"] * 2 + ["done"] * 5 + ["refused"] * 2 + ["closed"]
    rows, rests = [], []
    for number in range(count):
        case, at = cases[number % len(cases)], now - timedelta(minutes=7 * number)
        state = chance.choice(states)
        held = Disclosure(
            case=case, recipient="agency", agency=to_agency, purpose="referral", basis="consent",
            blocks=["identity"], state="ready", prepared_by=boss, prepared_at=at, previewed_at=at,
            decided_by=boss, decided_at=at, expires_on=today + timedelta(days=chance.randrange(60)),
            for_referral=True,
        )  # fmt: skip
        rests.append(held)
        rows.append(
            Referral(
                id=uuid4(),
                case=case,
                agency=agency,
                disclosure=held,
                organisation=organisation,
                to_agency=to_agency,
                channel="in_system",
                state=state,
                need="Legal",
                blocks=["identity"],
                drafted_by=boss,
                drafted_at=at,
                sent_by=boss,
                sent_at=at,
                refusal="full" if state == "refused" else "",
                ending="elsewhere" if state == "closed" else "",
                stopped_at=at if state == "closed" else None,
                reminded_at=at,
                raised_at=at,
            )
        )
    Disclosure.objects.bulk_create(rests, batch_size=500)
    Referral.objects.bulk_create(rows, batch_size=500)


def pages(held: dict, chance: Random) -> dict:
    def get(path: str):
        return lambda _number: ("GET", path, None)

    return {
        "sent": get("/referrals/"),
        "sent, the oldest": get(f"/referrals/?after={oldest()}"),
        "sent, on their way": get("/referrals/?state=open"),
        "sent, refused": get("/referrals/?state=refused"),
        "received": get("/referrals/received/"),
        "received, the oldest": get(f"/referrals/received/?after={oldest()}"),
        "received, to be answered": get("/referrals/received/?state=sent"),
        "received, closed": get("/referrals/received/?state=closed"),
        "caseload above which they wait": get("/cases/"),
        "of a case": lambda _n: ("GET", f"/referrals/{chance.choice(held['cases'])}/", None),
    }


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--referrals", type=int, default=100_000)
    asked.add_argument("--cases", type=int, default=400)
    asked.add_argument("--seconds", type=int, default=10)
    asked.add_argument("--rate", type=int, default=5)
    asked.add_argument("--port", type=int, default=8341)
    asked.add_argument("--database", default="")
    options = asked.parse_args()
    with site.fresh(options.database):
        return measure(options)


def measure(options) -> int:
    from django.db import connection

    from amparo.core import serving

    began = time.perf_counter()
    held = settle(options.referrals, options.cases)
    note(f"{connection.vendor}: settled in {time.perf_counter() - began:.0f} s; {load()}")
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    who = {
        role: cookies_of(f"{role}-banco", options.port) for role in ("coordinator", "caseworker")
    }
    size, vendor = f"{options.referrals:,} referrals", connection.vendor
    connection.close()
    process = subprocess.Popen(serving.server(options.port, workers=2, threads=4))
    try:
        _wait(options.port)
        goals = []
        for role, headers in who.items():
            chance = Random(7)
            for name, requests in pages(held, chance).items():
                if role == "caseworker" and name == "of a case":
                    continue
                Rate(options.port, headers, rate=5, seconds=1).run(requests)
                rate = Rate(options.port, headers, rate=options.rate, seconds=options.seconds)
                took = seconds_of(rate.run(requests))
                p95 = 1000 * took[min(len(took) - 1, int(0.95 * len(took)))]
                named = f"{name}, {role}, p95, {vendor}, {size}"
                goals.append(Goal(named, round(p95), "ms", most=MOST_MS))
                note(f"{name}, {role}: {p95:.0f} ms")
        return tell(*goals)
    finally:
        process.terminate()
        process.wait(20)


def cookies_of(username: str, port: int) -> dict[str, str]:
    from django.conf import settings

    from amparo.agencies.models import Member

    key, token = signed_in(Member.objects.get(username=username))
    return {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; csrftoken={token}",
        "Host": f"localhost:{port}",
        "Origin": f"http://localhost:{port}",
    }


if __name__ == "__main__":
    sys.exit(main())
