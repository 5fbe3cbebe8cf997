"""Shape of what is typed into a plan. No rule and no write here."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.plan import ActionState, Agreed
from amparo.assistance.models import Plan, PlanGoal
from amparo.people.forms.person import languages
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import Choice, Day, Words

SPARE_ROWS, MOST_ROWS = 2, 20


class PlanForm(SeenForm):
    """Whether the plan is hers, and when it is looked at again."""

    agreed = Choice(
        label=_("Does she agree with this plan?"),
        choices=Agreed.choices,
        widget=forms.RadioSelect,
        required=True,
    )
    language = Choice(label=_("Language in which it was made"), choices=languages, empty="—")
    review_on = Day(label=_("Looked at again with her on"))
    note = Words(label=_("What she said of it"), longest=5000, rows=3)
    KEPT = ("agreed", "language", "review_on", "note")

    @classmethod
    def facts_of(cls, record: Plan) -> dict[str, Any]:
        return {name: getattr(record, name) for name in cls.KEPT}


class GoalForm(SeenForm):
    """A goal in her words, and what is to be done for it, a row for each action."""

    words = Words(
        label=_("What she wants, in her words"),
        longest=2000,
        rows=2,
        help_text=_("For example: “I want my daughter to go to school.”"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        held = sum(1 for name in self.initial if name.startswith("what_"))
        typed = sum(1 for name in self.data if name.startswith("what_"))
        self.count = min(MOST_ROWS, max(held + SPARE_ROWS, typed, 3))
        for row in range(self.count):
            self.fields[f"what_{row}"] = Words(label=gettext("What is to be done"), longest=500)
            self.fields[f"provider_{row}"] = Words(
                label=gettext("By whom"), help_text=gettext("Office, hospital, colleague, herself.")
            )
            self.fields[f"due_{row}"] = Day(label=gettext("By when"))

    def action_rows(self) -> list[dict[str, Any]]:
        parts = ("what", "provider", "due")
        return [{part: self[f"{part}_{row}"] for part in parts} for row in range(self.count)]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for row in range(self.count):
            what = typed.get(f"what_{row}")
            if not what and (typed.get(f"provider_{row}") or typed.get(f"due_{row}")):
                self.add_error(f"what_{row}", gettext("Say what is to be done."))
        if self.rows() and not typed.get("words"):
            self.add_error("words", gettext("Say what she wants; the actions serve that."))
        return typed

    def rows(self) -> list[tuple[str, str, date | None]]:
        typed = self.cleaned_data
        return [
            (typed[f"what_{row}"], typed.get(f"provider_{row}") or "", typed.get(f"due_{row}"))
            for row in range(self.count)
            if typed.get(f"what_{row}")
        ]

    @classmethod
    def facts_of(cls, record: PlanGoal) -> dict[str, Any]:
        standing = [one for one in record.actions.all() if one.state == ActionState.OPEN]
        for action in standing:
            action.goal = record
        rows = [[one.what, one.provider, one.due_on] for one in standing]
        return {"words": record.words, "rows": rows}

    @classmethod
    def initial_of(cls, record: PlanGoal) -> dict[str, Any]:
        facts = cls.facts_of(record)
        for row, (what, provider, due) in enumerate(facts.pop("rows")):
            facts |= {f"what_{row}": what, f"provider_{row}": provider, f"due_{row}": due}
        return facts

    def facts(self) -> dict[str, Any]:
        return {"words": self.cleaned_data["words"], "rows": [list(row) for row in self.rows()]}

    def shown(self, fact: str, value: Any) -> str:
        if fact == "rows":
            return "\n".join(" · ".join(str(part) for part in row if part) for row in value)
        return super().shown(fact, value)

    def label_of(self, fact: str) -> str:
        return gettext("What is to be done") if fact == "rows" else super().label_of(fact)

    def again(self, held: Any, **kwargs: Any) -> "GoalForm":
        form = super().again(held, **kwargs)
        if "rows" in self.changes():
            mine = {n: v for n, v in self.data.items() if n.startswith(("what_", "prov", "due_"))}
            return type(self)(initial=form.initial | mine)
        return form
