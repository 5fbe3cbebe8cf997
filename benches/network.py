"""How long the page of the network takes with 5,000 organisations and 20,000 ties.

    python -m benches.network [--organisations 5000] [--ties 20000] [--database URL]

Agreements of two to four parties and committees of up to twelve seats, laid as rows and
asked for three times through the real view. Where it takes longer than the goal, what takes how
long is told beside.
"""

import argparse
import sys
import time
from datetime import date, timedelta
from random import Random
from uuid import uuid4

from benches import site
from benches.goals import Goal, load, note, tell

MOST_S = 2.0
COMMITTEES = 300


def settle(organisations: int, ties: int) -> None:
    """`ties`: how many things join bodies, each of them more than one."""
    from django.db import transaction

    from amparo.agreements.models import Agreement, Party
    from amparo.committees.models import Committee, Seat
    from amparo.organisations.models import Organisation

    chance, day = Random(44), date(2020, 1, 1)
    known = [
        Organisation(id=uuid4(), name=f"Oficina inventada {number}", words=f"oficina {number}",
                     sector=chance.choice(["public", "private", "social"]), level="municipal")
        for number in range(organisations)
    ]  # fmt: skip
    bodies = [
        Committee(id=uuid4(), name=f"Comité inventado {number}", began="2020", began_low=day)
        for number in range(COMMITTEES)
    ]
    signed = [
        Agreement(id=uuid4(), title=f"Convenio inventado {number}", kind="cooperation",
                  signed="2020", signed_low=day, signed_high=day)
        for number in range(ties - COMMITTEES)
    ]  # fmt: skip
    with transaction.atomic():
        Organisation.objects.bulk_create(known, batch_size=500)
        Committee.objects.bulk_create(bodies, batch_size=500)
        Agreement.objects.bulk_create(signed, batch_size=500)
        Seat.objects.bulk_create(
            (Seat(committee=each, organisation=whose, role="member", starts="2020", starts_low=day)
             for each in bodies for whose in chance.sample(known, chance.randint(3, 12))),
            batch_size=500,
        )  # fmt: skip
        Party.objects.bulk_create(
            (Party(agreement=each, organisation=whose, role="party")
             for each in signed for whose in chance.sample(known, chance.choice([2, 2, 2, 3, 4]))),
            batch_size=500,
        )  # fmt: skip


def parts() -> dict[str, float]:
    from amparo.reporting.network import collecting, measures, picture

    took, began = {}, time.perf_counter()

    def lap(name: str) -> None:
        nonlocal began
        took[name], began = time.perf_counter() - began, time.perf_counter()

    held = collecting.network(on=date.today() - timedelta(days=1))
    lap("collected")
    measures.measure(held)
    lap("measured")
    picture.draw(held)
    lap("drawn")
    return took


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--organisations", type=int, default=5000)
    asked.add_argument("--ties", type=int, default=20_000)
    asked.add_argument("--database", default="")
    options = asked.parse_args()
    with site.fresh(options.database):
        return measure(options)


def measure(options) -> int:
    from django.conf import settings
    from django.test import Client

    from amparo.agencies import OPERATOR
    from amparo.agencies import actions as agencies
    from benches.pages import signed_in

    settle(options.organisations, options.ties)
    home = agencies.found_agency(by=OPERATOR, code="banco", name="Banco (invented)", kind="office")
    alba = agencies.enrol(
        by=OPERATOR, username="alba", display_name="Alba", agency=home, role="coordinator"
    )
    key, _token = signed_in(alba)
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    note(f"settled; {load()}")
    took = []
    for _turn in range(3):
        began = time.perf_counter()
        answer = client.get("/network/")
        took.append(time.perf_counter() - began)
        if answer.status_code != 200:
            raise SystemExit(f"The page answered {answer.status_code}.")
    for name, seconds in parts().items():
        note(f"{name}: {seconds:.2f} s")
    size = f"{options.organisations:,} organisations, {options.ties:,} ties"
    return tell(Goal(f"network, page, {size}", round(min(took), 2), "s", most=MOST_S))


if __name__ == "__main__":
    sys.exit(main())
