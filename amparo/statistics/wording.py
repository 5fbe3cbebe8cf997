"""Words for what is tabulated: table names and labels, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amparo.taxonomy import codes
from amparo.taxonomy.queries import region_name

TABLES = {
    "known": gettext_lazy("How the programme knows them"),
    "gender": gettext_lazy("Gender"),
    "age_group": gettext_lazy("Age group when the case was opened"),
    "region": gettext_lazy("Region of nationality"),
    "form": gettext_lazy("Form of exploitation"),
    "outcome": gettext_lazy("How accompanying them in a new life ended"),
    "labour": gettext_lazy("Exploited for labour"),
    "central_american_woman_or_girl": gettext_lazy("Central American women and girls"),
    "guatemala": gettext_lazy("From Guatemala"),
}
LABELS = {
    "identified_and_assisted": gettext_lazy("Identified and assisted"),
    "identified_only": gettext_lazy("Identified only"),
    "assisted_only": gettext_lazy("Assisted only"),
    "Feminine": gettext_lazy("Women and girls"),
    "Masculine": gettext_lazy("Men and boys"),
    "other_or_unknown": gettext_lazy("Other, or not known"),
    "adult": gettext_lazy("Adults"),
    "child": gettext_lazy("Under 18"),
    "several": gettext_lazy("More than one region"),
    "unknown": gettext_lazy("Not known"),
    "others": gettext_lazy("Others"),
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No, or not known"),
}


# Of one table alone: its labels would say something else in another.
OUTCOMES = {
    "accompanied": gettext_lazy("Still accompanied"),
    "not_accompanied": gettext_lazy("Not accompanied in a new life so far"),
    "goes_on": gettext_lazy("Go on by themselves"),
    "her_wish": gettext_lazy("Wanted it to end"),
    "elsewhere": gettext_lazy("Accompanied by somebody else"),
    "lost": gettext_lazy("Contact was lost"),
    "again": gettext_lazy("Trafficked again"),
    "died": gettext_lazy("Died"),
}


def table_name(by: tuple[str, ...] | list[str]) -> str:
    return " × ".join(str(TABLES.get(attribute, attribute)) for attribute in by)


def label(attribute: str, value: str) -> str:
    """The words for one label of a table."""
    if attribute == "outcome" and value in OUTCOMES:
        return str(OUTCOMES[value])
    if value in LABELS:
        return str(LABELS[value])
    if attribute == "region":
        return region_name(value)
    if attribute == "form":
        return codes.form_label(value)
    return value


def labels(by: list[str] | tuple[str, ...], values: list[str] | tuple[str, ...]) -> str:
    return _(", ").join(label(*pair) for pair in zip(by, values, strict=True))
