"""Two installations exchange while either is killed with SIGKILL, also in the middle of a form.

Nothing that was said is lost, nothing is done twice, both ends hold the same, and the logs of both
verify. `make kill` carries five hundred files; every run of the tests a few.
"""

import json
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from tests.functional.by_hand import Office
from tests.functional.test_two_servers import GUATEMALA, HONDURAS
from tests.served import PORT, ROOT, served

pytestmark = pytest.mark.browser
EXCHANGES = int(os.environ.get("AMPARO_TEST_KILLS", "10"))
SEED = int(os.environ.get("AMPARO_TEST_SEED", "178"))
# How often a server falls while a file is carried.
OFTEN = 0.3 if EXCHANGES < 50 else 0.12
# What each journey takes to its end: departure, arrival, four visits, closure.
TO_THE_END = 7
MOST = 100


def in_office(site, *words, given=""):
    script = [sys.executable, str(Path(__file__).parent / "in_an_office.py"), *words]
    ran = subprocess.run(
        script, env=site.surroundings, cwd=ROOT, capture_output=True, text=True, input=given,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def share(exchanges):
    """How many files cross for each journey: none says more than a package holds."""
    number = -(-exchanges // MOST)
    return [exchanges // number + (each < exchanges % number) for each in range(number)]


@pytest.fixture
def offices(tmp_path_factory):
    luck = Random(SEED)
    with (
        served(tmp_path_factory, "killed_here", PORT + 44) as here,
        served(tmp_path_factory, "killed_there", PORT + 54) as there,
    ):
        in_office(there, "meet", HONDURAS, given=in_office(here, "card"))
        in_office(here, "meet", GUATEMALA, given=in_office(there, "card"))
        both = Office(here, luck), Office(there, luck)
        for each in both:
            each.says_who_she_is()
        yield both


class Carried:
    """Files from one office to the other, each time with what may go wrong on the way."""

    def __init__(self, offices, luck):
        self.offices, self.luck, self.number = offices, luck, 0

    def __call__(self, one, page, form, other):
        """One says something, the file is taken out, carried, and opened at the other."""
        if self.luck.random() < OFTEN:
            self.luck.choice(self.offices).will_be_killed()
        one.says(page, form)
        content = one.takes_out()
        if self.luck.random() < 0.05:
            # It is lost on the way, and sealed once more.
            one.as_a_person(lambda: one.fills_in(page, {"step": "again"}))
            content = one.takes_out()
        other.takes_in(content)
        if self.luck.random() < 0.1:
            other.takes_in(content, again=True)
        self.number += 1


def test_killed_at_any_moment_no_step_is_lost_and_none_is_done_twice(offices):
    here, there = offices
    luck, began = Random(SEED + 1), time.monotonic()
    carry = Carried(offices, luck)
    if EXCHANGES < 50:
        # However few there are, each end falls once.
        here.will_be_killed(), there.will_be_killed()
    shares = share(EXCHANGES)
    made = json.loads(in_office(here.site, "prepare", GUATEMALA, str(len(shares))))
    said = []
    for (case, journey, _number), number in zip(made, shares, strict=True):
        both = f"/journeys/{case}/{journey}/both/"
        said.append(a_journey(here, there, both, number, carry))
    for each in offices:
        each.as_a_person(lambda each=each: each.reads("/packages/"))
    found = [json.loads(in_office(each.site, "steps")) for each in offices]
    killed, forms = sum(e.killed for e in offices), sum(e.in_a_form for e in offices)
    told = {
        "exchanges": carry.number, "killed": killed, "forms without an answer": forms,
        "steps": sum(map(len, said)), "seconds": round(time.monotonic() - began),
    }  # fmt: skip
    sys.stderr.write(f"{json.dumps(told)}\n")
    assert carry.number == EXCHANGES
    assert killed >= 2
    ends = [[one[number] for _case, _journey, number in made] for one in found]
    assert ends[0] == ends[1]
    kinds = sorted(sorted(kind for _side, _number, kind, _d in each["steps"]) for each in ends[0])
    assert kinds == sorted(map(sorted, said))
    assert {(each["state"], each["riddle"]) for each in ends[0]} == {("closed", "")}
    for each in ends[0]:
        for side in ("sending", "receiving"):
            numbers = [number for who, number, *_rest in each["steps"] if who == side]
            assert sorted(numbers) == list(range(1, len(numbers) + 1))
    for each in offices:
        assert json.loads(each.site.run("audit", "verify", "--json"))["ok"]


def a_journey(here, there, both, number, carry):
    """Asked and answered again and again, then to its end. Returns what was said, in order."""
    now = datetime.now(ZoneInfo("America/Mexico_City")).date()
    today, said, page = now.isoformat(), [], None
    asked = number - TO_THE_END
    for each in range(asked):
        if each % 2 == 0:
            # Another window each time: the same is not asked twice.
            last = (now + timedelta(days=1 + each)).isoformat()
            carry(here, both, {"step": "ask", "first": today, "last": last}, there)
            said.append("request")
            page = page or there.newest_received()
        else:
            answer = {"step": "answer", "a-says": "yes", "a-host": "safe"}
            carry(there, page, answer, here)
            said.append("answer")
    if asked % 2:
        answer = {"step": "answer", "a-says": "yes", "a-host": "safe"}
        carry(there, page, answer, here)
        said.append("answer")
    carry(here, both, {"step": "depart", "day": today, "expected": today}, there)
    carry(there, page, {"step": "arrival", "day": today}, here)
    said += ["departure", "arrival"]
    for month in ("1", "3", "6", "12")[: TO_THE_END - 3 - asked % 2]:
        carry(there, page, {"step": "visit", "v-day": today, "v-month": month}, here)
        said.append("visit")
    carry(there, page, {"step": "closure", "c-day": today}, here)
    assert here.digits(both) == there.digits(page)
    return [*said, "closure"]
