"""Shape of what is typed about an event: coded answers, vague dates, places with their role."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums import PlaceRole
from amparo.cases.models import Event
from amparo.core.errors import BadInput
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import PAGE, Choice, Many, Words
from amparo.people.names import folded
from amparo.taxonomy import codes, queries, vague

LISTS = {
    "acts": "act",
    "means": "means",
    "purposes": "purpose",
    "art10_fractions": "art10",
    "means_of_control": "means_of_control",
    "abuses": "abuse",
    "sectors": "sector",
}
SPARE_PLACES, MOST_PLACES = 2, 30


def _choices(listed: str) -> Any:
    def read() -> list:
        offered = codes.choices(listed, language=get_language())
        # Whoever reads down a list comes upon "another" when she has seen all that has a name.
        offered.sort(key=lambda choice: choice[0] == "Other")
        return [(code, _marked(listed, code, label)) for code, label in offered]

    return read


def _marked(listed: str, code: str, label: str) -> str:
    if codes.facts(listed, code).get("verify"):
        return gettext("%(label)s (to verify)") % {"label": label}
    return str(label)


def fractions() -> list:
    """Fractions of article 10, each with the article that defines its offence, as far as known."""
    return [(code, _fraction(code)) for code in codes.codes("art10")]


def _fraction(code: str) -> str:
    known = {article: codes.facts("legal_article", article) for article in _defining(code)}
    label = {"code": code, "label": codes.label("art10", code), "articles": ", ".join(known)}
    if not known:
        return gettext("%(code)s. %(label)s") % label
    if any(facts.get("verify") for facts in known.values()):
        return gettext("%(code)s. %(label)s (article %(articles)s, to verify)") % label
    return gettext("%(code)s. %(label)s (article %(articles)s)") % label


def _defining(fraction: str) -> list[str]:
    articles = codes.codes("legal_article")
    return [a for a in articles if fraction in codes.facts("legal_article", a).get("fractions", [])]


def definitions() -> list:
    return [(v, codes.definition(v).title(get_language())) for v in codes.definition_versions()]


class EventForm(SeenForm):
    """What happened, as Palermo sees it. Nothing here is obligatory."""

    acts = Many(label=_("Acts: what was done"), choices=_choices("act"))
    means = Many(label=_("Means: how"), choices=_choices("means"))
    purposes = Many(label=_("Purpose: forms of exploitation"), choices=_choices("purpose"))
    definition_version = forms.ChoiceField(
        label=_("List by which this is counted"),
        choices=definitions,
        required=False,
        help_text=_(
            "Leave it as it is if nobody told you otherwise. It changes nothing for her: it only "
            "says under which heading a figure counts this, for example begging."
        ),
    )
    art10_fractions = Many(label=_("Fractions of article 10 of the General Law"), choices=fractions)
    means_of_control = Many(label=_("Means of control"), choices=_choices("means_of_control"))
    abuses = Many(label=_("Abuses"), choices=_choices("abuse"))
    sectors = Many(label=_("Sectors"), choices=_choices("sector"))
    started = Words(
        label=_("Began"),
        longest=60,
        help_text=_("As exact as it is known: 14/03/2003, March 2003, 2003, about 2003."),
    )
    ended = Words(
        label=_("Ended"),
        longest=60,
        help_text=_("Empty if it goes on, or if it is not known."),
    )
    narrative = Words(label=_("What happened, in her words"), longest=PAGE, rows=8)

    def __init__(self, *args: Any, places: int = 0, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for row in range(self._rows(places)):
            self._add_place(row)

    def _rows(self, places: int) -> int:
        typed = sum(1 for name in self.data if name.startswith("place_"))
        kept = sum(1 for name in self.initial if name.startswith("place_"))
        return min(MOST_PLACES, max(places + SPARE_PLACES, typed, kept, 3))

    def _add_place(self, row: int) -> None:
        self.fields[f"place_{row}"] = Words(
            label=gettext("Place"),
            help_text=gettext("Country, state, municipality or well-known place."),
        )
        self.fields[f"role_{row}"] = Choice(
            label=gettext("Its role"),
            choices=PlaceRole.choices,
            initial=PlaceRole.EXPLOITATION,
        )
        self.fields[f"which_{row}"] = Choice(
            label=gettext("Which of these?"), choices=[], widget=forms.RadioSelect
        )
        typed = self.data.get(f"place_{row}", "").strip()[:200]
        if typed:
            self.fields[f"which_{row}"].choices = [
                (code, queries.place_path(code, get_language())) for code in candidates(typed)
            ]

    def place_rows(self) -> list[dict[str, Any]]:
        rows = sum(1 for name in self.fields if name.startswith("place_"))
        return [
            {
                "place": self[f"place_{row}"],
                "role": self[f"role_{row}"],
                "which": self[f"which_{row}"] if self.errors.get(f"which_{row}") else None,
            }
            for row in range(rows)
        ]

    def has_more(self) -> bool:
        """Whether anything is ticked in the folded part, so that it stands open."""
        folded_away = ("means_of_control", "abuses", "sectors", "art10_fractions")
        return any(self[name].value() or self[name].errors for name in folded_away)

    def clean_definition_version(self) -> str:
        held = self.cleaned_data["definition_version"] or self.initial.get("definition_version")
        return held or codes.definition_versions()[-1]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        typed["places"] = [
            place
            for row in range(len(self.place_rows_typed()))
            if (place := self._place(row)) is not None
        ]
        for name in ("started", "ended"):
            typed[f"{name}_date"] = self._date(name)
        self._check_order()
        return typed

    def place_rows_typed(self) -> list[str]:
        return [name for name in self.fields if name.startswith("place_")]

    def _place(self, row: int) -> list[str] | None:
        text = (self.cleaned_data.get(f"place_{row}") or "").strip()
        if not text or f"place_{row}" in self.errors:
            return None
        role = self.cleaned_data.get(f"role_{row}") or PlaceRole.EXPLOITATION.value
        chosen = self.cleaned_data.get(f"which_{row}")
        found = [chosen] if chosen else candidates(text)
        if len(found) == 1:
            return [found[0], role]
        if not found:
            self.add_error(
                f"place_{row}",
                gettext(
                    "No such place is known. Write the municipality, state or country, and "
                    "put the rest into what happened."
                ),
            )
        else:
            self.add_error(
                f"which_{row}",
                gettext("Several places bear this name. Choose the one that is meant."),
            )
        return None

    def _date(self, name: str) -> vague.VagueDate | None:
        text = self.cleaned_data.get(name)
        if not text:
            return None
        try:
            return vague.parse(text, language=get_language())
        except BadInput as error:
            self.add_error(name, ValidationError(str(error)))
        return None

    def _check_order(self) -> None:
        began, ended = self.cleaned_data["started_date"], self.cleaned_data["ended_date"]
        if began and ended and vague.is_certainly_before(ended.edtf, began.edtf):
            self.add_error("ended", gettext("This ends before it began. Check the two dates."))

    # Facts

    @classmethod
    def facts_of(cls, record: Event) -> dict[str, Any]:
        text = ("definition_version", "started", "ended", "narrative")
        facts: dict[str, Any] = {name: getattr(record, name) for name in (*LISTS, *text)}
        return facts | {"places": [[p.place_code, p.role] for p in record.places.all()]}

    @classmethod
    def initial_of(cls, record: Event) -> dict[str, Any]:
        facts = cls.facts_of(record)
        for row, (code, role) in enumerate(facts.pop("places")):
            facts[f"place_{row}"] = queries.place_path(code, get_language())
            facts[f"role_{row}"] = role
        for name in ("started", "ended"):
            facts[name] = vague.display(facts[name]) if facts[name] else ""
        return facts

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        plain = {name: typed[name] for name in (*LISTS, "definition_version", "narrative")}
        dates = {
            name: typed[f"{name}_date"].edtf if typed[f"{name}_date"] else ""
            for name in ("started", "ended")
        }
        return plain | dates | {"places": typed["places"]}

    def stored(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Facts as the record keeps them: a vague date with its bounds, places as pairs."""
        kept = dict(facts)
        for name in ("started", "ended"):
            if name in kept:
                date = self.cleaned_data[f"{name}_date"]
                kept[f"{name}_low"] = date.low if date else None
                kept[f"{name}_high"] = date.high if date else None
        if "places" in kept:
            kept["places"] = [(code, role) for code, role in kept["places"]]
        return kept

    def shown(self, fact: str, value: Any) -> str:
        if fact in ("started", "ended"):
            return vague.display(value) if value else ""
        if fact == "places":
            return "; ".join(
                f"{queries.place_path(code, get_language())}: {PlaceRole(role).label}"
                for code, role in value
            )
        return super().shown(fact, value)

    def label_of(self, fact: str) -> str:
        return gettext("Places") if fact == "places" else super().label_of(fact)

    def again(self, held: Any, **kwargs: Any) -> "EventForm":
        form = super().again(held, **kwargs)
        if "places" in self.changes():
            # Her rows stand whole in place of those that were saved meanwhile.
            mine = {n: v for n, v in self.data.items() if n.startswith(("place_", "role_"))}
            rest = {n: v for n, v in form.initial.items() if not n.startswith(("place_", "role_"))}
            form = type(self)(initial=rest | mine)
        return form


def candidates(text: str) -> list[str]:
    """The codes of the places that a text may mean: one if it leaves no doubt."""
    name = text.split(",")[0].strip()
    found = queries.find_place(text, limit=8)
    whole = [p for p in found if folded(queries.place_path(p.code, get_language())) == folded(text)]
    if whole:
        return [whole[0].code]
    exact = [p for p in found if folded(name) in {folded(p.name_es), folded(p.name_en)}]
    return [place.code for place in (exact or found)]
