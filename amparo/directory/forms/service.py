"""Shape of what is typed about a service, and of what is looked for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Hour, Many, Words
from amparo.directory.enums import Group, Status, Tier, Weekday
from amparo.organisations.models import Organisation
from amparo.organisations.queries import organisation as organisations
from amparo.taxonomy import codes
from amparo.taxonomy.form_fields import PlaceField

OLDEST = 120
NAMED = 4
LONG = 4000
HOURS = 2


class OrganisationField(Words):
    """An organisation that works, by its name: thousands of them fit in no list."""

    def clean(self, value: Any) -> Organisation | None:
        text = super().clean(value)
        if not text:
            return None
        found = organisations.found(Organisation.objects.all(), text=text)
        exact = list(found.filter(words=organisations.folded(text))[:2])
        named = exact if len(exact) == 1 else list(found[: NAMED + 1])
        if len(named) == 1:
            return named[0]
        if not named:
            raise ValidationError(
                gettext(
                    "No organisation of this name is recorded, so nothing was saved. Record it "
                    "first under “Organisations”, or check how it is written."
                )
            )
        several = "; ".join(_in_full(each) for each in named[:NAMED])
        raise ValidationError(
            gettext("Several organisations fit. Write the name of one in full: %(names)s.")
            % {"names": several}
        )


def _in_full(organisation: Organisation) -> str:
    place = f" ({organisation.place})" if organisation.place else ""
    return f"{organisation.name}{place}"


def _age(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.NumberInput(attrs={"class": "input--short", "inputmode": "numeric"}),
        **more,
    )


class ServiceForm(forms.Form):
    name = Words(label=_("Name"), required=True)
    alias = Words(
        label=_("Name on a card"),
        help_text=_(
            "A plain name that gives nobody away. Of a sealed service others read only this one, "
            "so it must not say where it is."
        ),
    )
    needs = Many(label=_("Needs that it answers"), choices=codes.choices("service"), required=True)
    status = Choice(label=_("State"), choices=Status.choices, required=True)
    description = Words(label=_("What it does"), rows=3, longest=LONG)
    eligibility = Words(label=_("Who is taken"), rows=2, longest=LONG)
    groups = Many(
        label=_("Groups that it takes"),
        choices=Group.choices,
        help_text=_("None: it takes everybody."),
    )
    minimum_age = _age(_("From this age"))
    maximum_age = _age(_("To this age"))
    languages = Many(label=_("Languages spoken there"), choices=codes.choices("language"))
    documents = Words(
        label=_("What to bring"), rows=2, longest=LONG, help_text=_("One thing a line.")
    )
    cost = forms.DecimalField(
        label=_("Cost in pesos"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        help_text=_("0 if it is free of charge. Empty if nobody knows."),
    )
    fees = Words(label=_("About the cost"))
    how_to_ask = Words(label=_("How to ask for it"), rows=2, longest=LONG)
    day_and_night = forms.BooleanField(label=_("Open day and night"), required=False)
    place = PlaceField(
        label=_("Place"),
        required=True,
        help_text=_("Its municipality, or the state or country that it serves."),
    )
    street = Words(label=_("Street and number"))
    postal_code = Words(label=_("Postal code"), longest=10)
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180
    )
    phone = Words(label=_("Telephone"), longest=60, help_text=_("Of the office, nobody's own."))
    email = forms.EmailField(label=_("E-mail"), required=False)
    website = forms.URLField(label=_("Address on the web"), required=False, assume_scheme="https")
    referral_phone = Words(
        label=_("Telephone for referrals"),
        longest=60,
        help_text=_("The office that receives referrals, nobody's own."),
    )
    referral_email = forms.EmailField(label=_("E-mail for referrals"), required=False)
    follows_beds = forms.BooleanField(
        label=_("What is free follows the beds that its agency keeps here"), required=False
    )

    def __init__(self, *args: Any, new: bool = True, rows: int = HOURS, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.rows = rows
        for number in range(1, rows + 1):
            named = {"number": number}
            self.fields[f"days_{number}"] = Many(
                label=gettext("Days, line %(number)s") % named, choices=Weekday.choices
            )
            self.fields[f"opens_{number}"] = Hour(label=gettext("Opens, line %(number)s") % named)
            self.fields[f"closes_{number}"] = Hour(label=gettext("Closes, line %(number)s") % named)
        if new:
            self.fields["organisation"] = OrganisationField(
                label=_("Organisation"),
                required=True,
                help_text=_("Who offers it, by the name under which it is recorded."),
            )

    @property
    def hour_rows(self) -> list[tuple[Any, Any, Any]]:
        return [
            tuple(self[f"{name}_{number}"] for name in ("days", "opens", "closes"))
            for number in range(1, self.rows + 1)
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        youngest, oldest = typed.get("minimum_age"), typed.get("maximum_age")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("maximum_age", gettext("The first age lies above the last one."))
        if (typed.get("latitude") is None) != (typed.get("longitude") is None):
            self.add_error("longitude", gettext("A point needs both numbers, or none."))
        typed["hours"] = [self._hours(typed, number) for number in range(1, self.rows + 1)]
        typed["hours"] = [each for each in typed["hours"] if each is not None]
        return typed

    def _hours(self, typed: dict[str, Any], number: int) -> tuple | None:
        days, opens, closes = (
            typed.pop(f"{n}_{number}", None) for n in ("days", "opens", "closes")
        )
        if not days and (opens or closes):
            self.add_error(f"days_{number}", gettext("Say on which days these hours hold."))
        return (",".join(days), opens, closes) if days else None


class LocationForm(forms.Form):
    """A further place where a service is given."""

    place = PlaceField(label=_("Place"), required=True, help_text=_("A municipality or a state."))
    street = Words(label=_("Street and number"))
    postal_code = Words(label=_("Postal code"), longest=10)
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180
    )
    days = Many(label=_("Days"), choices=Weekday.choices)
    opens = Hour(label=_("Opens"))
    closes = Hour(label=_("Closes"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if (typed.get("latitude") is None) != (typed.get("longitude") is None):
            self.add_error("longitude", gettext("A point needs both numbers, or none."))
        days, opens, closes = (typed.pop(name, None) for name in ("days", "opens", "closes"))
        if not days and (opens or closes):
            self.add_error("days", gettext("Say on which days these hours hold."))
        typed["hours"] = [(",".join(days), opens, closes)] if days else []
        return typed


class FindForm(forms.Form):
    need = Choice(label=_("Need"), choices=codes.choices("service"), empty=_("every need"))
    place = PlaceField(label=_("Place"), help_text=_("A municipality or a state."))
    group = Choice(label=_("For whom"), choices=Group.choices, empty=_("everybody"))
    age = _age(_("Age"))
    language = Choice(
        label=_("Language"), choices=codes.choices("language"), empty=_("every language")
    )
    text = Words(label=_("Name"))
    tonight = forms.BooleanField(label=_("With a place free tonight"), required=False)
    ended = forms.BooleanField(label=_("Also those that take nobody now"), required=False)


class PublicFindForm(forms.Form):
    need = Choice(label=_("Need"), choices=codes.choices("service"), empty=_("every need"))
    # Anybody asks here: a place is sought by what fits into one name.
    place = PlaceField(label=_("Place"), longest=80, help_text=_("A municipality or a state."))


class PlaceForm(forms.Form):
    place = PlaceField(label=_("Place"), help_text=_("A municipality or a state."))


class TierForm(forms.Form):
    tier = forms.ChoiceField(
        label=_("Who learns where it is"), choices=Tier.choices, widget=forms.RadioSelect
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class CapacityForm(forms.Form):
    """For each group how many are free, of how many. Nothing typed: nothing is said of it."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for code, label in Group.choices:
            for part, words in (("free", _("%(group)s: free")), ("of", _("%(group)s: of"))):
                self.fields[f"{part}_{code}"] = forms.IntegerField(
                    label=words % {"group": label},
                    required=False,
                    min_value=0,
                    max_value=9999,
                    widget=forms.NumberInput(
                        attrs={"class": "input--short", "inputmode": "numeric"}
                    ),
                )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"free_{code}"], self[f"of_{code}"]) for code in Group.values]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        said = {}
        for code in Group.values:
            free, of = typed.get(f"free_{code}"), typed.get(f"of_{code}")
            if free is None and of is not None:
                self.add_error(f"free_{code}", gettext("Say how many of them are free."))
            elif free is not None and of is not None and free > of:
                self.add_error(f"free_{code}", gettext("More are free than there are."))
            elif free is not None:
                said[code] = (free, of)
        typed["said"] = said
        return typed
