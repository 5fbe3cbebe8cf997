"""What the worker does for the directory: forget files that nobody came back to."""

from datetime import timedelta

from amparo.agencies import OPERATOR
from amparo.core import clock
from amparo.core.duties import DAILY, duty
from amparo.directory.actions import bringing

KEPT = timedelta(days=1)


@duty("drop_stale_files_of_services", every=DAILY)
def drop_stale_files_of_services() -> None:
    bringing.drop_stale(by=OPERATOR, before=clock.now() - KEPT)
