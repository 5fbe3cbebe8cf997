"""May this happen now? The same sentence serves the button, the refusal and the test."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """An action the rules do not allow now. Its message is for the person who tried."""


@dataclass(frozen=True)
class Decision:
    """Falsy with a reason when something may not happen."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason

    def or_refuse(self) -> None:
        if self.reason:
            raise Refused(str(self.reason))


ALLOWED = Decision()
