"""Two members edit one record: the second sees what changed and loses nothing."""

from typing import Any

from amparo.core.errors import BadInput


class ChangedMeanwhile(BadInput):
    """Somebody saved this record while it was being edited. Carries what is held now."""

    def __init__(self, held: Any, fields: list[str]):
        super().__init__(
            "Somebody else saved this record while you were editing it. What you typed is kept; "
            "compare the marked fields and save again."
        )
        self.held, self.fields = held, fields


def changed_fields(held: Any, facts: dict[str, Any]) -> list[str]:
    """The names of the facts that differ from what is held."""
    return sorted(name for name, value in facts.items() if getattr(held, name) != value)
