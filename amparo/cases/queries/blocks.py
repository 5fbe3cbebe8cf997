"""Which facts of a person and her case belong to which block."""

from django.utils.translation import gettext_lazy as _

from amparo.cases.blocks import Fact, fills
from amparo.cases.enums import DocumentKind
from amparo.cases.models import Case
from amparo.cases.queries.case import (
    birth_words,
    documents_of,
    event_lines,
    person_words,
    was_minor,
)
from amparo.people.enums import Block
from amparo.people.models import Person, SafeContact
from amparo.people.queries import contact
from amparo.taxonomy import codes


def _field(person: Person, name: str) -> Fact:
    return Fact(Person._meta.get_field(name).verbose_name, getattr(person, name))


@fills(Block.IDENTITY)
def _identity(case: Case) -> list[Fact]:
    person, words = case.person, person_words(case.person)
    names = ("given_names", "paternal_surname", "maternal_surname", "known_as")
    return [_field(person, name) for name in names] + [
        Fact(_("Date of birth"), birth_words(person)),
        Fact(_("Gender"), words["gender"]),
        Fact(_("Nationality"), words["nationalities"]),
        Fact(_("Identity documents"), "; ".join(person.papers)),
    ]


@fills(Block.CONTACT)
def _contact(case: Case) -> list[Fact]:
    person = case.person
    rules = contact.current(person)
    # Her rules go with her number, so that nobody else breaks them. Never her code phrase.
    facts = [Fact(_("Safe to contact"), contact.answer_of(person).label)]
    if rules is not None:
        own = [
            Fact(SafeContact._meta.get_field(name).verbose_name, getattr(rules, name))
            for name in ("may_answer", "words")
        ]
        facts += own
    names = ("phone", "address", "contact_notes")
    spoken = Fact(_("Languages"), person_words(person)["spoken"])
    return [*facts, *(_field(person, name) for name in names), spoken]


@fills(Block.HEALTH)
def _health(case: Case) -> list[Fact]:
    papers = [each for each in documents_of(case) if each.kind == DocumentKind.MEDICAL]
    return [Fact(_("Medical paper"), f"{each.title} ({each.received_on})") for each in papers]


@fills(Block.CASE)
def _course(case: Case) -> list[Fact]:
    return [
        Fact(_("Opened on"), case.opened_on),
        Fact(_("Status"), case.get_status_display()),
        Fact(_("Identification"), case.get_identification_display()),
        Fact(_("First assisted on"), case.assisted_on),
        Fact(_("Next step"), case.next_step),
    ]


@fills(Block.EVENT)
def _events(case: Case) -> list[Fact]:
    facts = []
    for line in event_lines(case):
        facts.append(Fact(_("Event"), line.words))
        facts.append(Fact(_("What happened"), line.event.narrative))
    return facts


@fills(Block.FACTS)
def _coded(case: Case) -> list[Fact]:
    person, words = case.person, person_words(case.person)
    forms = {form for line in event_lines(case) for form in line.event.purposes}
    minor = was_minor(person, None)
    return [
        Fact(_("Year of birth"), person.birth_year),
        Fact(_("Younger than 18"), _("Yes") if minor else ""),
        Fact(_("Gender"), words["gender"]),
        Fact(_("Nationality"), words["nationalities"]),
        Fact(_("Languages"), words["spoken"]),
        Fact(_("Identification"), case.get_identification_display()),
        Fact(
            _("Forms of exploitation"),
            ", ".join(codes.label("purpose", form) for form in sorted(forms)),
        ),
    ]
