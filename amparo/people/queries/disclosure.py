"""What each recipient would see, and what an agency must pass on whether she agrees or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from amparo.agencies.enums import AgencyKind
from amparo.agencies.models import Agency
from amparo.core import clock
from amparo.people import keeping, legal_duties
from amparo.people.enums import Answer, DutyAge, Purpose, Recipient
from amparo.people.legal_duties import Duty
from amparo.people.models import Assent, Consent, DutySwitch, DutyTold, Person
from amparo.people.policies import disclosure as policies
from amparo.people.queries import children
from amparo.people.queries.age import is_treated_as_child
from amparo.people.queries.keeping import latest_birth
from amparo.people.queries.person import ConsentLine
from amparo.taxonomy import vague

USUAL = [Recipient.HOSPITAL, Recipient.CONSULATE, Recipient.PROSECUTOR, Recipient.STATISTICS]


@dataclass(frozen=True)
class Sight:
    """What one recipient would see today, by her consent alone."""

    recipient: str
    blocks: list[str]
    # Purpose by purpose, in words: what for, and which blocks.
    uses: list[tuple[str, list[str]]]
    until: date | None
    is_refused: bool = False


def answers_of(person: Person) -> list[Consent]:
    """Every answer of a person that holds, each with its recipient's name to be opened."""
    found = list(person.consents.all())
    for consent in found:
        consent.person = person
    said_yes = any(each.answer == Answer.GRANTED for each in found)
    if said_yes and is_treated_as_child(person, on=clock.today()):
        return of_a_child(person, found)
    return found


def of_a_child(person: Person, answers: Sequence[Consent]) -> list[Consent]:
    """Of who is a child or presumed to be, a yes holds only beside her own and while who gave it
    on her behalf is nobody to doubt. It may be older than the doubt about her age."""
    yes = [each for each in answers if each.answer == Answer.GRANTED]
    standing = children.guardians(person, on=clock.today())
    safe = {each.guardian.pk for each in standing if each.is_safe}
    rests = Assent.objects.filter(consent__in=[each.pk for each in yes], guardian__in=safe)
    rests = rests.filter(says=Answer.GRANTED)
    held = set(rests.values_list("consent", flat=True))
    return [each for each in answers if each.answer != Answer.GRANTED or each.pk in held]


def seen_by_recipients(
    lines: Sequence[ConsentLine], *, on: date, child: bool = False
) -> list[Sight]:
    """Recipient by recipient; the usual outside ones are listed even if they would see nothing."""
    answers = [line.consent for line in lines]
    if answers and child:
        answers = of_a_child(answers[0].person, answers)
    named = {(line.consent.recipient, line.consent.recipient_name): line for line in lines}
    found = {
        key: _sight(*key, line.recipient, answers, on) for key, line in reversed(named.items())
    }
    shown = {key: sight for key, sight in found.items() if sight.blocks or sight.is_refused}
    of_kinds = {recipient for recipient, _name in shown}
    rest = [Sight(str(each.label), [], [], None) for each in USUAL if each not in of_kinds]
    return [*shown.values(), *rest]


def _sight(recipient: str, name: str, shown: str, answers: list[Consent], on: date) -> Sight:
    blocks: dict[str, str] = {}
    uses, ends = [], []
    for purpose in Purpose:
        asked = policies.Asked(recipient, purpose, on, name)
        gone = [v for v in policies.decide(asked, policies.ByConsent(), answers=answers) if v.goes]
        blocks |= {verdict.block: verdict.label for verdict in gone}
        ends += [verdict.until for verdict in gone if verdict.until]
        uses += [(str(purpose.label), [each.label for each in gone])] if gone else []
    asked = policies.Asked(recipient, Purpose.ANY, on, name)
    refused = any(policies.refuses(block, asked, answers) for block in policies.BLOCKS)
    ordered = [blocks[block] for block in policies.BLOCKS if block in blocks]
    return Sight(shown, ordered, uses, min(ends, default=None), refused)


# Legal duties


def age_of(person: Person, *, on: date) -> str:
    """Adult or minor as far as her dates say so for certain; empty where they do not."""
    if person.age_findings.exists():
        child = is_treated_as_child(person, on=on)
        return DutyAge.MINOR.value if child else DutyAge.ADULT.value
    latest = latest_birth(person)
    if latest is None and person.birth_year is not None:
        latest = date(person.birth_year, 12, 31)
    if latest is None:
        return ""
    if keeping.years_after(latest, keeping.GROWN_UP) <= on:
        return DutyAge.ADULT.value
    read = vague.from_edtf(person.birth_date) if person.birth_date else None
    if read and read.low and not (read.approximate or read.uncertain):
        return DutyAge.MINOR.value if keeping.years_after(read.low, keeping.GROWN_UP) > on else ""
    return ""


def switch_of(agency: Agency, code: str) -> DutySwitch | None:
    """The lawyer's word that stands on a duty, if there is one."""
    standing = DutySwitch.objects.filter(agency=agency, switched_off_on__isnull=True)
    return standing.filter(code=code).first()


@dataclass(frozen=True)
class DutyLine:
    """A duty as an agency's list shows it."""

    duty: Duty
    switch: DutySwitch | None
    holds: Any
    # What it asks for, in words.
    blocks: list[str]

    @property
    def recipient(self) -> str:
        return str(Recipient(self.duty.recipient).label)

    @property
    def ages(self) -> str:
        return str(DutyAge(self.duty.ages).label)


def duty_lines(agency: Agency, *, on: date, age: str | None = None) -> list[DutyLine]:
    """Every duty that is shipped, and how it stands at an agency; for an age, only those that
    hold."""
    standing = DutySwitch.objects.filter(agency=agency, switched_off_on__isnull=True)
    held = {each.code: each for each in standing.select_related("recorded_by")}
    lines = [_line(duty, agency, held.get(duty.code), on, age) for duty in _all()]
    return lines if age is None else [line for line in lines if line.holds]


def possible_duties(agency: Agency, *, on: date) -> list[DutyLine]:
    """Those that an agency of its kind can have."""
    kind = agency.kind
    lines = duty_lines(agency, on=on)
    return [
        line
        for line in lines
        if kind == AgencyKind.INTERNATIONAL or kind in line.duty.kinds or line.switch
    ]


def duties_in_force(agency: Agency, *, on: date) -> list[DutyLine]:
    """What a worker must pass on about somebody of whatever age: said before the interview."""
    found = {
        line.duty.code: line
        for age in (DutyAge.MINOR, DutyAge.ADULT)
        for line in duty_lines(agency, on=on, age=age)
    }
    return list(found.values())


def _line(
    duty: Duty, agency: Agency, switch: DutySwitch | None, on: date, age: str | None
) -> DutyLine:
    about = duty.ages if age is None else age
    holds = policies.duty_holds(duty, kind=agency.kind, age=about, on=on, switch=switch)
    blocks = [str(block.label) for block in policies.BLOCKS if block in duty.blocks]
    return DutyLine(duty, switch, holds, blocks)


def _all() -> Iterable[Duty]:
    return legal_duties.duties().values()


def told(person: Person) -> list[DutyTold]:
    """What she was told before, the latest first."""
    return list(person.duties_told.select_related("told_by"))
