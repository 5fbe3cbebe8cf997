"""Latency of the lists of the office on the real server: 5,000 organisations, 20,000 services.

    python -m benches.directory [--organisations 5000] [--services 20000] [--seconds 10]
                                [--rate 5] [--database URL]

Each list is asked for on a clock, as in `benches.pages`: with nothing, by words, by all that a
caseworker would ask at night, on its last page; then the rights of a place, and one service.
Services are laid as rows, since the verb takes one at a time; every hundredth is a sealed shelter,
recorded by its verb.
"""

import argparse
import subprocess
import sys
import time
from datetime import timedelta
from random import Random
from urllib.parse import quote
from uuid import uuid4

from benches import site
from benches.goals import Goal, load, note, tell
from benches.pages import Rate, _wait, seconds_of, signed_in

MOST_MS = 300
EVERY = 100
NIGHT = "need=Shelter&place=14067&language=mam&group=girls&age=15&tonight=on"


def settle(organisations: int, services: int) -> dict[str, list[str]]:
    """Organisations and what they offer, over all municipalities of six states."""
    from django.db import transaction

    from amparo.agencies import OPERATOR
    from amparo.agencies import actions as agencies
    from amparo.organisations.models import Organisation
    from amparo.taxonomy import actions as taxonomy
    from amparo.taxonomy.models import Place

    taxonomy.load_places(by=OPERATOR)
    home = agencies.found_agency(by=OPERATOR, code="banco", name="Banco (invented)", kind="shelter")
    alba = agencies.enrol(
        by=OPERATOR, username="alba", display_name="Alba", agency=home, role="coordinator"
    )
    chance = Random(33)
    places = list(Place.objects.filter(parent__in=["MX-JAL", "MX-CHP", "MX-CHH", "MX-OAX"]))
    known = [
        Organisation(
            id=uuid4(), name=f"Oficina inventada {number}", words=f"oficina inventada {number}",
            sector="social", level="municipal", place=chance.choice(places),
        )
        for number in range(organisations)
    ]  # fmt: skip
    with transaction.atomic():
        Organisation.objects.bulk_create(known, batch_size=500)
        pks = lay_services(chance, home, known, services - services // EVERY)
    with transaction.atomic():
        record_shelters(chance, alba, places, services // EVERY)
    return {"services": pks[:500]}


def lay_services(chance, home, known, count) -> list[str]:
    from amparo.core import clock
    from amparo.directory.enums import Group
    from amparo.directory.models import Capacity, Service, Trait
    from amparo.taxonomy import codes

    needs = [code for code in codes.codes("service") if code != "Shelter"]
    languages, groups = codes.codes("language"), Group.values
    rows, traits, free = [], [], []
    for number in range(count):
        whose, now = chance.choice(known), clock.now()
        name = f"Servicio inventado {number}"
        row = Service(
            id=uuid4(), organisation=whose, agency=home, name=name, place=whose.place,
            words=f"servicio inventado {number} {whose.words}", tier="network", changed_at=now,
            description="Escucha, orienta y acompaña a quien lo pide. " * 8,
            minimum_age=chance.choice([None, 12, 18]),
        )  # fmt: skip
        rows.append(row)
        said = {"need": chance.sample(needs, 3), "language": {"es", chance.choice(languages)},
                "group": chance.sample(groups, 2)}  # fmt: skip
        traits += [
            Trait(service=row, kind=kind, code=code) for kind, some in said.items() for code in some
        ]
        age = timedelta(hours=chance.randrange(96))
        free += [
            Capacity(service=row, group=group, available=chance.randrange(5), said_at=now - age)
            for group in said["group"]
        ]
    Service.objects.bulk_create(rows, batch_size=500)
    Trait.objects.bulk_create(traits, batch_size=500)
    Capacity.objects.bulk_create(free, batch_size=500)
    return [str(row.pk) for row in rows]


def record_shelters(chance, alba, places, count) -> None:
    from amparo.directory.actions import capacity, service
    from amparo.organisations.actions import organisation as organisations

    home = organisations.of_agency(by=alba, agency=alba.agency, sector="social", level="municipal")
    for number in range(count):
        held = service.record(
            by=alba, organisation=home, place=chance.choice(places), name=f"Casa {number}",
            alias=f"Techo inventado {number}", needs=["Shelter"], groups=["girls"],
            languages=["mam"], minimum_age=12, street=f"Calle Inventada {number}",
        )  # fmt: skip
        capacity.say(by=alba, service=held, said={"girls": (number % 3, 6)})


def pages(held: dict, chance: Random) -> dict:
    def get(path: str):
        return lambda _number: ("GET", path, None)

    return {
        "services, all": get("/directory/"),
        "services, last page": get("/directory/?page=100000"),
        "services, by words": lambda _n: (
            "GET", f"/directory/?text={quote(f'inventado {chance.randrange(5000)}')}", None
        ),
        "services, words that none has": get("/directory/?text=nadie"),
        "services, a state": get("/directory/?place=MX-JAL&need=Legal"),
        "services, tonight": get(f"/directory/?{NIGHT}"),
        "services, anything free tonight": get("/directory/?tonight=on"),
        "rights, a municipality": get("/directory/rights/?place=14067"),
        "rights, everywhere": get("/directory/rights/"),
        "organisations, all": get("/organisations/"),
        "organisations, by words": get("/organisations/?text=inventada+49"),
        "one service": lambda _n: ("GET", f"/directory/{chance.choice(held['services'])}/", None),
    }  # fmt: skip


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--organisations", type=int, default=5000)
    asked.add_argument("--services", type=int, default=20_000)
    asked.add_argument("--seconds", type=int, default=10)
    asked.add_argument("--rate", type=int, default=5)
    asked.add_argument("--port", type=int, default=8331)
    asked.add_argument("--database", default="")
    options = asked.parse_args()
    with site.fresh(options.database):
        return measure(options)


def measure(options) -> int:
    from django.conf import settings
    from django.db import connection

    from amparo.agencies.models import Member
    from amparo.core import serving

    began = time.perf_counter()
    held = settle(options.organisations, options.services)
    note(f"{connection.vendor}: settled in {time.perf_counter() - began:.0f} s; {load()}")
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    key, token = signed_in(Member.objects.get(username="alba"))
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; csrftoken={token}",
        "Host": f"localhost:{options.port}",
        "Origin": f"http://localhost:{options.port}",
    }
    size, vendor = f"{options.services:,} services", connection.vendor
    connection.close()
    process = subprocess.Popen(serving.server(options.port, workers=2, threads=4))
    try:
        _wait(options.port)
        goals = []
        for name, requests in pages(held, Random(7)).items():
            Rate(options.port, headers, rate=5, seconds=1).run(requests)
            rate = Rate(options.port, headers, rate=options.rate, seconds=options.seconds)
            took = seconds_of(rate.run(requests))
            p95 = 1000 * took[min(len(took) - 1, int(0.95 * len(took)))]
            goals.append(Goal(f"{name}, p95, {vendor}, {size}", round(p95), "ms", most=MOST_MS))
            note(f"{name}: {p95:.0f} ms")
        return tell(*goals)
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    sys.exit(main())
