"""Run the web server with its companions as children that live and die with this process."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from django.core.checks import run_checks

from amparo.core.errors import CheckFailed, NotPossible

GRACE = 10
_SET_DEATH_SIGNAL = 1


def free_port(wanted: int, *, tries: int = 50) -> int:
    """The wanted port, or the next one that nobody listens on."""
    for port in range(wanted, wanted + tries):
        with socket.socket() as probe:
            # As the server will: a port still cooling down after the last run counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise NotPossible(f"All ports from {wanted} to {wanted + tries - 1} are taken. Set PORT.")


def refuse_if_unfit() -> None:
    """A real installation serves nobody while something about it is unsafe; each says what to do.

    The rules stand in the rooms above, registered with Django's checks.
    """
    found = run_checks(tags=["installation"])
    if found:
        lines = [f"- {problem.msg}" for problem in found]
        raise CheckFailed("\n".join(["This installation is not fit to serve:", *lines]))


def server(port: int, *, workers: int, threads: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads),
        "--workers-kill-timeout", str(GRACE // 2), "--no-ws", "--log-level", "warning",
        # A process that a file brought down is started again; one that never comes up is not.
        "--respawn-failed-workers", "amparo.wsgi:application",
    ]  # fmt: skip


class Household:
    """Child processes: the first one is the reason to be here, the others are started again."""

    def __init__(self, commands: list[list[str]], say: Callable[[str], None]):
        self.commands, self.say = commands, say
        self.children: list[subprocess.Popen] = []
        self.ending = False

    def __enter__(self) -> "Household":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._end)
        self.children = [self._start(command) for command in self.commands]
        return self

    def __exit__(self, *_error) -> None:
        living = [child for child in self.children if child.poll() is None]
        for child in living:
            child.terminate()
        deadline = time.monotonic() + GRACE
        for child in living:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                # With all that it started: its workers would go on serving.
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()

    def _end(self, *_signal) -> None:
        self.ending = True

    def _start(self, command: list[str]) -> subprocess.Popen:
        # A session of its own: Ctrl-C reaches only us, and we end them in order.
        return subprocess.Popen(  # noqa: S603 (our own commands)
            command, start_new_session=True, preexec_fn=_die_with_parent
        )

    def answers(self, address: str, *, within: float = 60) -> bool:
        """Wait until the server answers, as long as it lives and nobody asks us to stop."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline and not self.ending:
            if self.children[0].poll() is not None:
                return False
            try:
                with urllib.request.urlopen(address, timeout=5):  # noqa: S310 (our own address)
                    return True
            except urllib.error.HTTPError:
                # /health says that a part fails; it said so through a server that answers.
                return True
            except OSError:
                time.sleep(0.05)
        return False

    def keep(self) -> int:
        """Stay until asked to stop. A server that dies ends us; a companion is started again."""
        while not self.ending:
            if self.children[0].poll() is not None:
                self.say("The web server stopped by itself; its last words stand above.")
                return self.children[0].returncode or 4
            for place, child in enumerate(self.children[1:], start=1):
                if child.poll() is not None:
                    self.say(f"Starting again: {' '.join(self.commands[place][-2:])}.")
                    self.children[place] = self._start(self.commands[place])
            time.sleep(0.5)
        return 0


def _die_with_parent() -> None:
    """On Linux the kernel ends a child whose parent was killed, so no server is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() == 1:
            os._exit(1)
