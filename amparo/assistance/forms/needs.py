"""Shape of what is typed about her needs. No rule and no write here."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.assistance import domains
from amparo.assistance.enums.needs import NeedLevel
from amparo.core import clock
from amparo.people.forms.words import Choice, Day, Words


class NeedsForm(forms.Form):
    """One level and a line for each domain. Nothing is carried over: she is asked again."""

    assessed_on = Day(label=_("Asked on"), required=True)
    note = Words(label=_("Remarks"), longest=5000, rows=3)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.list_version = domains.newest()
        for domain in domains.domains(self.list_version):
            self.fields[f"level_{domain.code}"] = Choice(
                label=domain.label,
                help_text=domain.about,
                choices=NeedLevel.choices,
                initial=NeedLevel.NOT_ASKED.value,
            )
            self.fields[f"note_{domain.code}"] = Words(
                label=gettext("%(domain)s: in her words") % {"domain": domain.label}, longest=500
            )

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"level": self[f"level_{each.code}"], "note": self[f"note_{each.code}"]}
            for each in domains.domains(self.list_version)
        ]

    def clean_assessed_on(self) -> Any:
        day = self.cleaned_data["assessed_on"]
        if day and day > clock.today():
            raise forms.ValidationError(
                gettext("Needs are written down once she was asked, not before.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not self.errors and all(
            each["level"] == NeedLevel.NOT_ASKED for each in self.answers().values()
        ):
            self.add_error(
                None,
                gettext(
                    "Nothing was asked in any domain, so there is nothing to keep. Choose an "
                    "answer for at least one; not wanting to say is an answer too."
                ),
            )
        return typed

    def answers(self) -> dict[str, dict[str, str]]:
        typed = self.cleaned_data
        return {
            each.code: {
                "level": typed.get(f"level_{each.code}") or NeedLevel.NOT_ASKED.value,
                "note": typed.get(f"note_{each.code}") or "",
            }
            for each in domains.domains(self.list_version)
        }

    def facts(self) -> dict[str, Any]:
        return {
            "assessed_on": self.cleaned_data["assessed_on"],
            "note": self.cleaned_data["note"],
            "list_version": self.list_version,
            "answers": self.answers(),
        }
