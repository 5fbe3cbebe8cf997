"""The server and its companions live and die together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from amparo.core import serving
from amparo.core.errors import NotPossible

ROOT = Path(__file__).resolve().parents[2]
FOREVER = [sys.executable, "-c", "import signal; signal.pause()"]
# A server that answers, small enough to be started often.
ANSWERS = """
import http.server as web
web.HTTPServer(("127.0.0.1", {port}), web.BaseHTTPRequestHandler).serve_forever()
"""
KEEPS = """
import sys
from amparo.core import serving
house = serving.Household([{commands}], lambda text: print(text, file=sys.stderr, flush=True))
with house:
    print(*(child.pid for child in house.children), flush=True)
    sys.exit(house.keep())
"""


def free():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def test_the_wanted_port_is_taken_if_it_is_free():
    port = free()
    assert serving.free_port(port) == port


def test_a_taken_port_leads_to_the_next_one():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        assert serving.free_port(taken) > taken


def test_no_free_port_is_said_in_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(NotPossible, match="PORT"):
        serving.free_port(other.getsockname()[1], tries=1)


def test_it_listens_on_this_machine_alone():
    command = serving.server(8000, workers=2, threads=4)
    assert command[command.index("--host") + 1] == "127.0.0.1"


def test_a_process_that_a_file_brought_down_is_started_again():
    assert "--respawn-failed-workers" in serving.server(8000, workers=2, threads=4)


@pytest.fixture
def household():
    """A household in a process of its own; returns it with the ids of its children."""
    started = []

    def start(*commands):
        code = KEEPS.format(commands=", ".join(map(repr, commands)))
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        children = [int(word) for word in process.stdout.readline().split()]
        started.append((process, children))
        return process, children

    yield start
    for process, children in started:
        process.kill()
        for child in filter(lives, children):
            os.kill(child, signal.SIGKILL)
        process.communicate()


def lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pids, within=15):
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not any(map(lives, pids)):
            return True
        os.sched_yield()
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_ends_every_child(household, number):
    process, children = household(FOREVER, FOREVER)
    process.send_signal(number)
    assert process.wait(15) == 0
    assert gone(children)


def test_killed_it_takes_its_children_along(household):
    process, children = household(FOREVER, FOREVER)
    process.kill()
    assert gone(children)


def test_a_server_that_dies_ends_the_house(household):
    process, children = household([sys.executable, "-c", "raise SystemExit(7)"], FOREVER)
    assert process.wait(15) == 7
    assert gone(children)


def test_a_companion_that_dies_is_started_again(household):
    process, children = household(FOREVER, FOREVER)
    os.kill(children[1], signal.SIGKILL)
    assert "Starting again" in process.stderr.readline()
    assert process.poll() is None


def test_it_waits_until_the_server_answers():
    port = free()
    command = [sys.executable, "-c", ANSWERS.format(port=port)]
    before = {number: signal.getsignal(number) for number in (2, 15, 1)}
    try:
        with serving.Household([command], print) as house:
            assert house.answers(f"http://127.0.0.1:{port}/health")
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
