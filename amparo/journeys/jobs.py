"""What the clock does for journeys: it compares claims with whom is looked for, lets old ones go,
and notices an office that stays silent."""

from datetime import timedelta

from amparo.agencies import OPERATOR
from amparo.core.duties import DAILY, duty
from amparo.journeys.actions import claims, silence, tracing


@duty("compare_claims", every=timedelta(hours=1))
def compare_claims() -> None:
    tracing.look_at_all_again()
    claims.compare_all()


@duty("forget_claims", every=DAILY)
def forget_claims() -> None:
    while claims.forget_old():
        pass


@duty("notice_silence", every=timedelta(hours=1))
def notice_silence() -> None:
    silence.look_again(by=OPERATOR)
