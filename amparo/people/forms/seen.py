"""A form that knows what its record said when it was opened, so that two members lose nothing.

What she saw travels with the page as keyed marks, one for each fact. On saving, only what she
really changed is sent on; if somebody else saved in between, both versions stand side by side.
"""

import json
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.core import signing
from django.utils.crypto import salted_hmac

SALT = "amparo.people.forms.seen"


@dataclass(frozen=True)
class Difference:
    """One fact that somebody else changed, or both did."""

    label: str
    theirs: str
    mine: str
    touched: bool


class SeenForm(forms.Form):
    """Subclasses name their facts in `facts`, `facts_of` and `initial_of`."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    # Fields whose facts bear another name.
    FACTS_OF_FIELD: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of(cls, record: Any, data: Any = None, **kwargs: Any) -> Self:
        """The form of a record as it is held now."""
        return cls(data, initial=cls.initial_of(record) | {"seen": cls.mark(record)}, **kwargs)

    @classmethod
    def facts_of(cls, record: Any) -> dict[str, Any]:
        """What the record says, fact by fact."""
        raise NotImplementedError

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the fields show of a record."""
        return cls.facts_of(record)

    def facts(self) -> dict[str, Any]:
        """What was typed, fact by fact."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "seen"}

    def shown(self, fact: str, value: Any) -> str:
        """A fact in words."""
        field = self.fields.get(fact)
        chosen = dict(getattr(field, "choices", ()) or ())
        if isinstance(value, list):
            return ", ".join(str(chosen.get(part, part)) for part in value)
        return str(chosen.get(value, "" if value is None else value))

    @classmethod
    def mark(cls, record: Any) -> str:
        marks = {name: _mark(value) for name, value in cls.facts_of(record).items()}
        return signing.dumps({"version": record.version, "marks": marks}, salt=SALT)

    @property
    def seen_then(self) -> dict[str, Any]:
        try:
            return signing.loads(self.cleaned_data.get("seen") or "", salt=SALT)
        except signing.BadSignature:
            # Without a mark everything counts as changed, and nothing is saved unseen.
            return {"version": 0, "marks": {}}

    @property
    def version(self) -> int:
        return self.seen_then["version"]

    def changes(self) -> dict[str, Any]:
        """Only the facts that she changed since the page was opened."""
        marks = self.seen_then["marks"]
        return {name: v for name, v in self.facts().items() if _mark(v) != marks.get(name)}

    def beside(self, held: Any) -> list[Difference]:
        """What somebody else saved meanwhile, beside what was typed here."""
        now, marks, mine = self.facts_of(held), self.seen_then["marks"], self.changes()
        rows = []
        for name, value in now.items():
            if _mark(value) == marks.get(name) or (name in mine and mine[name] == value):
                continue
            typed = self.shown(name, mine[name]) if name in mine else ""
            rows.append(
                Difference(self.label_of(name), self.shown(name, value), typed, name in mine)
            )
        return rows

    def label_of(self, fact: str) -> str:
        for field, facts in self.FACTS_OF_FIELD.items():
            if fact in facts:
                return str(self.fields[field].label)
        return str(self.fields[fact].label) if fact in self.fields else fact

    def again(self, held: Any, **kwargs: Any) -> Self:
        """The form once more: what she typed where she changed something, else what is held."""
        mine = self.changes()
        initial = self.initial_of(held) | {"seen": self.mark(held)}
        for name, field in self.fields.items():
            if set(self.FACTS_OF_FIELD.get(name, (name,))) & set(mine):
                initial[name] = field.widget.value_from_datadict(self.data, {}, name)
        return type(self)(initial=initial, **kwargs)


def _mark(value: Any) -> str:
    plain = json.dumps(value, sort_keys=True, default=str)
    return salted_hmac(SALT, plain, algorithm="sha256").hexdigest()[:16]
