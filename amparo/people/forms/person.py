"""Shape of what is typed about a person. No rule and no write here."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amparo.core import clock
from amparo.core.errors import BadInput
from amparo.people.enums import Unanswered
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import Choice, Words
from amparo.people.keeping import GROWN_UP
from amparo.people.models import Person
from amparo.taxonomy import codes, queries, vague

# Where most people of the programme come from; the rest of the world follows by alphabet.
NEAR = ["GT", "HN", "SV", "NI", "MX", "CR", "PA", "BZ", "CO", "VE", "CU"]
OLDEST = 120
# Questions that may stay without an answer, each with its reason.
ASKED = [
    "given_names",
    "paternal_surname",
    "maternal_surname",
    "birth_date",
    "citizenships",
    "languages",
    "phone",
    "address",
]


def countries() -> list:
    """Countries in the reader's language, the near ones first."""
    named = dict(queries.countries(get_language()))
    near = [(code, named[code]) for code in NEAR if code in named]
    rest = [(code, name) for code, name in named.items() if code not in NEAR]
    return [(gettext("Most often"), near), (gettext("All others"), rest)]


def languages() -> list:
    return codes.choices("language", language=get_language())


def genders() -> list:
    return codes.choices("gender", language=get_language(), nonanswers=True)


class PersonFields(forms.Form):
    """Who she is, as far as it is known. Nothing here is obligatory."""

    given_names = Words(label=_("Given names"))
    paternal_surname = Words(label=_("First surname"))
    maternal_surname = Words(label=_("Second surname"))
    known_as = Words(label=_("Known as"), help_text=_("A nickname, or another name she uses."))
    birth = Words(label=_("Date of birth"), longest=60)
    age = forms.IntegerField(
        label=_("Age in years"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        help_text=_("Only if no date is known. It is kept as an approximate year of birth."),
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )
    gender = Choice(label=_("Gender"), choices=genders, initial="not_asked")
    citizenship_1 = Choice(label=_("Nationality"), choices=countries, empty="—")
    citizenship_2 = Choice(label=_("Second nationality"), choices=countries, empty="—")
    language_1 = Choice(label=_("Language she speaks best"), choices=languages, empty="—")
    language_2 = Choice(label=_("Another language"), choices=languages, empty="—")
    phone = Words(label=_("Telephone"), longest=60)
    address = Words(label=_("Where she lives"), longest=500, rows=2)
    contact_notes = Words(
        label=_("How to contact her safely"),
        longest=2000,
        rows=3,
        help_text=_("Who may answer, at what hours, and what may be said."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["birth"].help_text = gettext(
            "As exact as it is known: 14/03/2003, March 2003, 2003, about 2003. If all you know is "
            "that she is under 18: after %(year)s."
        ) % {"year": clock.today().year - GROWN_UP}
        for name in ASKED:
            self.fields[f"why_{name}"] = Choice(
                label=self._question(name),
                choices=Unanswered.choices,
                empty=_("No reason recorded"),
                initial=Unanswered.NOT_ASKED,
            )

    def _question(self, name: str) -> Any:
        shown = {"birth_date": "birth", "citizenships": "citizenship_1", "languages": "language_1"}
        return self.fields[shown.get(name, name)].label

    def reasons(self) -> list:
        return [self[f"why_{name}"] for name in ASKED]

    def has_reasons(self) -> bool:
        """Whether any reason was given or is wrong, so that the block stands open."""
        plain = ("", Unanswered.NOT_ASKED)
        return any(bound.errors or bound.value() not in plain for bound in self.reasons())

    def clean_birth(self) -> str:
        text = self.cleaned_data["birth"]
        if not text:
            return ""
        try:
            read = vague.parse(text, language=get_language())
        except BadInput as error:
            raise ValidationError(str(error)) from error
        if read.low and read.low > clock.today():
            raise ValidationError(gettext("A date of birth cannot lie in the future."))
        return read.edtf

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("birth") and typed.get("age") is not None:
            self.add_error(
                "age",
                gettext(
                    "Give the date of birth or the age, not both: the age is for when no "
                    "date is known."
                ),
            )
        for name in ASKED:
            why = typed.get(f"why_{name}")
            if why in (Unanswered.UNKNOWN, Unanswered.REFUSED) and self._answered(name):
                self.add_error(
                    f"why_{name}",
                    gettext(
                        "There is an answer to this question and also a reason why there is "
                        "none. Keep one of the two."
                    ),
                )
        return typed

    def _answered(self, name: str) -> bool:
        typed = self.cleaned_data
        fields = {
            "birth_date": ("birth", "age"),
            "citizenships": ("citizenship_1", "citizenship_2"),
            "languages": ("language_1", "language_2"),
        }.get(name, (name,))
        return any(typed.get(field) not in ("", None) for field in fields)

    def person_facts(self) -> dict[str, Any]:
        """What was typed as facts of a person."""
        typed = self.cleaned_data
        birth_date, birth_year = self._birth()
        text = ["given_names", "paternal_surname", "maternal_surname", "known_as", "phone"]
        return {name: typed[name] for name in [*text, "address", "contact_notes"]} | {
            "birth_date": birth_date,
            "birth_year": birth_year,
            "gender": typed["gender"] or Unanswered.NOT_ASKED.value,
            "citizenships": _pair(typed["citizenship_1"], typed["citizenship_2"]),
            "languages": _pair(typed["language_1"], typed["language_2"]),
            "unanswered": {
                name: typed[f"why_{name}"]
                for name in ASKED
                if typed[f"why_{name}"] and not self._answered(name)
            },
        }

    def _birth(self) -> tuple[str, int | None]:
        typed = self.cleaned_data
        if typed["age"] is not None:
            year = clock.today().year - typed["age"]
            return f"{year}~", year
        if not typed["birth"]:
            return "", None
        return typed["birth"], year_of(typed["birth"])


def year_of(edtf: str) -> int | None:
    """The year of birth, if the text leaves only one, or names one as approximate."""
    read = vague.from_edtf(edtf)
    if edtf[:4].isdigit() and read.precision in ("day", "month", "season", "year"):
        return int(edtf[:4])
    years = {day.year for day in (read.low, read.high) if isinstance(day, date)}
    return years.pop() if len(years) == 1 and read.low and read.high else None


def _pair(*values: str) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


class PersonForm(PersonFields, SeenForm):
    """Everything about a person, with what it said when the page was opened."""

    identity_documents = Words(
        label=_("Identity documents"),
        longest=2000,
        rows=3,
        help_text=_("One on each line: kind, country and number."),
    )
    FACTS_OF_FIELD = {
        "birth": ("birth_date", "birth_year"),
        "age": ("birth_date", "birth_year"),
        "citizenship_1": ("citizenships",),
        "citizenship_2": ("citizenships",),
        "language_1": ("languages",),
        "language_2": ("languages",),
    } | {f"why_{name}": ("unanswered",) for name in ASKED}
    KEPT = sorted((Person.Privacy.identifying | Person.Privacy.sensitive) - {"residence_country"})

    @classmethod
    def facts_of(cls, record: Person) -> dict[str, Any]:
        facts = {name: getattr(record, name) for name in cls.KEPT}
        return facts | {"identity_documents": record.papers}

    @classmethod
    def initial_of(cls, record: Person) -> dict[str, Any]:
        facts = cls.facts_of(record)
        nationalities, spoken = [*record.citizenships, "", ""], [*record.languages, "", ""]
        return (
            facts
            | {
                "birth": vague.display(record.birth_date) if record.birth_date else "",
                "citizenship_1": nationalities[0],
                "citizenship_2": nationalities[1],
                "language_1": spoken[0],
                "language_2": spoken[1],
                "identity_documents": "\n".join(record.papers),
            }
            | {f"why_{name}": record.unanswered.get(name, "") for name in ASKED}
        )

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        lines = [line.strip() for line in typed["identity_documents"].splitlines()]
        return self.person_facts() | {"identity_documents": [line for line in lines if line]}

    def shown(self, fact: str, value: Any) -> str:
        if fact == "birth_date":
            return vague.display(value) if value else ""
        if fact in ("citizenships", "languages"):
            named = dict(languages()) if fact == "languages" else dict(queries.countries())
            return ", ".join(named.get(code, code) for code in value)
        if fact == "unanswered":
            return "; ".join(
                f"{self._question(name)}: {Unanswered(why).label}"
                for name, why in value.items()
                if name in ASKED and why in Unanswered.values
            )
        return super().shown(fact, value)

    def label_of(self, fact: str) -> str:
        if fact == "unanswered":
            return gettext("Questions without an answer")
        return gettext("Year of birth") if fact == "birth_year" else super().label_of(fact)
