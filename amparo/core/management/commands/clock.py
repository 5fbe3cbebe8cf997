import logging
import signal
import threading

from django.db import DatabaseError, close_old_connections

from amparo.core import jobs
from amparo.core.commands import AmparoCommand

log = logging.getLogger("amparo.jobs")
STEP = 5


class Command(AmparoCommand):
    help = "Put duties into the queue when they are due, until asked to stop."

    def arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="look once, and end")

    def handle(self, **options):
        if options["once"]:
            self._step()
            return
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())
        while not ended.is_set():
            try:
                self._step()
            except DatabaseError:
                # Locked or away for a moment: whatever is due now is still due in five seconds.
                log.exception("clock missed a step")
            ended.wait(STEP)

    def _step(self):
        close_old_connections()
        jobs.take_up_abandoned()
        jobs.enqueue_due()
