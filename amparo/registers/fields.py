"""Where a column of a register can go: every field of a person, case, event or assistance."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can fill, and how its cells are read."""

    reading: str
    list: str = ""  # the list of codes, where values are codes
    joins: str = ""  # how several columns join in this field; "" means one column only


TARGETS: dict[str, Target] = {
    "keep": Target("keep", joins=" "),
    "person.full_name": Target("full_name"),
    "person.given_names": Target("text", joins=" "),
    "person.paternal_surname": Target("text"),
    "person.maternal_surname": Target("text"),
    "person.surnames": Target("surnames"),
    "person.known_as": Target("text"),
    "person.birth_date": Target("birth_date"),
    "person.birth_year": Target("birth_year"),
    "person.age": Target("age"),
    "person.gender": Target("gender", list="gender"),
    "person.citizenships": Target("countries", joins=" "),
    "person.residence_country": Target("country"),
    "person.languages": Target("languages", list="language", joins=" "),
    "person.phone": Target("text", joins=" / "),
    "person.address": Target("text", joins=", "),
    "person.identity_document": Target("document", joins=" "),
    "person.contact_notes": Target("text", joins="\n"),
    "case.opened_on": Target("day"),
    "case.status": Target("code", list="case_status"),
    "case.identification": Target("code", list="identification"),
    "case.decided_body": Target("code", list="deciding_body"),
    "case.decided_on": Target("day"),
    "case.assisted_on": Target("day"),
    "case.next_step": Target("text", joins="\n"),
    "case.next_step_on": Target("day"),
    "case.safety_note": Target("text", joins="\n"),
    "case.notes": Target("text", joins="\n"),
    "event.acts": Target("codes", list="act", joins=" "),
    "event.means": Target("codes", list="means", joins=" "),
    "event.purposes": Target("codes", list="purpose", joins=" "),
    "event.means_of_control": Target("codes", list="means_of_control", joins=" "),
    "event.abuses": Target("codes", list="abuse", joins=" "),
    "event.sectors": Target("codes", list="sector", joins=" "),
    "event.started": Target("vague"),
    "event.ended": Target("vague"),
    "event.narrative": Target("text", joins="\n"),
    "event.phase": Target("phase", list="event_phase"),
    "event.place.origin": Target("place", joins=" "),
    "event.place.transit": Target("place", joins=" "),
    "event.place.exploitation": Target("place", joins=" "),
    "event.place.phase": Target("place", joins=" "),
    "assistance.service": Target("services", list="service", joins=" "),
    "assistance.given_on": Target("day"),
    "assistance.provider": Target("text"),
    "assistance.cost": Target("money"),
    "assistance.currency": Target("currency"),
    "assistance.funder": Target("text"),
    "assistance.note": Target("text", joins="\n"),
}
# A column of yes and no stands for one code of one of these.
FLAGGED = ("event.purposes", "event.means_of_control", "event.abuses", "assistance.service")
CODED = frozenset(
    name for name, target in TARGETS.items() if target.list and target.reading != "phase"
)
