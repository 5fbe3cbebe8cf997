"""How an agreement is said in a line: its dates as vague as they are, how it stands today."""

from dataclasses import dataclass
from datetime import date

from amparo.agreements.enums import Light, Standing
from amparo.agreements.models import Agreement
from amparo.agreements.policies.agreement import standing
from amparo.taxonomy import vague

TONES = {
    Standing.DRAFT: "waiting",
    Standing.AHEAD: "waiting",
    Standing.IN_FORCE: "good",
    Standing.EXPIRES: "urgent",
    Standing.EXPIRED: "stopped",
    Standing.ENDED: "stopped",
}
LIGHTS = {
    Light.DONE: "good",
    Light.ON_TIME: "neutral",
    Light.SOON: "waiting",
    Light.OVERDUE: "urgent",
    Light.NO_DAY: "neutral",
}


@dataclass(frozen=True)
class Dated:
    """An agreement with its dates in words."""

    agreement: Agreement
    standing: Standing
    signed: str
    starts: str
    ends: str

    @property
    def tone(self) -> str:
        return TONES[self.standing]


def dated(agreement: Agreement, *, on: date) -> Dated:
    words = (vague.display(getattr(agreement, name)) for name in ("signed", "starts", "ends"))
    return Dated(agreement, standing(agreement, on=on), *words)
