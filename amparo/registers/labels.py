"""What the fields, readings and remarks of the import desk are called on screen."""

from django.utils.translation import gettext_lazy as _

from amparo.registers.fields import FLAGGED, TARGETS
from amparo.taxonomy import codes

FIELDS = {
    "keep": _("Keep as it stands, without a field"),
    "person.full_name": _("Whole name, to be cut into parts"),
    "person.given_names": _("Given names"),
    "person.paternal_surname": _("First surname"),
    "person.maternal_surname": _("Second surname"),
    "person.surnames": _("Both surnames"),
    "person.known_as": _("Known as"),
    "person.birth_date": _("Date of birth"),
    "person.birth_year": _("Year of birth"),
    "person.age": _("Age"),
    "person.gender": _("Gender"),
    "person.citizenships": _("Nationalities"),
    "person.residence_country": _("Country of residence"),
    "person.languages": _("Languages"),
    "person.phone": _("Telephone"),
    "person.address": _("Address"),
    "person.identity_document": _("Identity document"),
    "person.contact_notes": _("How to contact safely"),
    "case.opened_on": _("Day the case was opened"),
    "case.status": _("Status of the case"),
    "case.identification": _("Identification"),
    "case.decided_body": _("Who decided on the identification"),
    "case.decided_on": _("Day of the decision"),
    "case.assisted_on": _("Day of the first assistance"),
    "case.next_step": _("Next step"),
    "case.next_step_on": _("Day of the next step"),
    "case.safety_note": _("What makes her safe or unsafe"),
    "case.notes": _("Notes"),
    "event.acts": _("Acts"),
    "event.means": _("Means"),
    "event.purposes": _("Forms of exploitation"),
    "event.means_of_control": _("Means of control"),
    "event.abuses": _("Abuses"),
    "event.sectors": _("Sectors"),
    "event.started": _("Beginning of the event"),
    "event.ended": _("End of the event"),
    "event.narrative": _("What happened"),
    "event.phase": _("Phase that the place belongs to"),
    "event.place.origin": _("Place of origin or recruitment"),
    "event.place.transit": _("Place of transit"),
    "event.place.exploitation": _("Place of exploitation"),
    "event.place.phase": _("Place of the phase in another column"),
    "assistance.service": _("Service"),
    "assistance.given_on": _("Day the service was given"),
    "assistance.provider": _("Who gave the service"),
    "assistance.cost": _("Cost"),
    "assistance.currency": _("Currency"),
    "assistance.funder": _("Who paid"),
    "assistance.note": _("Note on the service"),
}
GROUPS = {
    "keep": _("Nowhere"),
    "person": _("The person"),
    "case": _("The case"),
    "event": _("The event"),
    "assistance": _("The assistance"),
}
REASONS = {
    "header": _("Proposed because of its name."),
    "values": _("Proposed because of its values."),
    "header_and_values": _("Proposed because of its name and its values."),
    "standard": _("A field of the standard."),
    "person": _("Chosen by a person."),
    "none": _("Nothing was recognised."),
}
ASIDES = {
    "title": _("Title above the table"),
    "empty": _("Empty line"),
    "total": _("Line of totals"),
    "note": _("Note"),
    "repeated_header": _("Header repeated"),
    "ragged": _("Row with more or fewer cells than the header"),
    "cut_off": _("Last line without an end: the file may have been cut off"),
    "merged": _("Merged cell: its value was given to each of its rows"),
    "formula": _("Formulas saved without a value: open and save the file in a spreadsheet program"),
    "encoding": _("Letters of an old encoding"),
    "other_sheet": _("Another sheet, not read"),
    "hidden_sheet": _("Hidden sheet, not read"),
    "no_header": _("No header was found"),
}
KINDS = {
    "htcds": _("Register under the HTCDS standard"),
    "ctdc-kanon": _("CTDC k-anonymised data set"),
    "ctdc-synthetic": _("CTDC synthetic data set"),
    "ctdc-victim-perpetrator": _("CTDC victim and perpetrator data set"),
    "proposed": _("Register of its own form"),
}


def field_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every field that a column can fill, in groups."""
    return [
        (str(label), [(name, str(FIELDS[name])) for name in TARGETS if name.split(".")[0] == group])
        for group, label in GROUPS.items()
    ]


def flag_choices() -> list[tuple[str, object]]:
    """The codes that a column of yes and no can stand for."""
    lists = [
        (str(FIELDS[name]), [(f"{name}:{code}", label) for code, label in _codes(name)])
        for name in FLAGGED
    ]
    return [("", _("It does not answer yes or no")), *lists]


def code_choices(field: str) -> list[tuple[str, object]]:
    undecided = [("", _("Not decided: keep it and list it")), ("-", _("It has no code"))]
    return [*undecided, *_codes(field)]


def _codes(field: str) -> list[tuple[str, object]]:
    return list(codes.choices(TARGETS[field].list))
