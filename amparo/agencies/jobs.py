"""What agencies ask of the clock."""

from datetime import timedelta

from amparo.agencies import actions
from amparo.core.duties import DAILY, duty


@duty("drop_stale_drafts", every=DAILY)
def drop_stale_drafts() -> None:
    actions.drop_stale_drafts()


@duty("lapse_requests", every=timedelta(hours=1))
def lapse_requests() -> None:
    actions.lapse_requests()
