"""Shape of what is typed about contacting her safely, and about each contact."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from amparo.core import clock
from amparo.people.enums.contact import Began, Channel, Outcome, YesNo
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import Choice, Day, Many, Words
from amparo.people.models import SafeContact

HOURS = {"type": "time", "class": "input--short"}


class Hour(forms.TimeField):
    def __init__(self, **kwargs: Any):
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TimeInput(format="%H:%M", attrs=HOURS))
        kwargs.setdefault(
            "error_messages", {"invalid": _("This is not an hour. Write it as 09:30.")}
        )
        super().__init__(**kwargs)


class SafeContactForm(SeenForm):
    """The answer, then way by way on which days and between which hours, then the words."""

    answer = Choice(
        label=_("Is it safe to contact her?"),
        choices=YesNo.choices,
        initial=YesNo.NOT_ASKED,
        widget=forms.RadioSelect,
    )
    third_person = Words(
        label=_("The person she named, and how to reach her or him"), longest=500, rows=2
    )
    may_answer = Words(
        label=_("Who may answer"),
        longest=500,
        rows=2,
        help_text=_("And what to do when somebody else does: hang up, or say something neutral."),
    )
    words = Words(
        label=_("What may be said"),
        longest=1000,
        rows=3,
        help_text=_("In her own words and language. Empty: only neutral words are used."),
    )
    code_phrase = Words(
        label=_("Code phrase"),
        help_text=_("What she or you say so that the other knows that it is safe to speak."),
    )
    FACTS_OF_FIELD = {
        f"{channel}_{part}": ("ways",) for channel in Channel for part in ("days", "from", "until")
    }
    KEPT = ("answer", "ways", "third_person", "may_answer", "words", "code_phrase")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for channel in Channel:
            self.fields[f"{channel}_days"] = Many(
                label=_("Days on which it is safe"),
                choices=[(str(day), name) for day, name in WEEKDAYS.items()],
            )
            self.fields[f"{channel}_from"] = Hour(label=pgettext_lazy("of an hour", "From"))
            self.fields[f"{channel}_until"] = Hour(label=pgettext_lazy("of an hour", "Until"))

    def ways(self) -> list:
        """For the page: each way with its three fields, and whether it stands open."""
        rows = []
        for channel in Channel:
            parts = [self[f"{channel}_{part}"] for part in ("days", "from", "until")]
            is_open = any(bound.value() or bound.errors for bound in parts)
            rows.append((channel, parts, is_open))
        return rows

    @classmethod
    def facts_of(cls, record: SafeContact) -> dict[str, Any]:
        return {name: getattr(record, name) for name in cls.KEPT}

    @classmethod
    def initial_of(cls, record: SafeContact) -> dict[str, Any]:
        shown = cls.facts_of(record)
        for way in record.ways:
            name = way["channel"]
            shown[f"{name}_days"] = [str(day) for day in way["days"]]
            shown[f"{name}_from"], shown[f"{name}_until"] = way["from"], way["until"]
        return shown

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        opened = False
        for channel in Channel:
            days, start, end = (typed.get(f"{channel}_{p}") for p in ("days", "from", "until"))
            opened |= bool(days)
            if days and not (start and end):
                missing = "until" if start else "from"
                if f"{channel}_{missing}" not in self.errors:
                    self.add_error(
                        f"{channel}_{missing}",
                        gettext(
                            "Say from when until when; hours that nobody knows are not safe. If "
                            "every hour is safe, write 00:00 and 23:59."
                        ),
                    )
            if (start or end) and not days:
                self.add_error(f"{channel}_days", gettext("Say on which days; tick all if any is."))
            if start and end and end <= start:
                self.add_error(
                    f"{channel}_until", gettext("The last hour must come after the first one.")
                )
        if opened and typed.get("answer") not in (YesNo.YES, None):
            self.add_error(
                "answer",
                gettext(
                    "Ways are open only if she said that contacting her is safe. Answer yes, or "
                    "take the days away."
                ),
            )
        if typed.get("third_days") and not typed.get("third_person"):
            self.add_error("third_person", gettext("Name the person through whom she is reached."))
        return typed

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        ways = [
            {
                "channel": channel.value,
                "days": sorted(int(day) for day in typed[f"{channel}_days"]),
                "from": f"{typed[f'{channel}_from']:%H:%M}",
                "until": f"{typed[f'{channel}_until']:%H:%M}",
            }
            for channel in Channel
            if typed[f"{channel}_days"]
        ]
        said = {name: typed[name] for name in self.KEPT if name not in ("answer", "ways")}
        return said | {"answer": typed["answer"] or YesNo.NOT_ASKED.value, "ways": ways}

    def shown(self, fact: str, value: Any) -> str:
        if fact == "ways":
            return "; ".join(in_words(way) for way in value)
        return super().shown(fact, value)

    def label_of(self, fact: str) -> str:
        return gettext("By which ways") if fact == "ways" else super().label_of(fact)


def in_words(way: dict) -> str:
    """Call: Monday, Tuesday, 09:00 to 12:00."""
    days = gettext("every day") if len(way["days"]) == 7 else _days(way["days"])
    return gettext("%(way)s: %(days)s, %(start)s to %(end)s") % {
        "way": Channel(way["channel"]).label,
        "days": days,
        "start": way["from"],
        "end": way["until"],
    }


def _days(days: list[int]) -> str:
    return ", ".join(str(WEEKDAYS[day]) for day in days)


class ContactForm(forms.Form):
    """One contact: who began, by which way, when, and who answered."""

    began = Choice(
        label=_("Who began"), choices=Began.choices, required=True, widget=forms.RadioSelect
    )
    channel = Choice(label=_("By which way"), choices=Channel.choices, empty="—", required=True)
    outcome = Choice(
        label=_("What came of it"), choices=Outcome.choices, required=True, widget=forms.RadioSelect
    )
    on = Day(label=_("On which day"), required=True)
    hour = Hour(label=_("At what hour"), required=True)
    note = Words(label=_("Notes"), longest=5000, rows=3)
    outside_reason = Words(
        label=_("It happened all the same, because"),
        longest=2000,
        rows=2,
        help_text=_(
            "Only if the contact has happened already. It is kept as a contact outside her rules, "
            "and her risk is to be assessed again."
        ),
    )

    def facts(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        day, hour = typed.pop("on"), typed.pop("hour")
        return typed | {"at": datetime.combine(day, hour, tzinfo=clock.programme_zone())}
