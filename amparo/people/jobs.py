"""What the clock does for keeping: it lists, it completes, and it never erases by itself."""

from datetime import timedelta

from amparo.agencies import OPERATOR
from amparo.agencies.models import Agency
from amparo.core import keystore
from amparo.core.duties import DAILY, duty
from amparo.people import actions
from amparo.people.actions import papers

SOON = timedelta(minutes=5)


@duty("finish_erasures", every=SOON)
def finish_erasures() -> None:
    """Complete erasures that two people decided: after a crash, and after a restore."""
    actions.finish_erasures()
    actions.erase_again()


@duty("bury_again", every=DAILY)
def bury_again() -> None:
    """A key store that was put back by hand holds keys that were destroyed."""
    keystore.bury_again()


@duty("list_missing_papers", every=DAILY)
def list_missing_papers() -> None:
    """Who was recorded before numbers of papers could be found."""
    papers.list_missing_papers()


@duty("list_ends_of_keeping", every=DAILY)
def list_ends_of_keeping() -> None:
    for agency in Agency.objects.all():
        actions.list_ends(by=OPERATOR, agency=agency)
