"""Pages take turns within a process: two made at once hold each other up more than waiting does.

Python runs one thread at a time, and each look into the database hands it on; at fifty pages a
second, four threads of a worker took several times as long as one (`python -m benches.pages`). A
page that takes long, such as a large upload, gives its turn up, so that nobody queues behind it.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

# Nearly every page is made in a tenth of that.
PATIENCE = 0.25


class Turns:
    """Wraps a WSGI application: one quick page at a time, beside those that take long."""

    def __init__(self, application: Callable[..., Iterable[bytes]], patience: float = PATIENCE):
        self.application, self.patience = application, patience
        self._began: dict[object, float] = {}
        self._ended = threading.Condition()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]):
        turn = object()
        self._wait_for(turn)
        try:
            return self.application(environ, start_response)
        finally:
            with self._ended:
                del self._began[turn]
                self._ended.notify()

    def _wait_for(self, turn: object) -> None:
        with self._ended:
            while quick := [at for at in self._began.values() if self._left(at) > 0]:
                self._ended.wait(self._left(max(quick)))
            self._began[turn] = time.monotonic()

    def _left(self, began: float) -> float:
        return began + self.patience - time.monotonic()
