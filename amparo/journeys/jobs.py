"""What the clock does for journeys: it compares claims with whom is looked for, and lets old ones
go."""

from datetime import timedelta

from amparo.core.duties import DAILY, duty
from amparo.journeys.actions import claims, tracing


@duty("compare_claims", every=timedelta(hours=1))
def compare_claims() -> None:
    tracing.look_at_all_again()
    claims.compare_all()


@duty("forget_claims", every=DAILY)
def forget_claims() -> None:
    while claims.forget_old():
        pass
