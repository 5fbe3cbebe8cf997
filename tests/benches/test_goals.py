"""The table of `make bench` says what was measured, and never calls a failure a success."""

import os
import subprocess
import sys

import pytest

from benches.__main__ import BENCHES, pages, recall, speed
from benches.goals import Goal, table
from benches.name_changes import KINDS
from tests.architecture.source import ROOT

SAID = (
    "sqlite, 100000 cases, settled in 90 s\n"
    "caseload   n= 1000  p50     20 ms  p95     80 ms  p99    120 ms  (p95 <= 150 ms: reached)\n"
    "search     n= 1000  p50     90 ms  p95    310 ms  p99    400 ms  (p95 <= 300 ms: not)\n"
)


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        (Goal("a", 150, "ms", most=150), "reached"),
        (Goal("a", 151, "ms", most=150), "NOT REACHED"),
        (Goal("a", 0.98, "", least=0.98), "reached"),
        (Goal("a", 0.979, "", least=0.98), "NOT REACHED"),
        (Goal("a", 7, "MB"), "–"),
    ],
)
def test_a_figure_is_judged_on_both_sides_of_its_goal(goal, verdict):
    assert goal.verdict == verdict
    assert verdict in table([goal]).splitlines()[1]


def test_pages_are_read_from_what_the_bench_prints():
    found = pages(SAID, [])
    assert [(g.measured, g.most, g.reached) for g in found] == [(80, 150, True), (310, 300, False)]


def test_postgresql_may_take_half_as_long_again_and_is_held_against_sqlite():
    other = SAID.replace("sqlite, 100000", "postgresql, 1000000").replace("  80 ms", " 226 ms")
    found = pages(other, pages(SAID, []))
    assert [(g.measured, g.most, g.reached) for g in found] == [
        (226, 225, False),
        (2.83, None, True),
        (310, 450, True),
        (1, None, True),
    ]


def run(*words):
    surroundings = os.environ | {"AMPARO_BENCH_RESULTS": ""}
    ran = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=surroundings, capture_output=True, text=True
    )
    return ran.stdout


def test_what_the_name_benches_print_is_read_whole():
    said = run("benches.name_recall", "--people", "300", "--asked", "20")
    found = {goal.name for goal in recall(said, [])}
    assert {f"found: {kind}" for kind in KINDS} <= found
    assert "absent, a strong hit, among 300" in found
    said = run("benches.name_speed", "--people", "300", "--asked", "10")
    assert len(speed(said, [])) == 1


def test_every_bench_exists_and_an_unknown_one_is_named():
    for bench in BENCHES.values():
        assert (ROOT / "benches" / f"{bench.module}.py").exists()
    ran = subprocess.run(
        [sys.executable, "-m", "benches", "nothing"], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 2
    assert "There is no bench nothing" in ran.stderr
