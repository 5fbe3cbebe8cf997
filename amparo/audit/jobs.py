"""What the log asks of the clock."""

from datetime import timedelta

from amparo.audit import anchors
from amparo.core.duties import duty


@duty("anchor", every=timedelta(minutes=1))
def anchor() -> None:
    anchors.anchor()
