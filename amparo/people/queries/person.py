"""Reads of people and consents that are worth a name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from amparo.core import keystore, sealing
from amparo.core.keyring import ring
from amparo.core.keystore import KeyDestroyed
from amparo.people.enums import Answer, Recipient
from amparo.people.models import Assent, Consent, NameIndex, Person
from amparo.people.names import FullName
from amparo.people.names.tokens import IndexKey
from amparo.taxonomy import codes

NAME_FIELDS = ("given_names", "paternal_surname", "maternal_surname", "known_as")
FIELDS = tuple(f"people.person.{name}" for name in NAME_FIELDS)
SEALED_NAMES = (
    f"select id, agency_id, {', '.join(NAME_FIELDS)} from people_person where id in ({{}})"  # noqa: S608
)


def live_consents(person: Person, *, on: date) -> list[Consent]:
    return [consent for consent in person.consents.all() if consent.is_live(on)]


def name_key(agency_id: UUID) -> IndexKey:
    """The key of an agency's name index: another agency's index tells nothing about this one."""
    # Before the ring is looked at: that only forgets a master when no index needs it.
    built = _generation(agency_id)
    return index_key(agency_id, built or ring().current)


def name_keys(agency_id: UUID) -> list[IndexKey]:
    """The keys under which names are kept findable: while keys are rotated, the next one too."""
    built = _generation(agency_id)
    held = ring()
    return [index_key(agency_id, each) for each in sorted(held.masters) if each >= (built or 0)]


def index_key(agency_id: UUID, generation: int) -> IndexKey:
    return IndexKey.of(ring().index_key(generation, "names", str(agency_id)), generation)


def _generation(agency_id: UUID) -> int | None:
    built = NameIndex.objects.filter(agency_id=agency_id)
    return built.values_list("generation", flat=True).first()


def full_name(person: Person) -> FullName:
    return FullName(
        person.given_names, person.paternal_surname, person.maternal_surname, person.known_as
    )


def words_of(people: Iterable[Person]) -> dict[UUID, set[str]]:
    """Every word of these people's names, agency by agency; nothing of those who were erased."""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for person in people:
        if not is_erased(person):
            found[person.agency_id] |= set(full_name(person).all_words())
    return found


def is_erased(person: Person) -> bool:
    """Whether her key was destroyed, so that nothing sealed of her can be read."""
    try:
        keystore.get(person.pk)
    except KeyDestroyed:
        return True
    return False


def open_names(ids: list[UUID]) -> dict[UUID, FullName]:
    """The names of candidates of a search, opened to be compared; erased people stay out.

    Row by row instead of person by person: three hundred are opened for each question.
    """
    versions: dict[UUID, int] = {}
    rows = _sealed_names(ids)
    for person_id, (_, parts) in rows.items():
        under = {sealing.key_version(part) for part in parts if part}
        if len(under) == 1:
            versions[person_id] = under.pop()
    found: dict[UUID, FullName] = {}
    for person_id, key in keystore.get_many(versions).items():
        agency_id, parts = rows.pop(person_id)
        opened = sealing.opener(
            key, version=versions[person_id], agency_id=agency_id, row_id=person_id
        )
        found[person_id] = FullName(
            *(
                opened(part, field) if part else ""
                for part, field in zip(parts, FIELDS, strict=True)
            )
        )
    return found | _open_one_by_one(list(rows)) if rows else found


def _sealed_names(ids: list[UUID]) -> dict[UUID, tuple[UUID, list[str]]]:
    """The agency and the sealed names of each, as they lie in the database."""
    number = Person._meta.pk
    asked = {number.get_db_prep_value(person_id, connection): person_id for person_id in ids}
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(SEALED_NAMES.format(", ".join(["%s"] * len(asked))), list(asked))
        rows = cursor.fetchall()
    agencies = {kept: number.to_python(kept) for kept in {row[1] for row in rows}}
    return {asked[kept]: (agencies[agency], parts) for kept, agency, *parts in rows}


def _open_one_by_one(ids: list[UUID]) -> dict[UUID, FullName]:
    """Those whose keys are just being rotated, who have no name, or who were erased."""
    found = {}
    for person in Person.objects.filter(pk__in=ids).only("agency", *NAME_FIELDS):
        try:
            found[person.pk] = full_name(person)
        except KeyDestroyed:
            continue
    return found


@dataclass(frozen=True)
class ConsentLine:
    """A consent as its page shows it: where it stands today, and the recipient's name opened."""

    consent: Consent
    standing: str
    recipient: str

    @property
    def is_live(self) -> bool:
        return self.standing == "live"

    @property
    def language(self) -> str:
        return codes.label("language", self.consent.language)

    @property
    def assent(self) -> Assent | None:
        """Of a child, her own word beside it."""
        found = getattr(self.consent, "assent", None)
        if found is not None and found.guardian is not None:
            found.guardian.person = self.consent.person
        return found


def consent_lines(person: Person, *, on: date) -> list[ConsentLine]:
    """Every answer of a person, newest first."""
    lines = []
    for consent in person.consents.prefetch_related("explained_by", "assent__guardian"):
        consent.person = person
        lines.append(consent_line(consent, on=on))
    return lines


def consent_line(consent: Consent, *, on: date) -> ConsentLine:
    who, name = Recipient(consent.recipient).label, consent.recipient_name
    shown = f"{who}: {name}" if name else str(who)
    return ConsentLine(consent, _standing(consent, on), shown)


def _standing(consent: Consent, on: date) -> str:
    if consent.answer == Answer.REFUSED:
        return "refused"
    if consent.withdrawn_at is not None:
        return "withdrawn"
    return "live" if consent.is_live(on) else "expired"
