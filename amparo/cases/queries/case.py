"""Reads for the pages of cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from amparo.agencies.models import Member
from amparo.cases import numbers
from amparo.cases.access.grants import live_teams
from amparo.cases.enums import PlaceRole, Status
from amparo.cases.models import Case, Document, Event, Handover, Label
from amparo.core import clock
from amparo.core.question import Question
from amparo.people import papers
from amparo.people.models import Person
from amparo.people.names import FullName
from amparo.people.names import index as name_index
from amparo.people.queries import full_name, name_key, open_names, same
from amparo.people.queries.age import birthday, born_between
from amparo.people.queries.papers import with_a_like_number
from amparo.taxonomy import codes, vague
from amparo.taxonomy.queries import place_name

PAGE, MOST = 25, 200
# Up to so many people a search ranks only them.
FEW = 500
OPEN = (Status.ACTIVE, Status.FOLLOW_UP)


@dataclass(frozen=True)
class Line:
    """A case as the caseload shows it: number, next step, and the member's own label."""

    case: Case
    label: str
    today: date

    @property
    def is_overdue(self) -> bool:
        due = self.case.next_step_on
        return self.case.is_open and due is not None and due < self.today


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    after: str


def caseload(cases: QuerySet[Case], *, member: Any, after: str = "", size: int = PAGE) -> Page:
    """One page of a caseload, newest first, from where the last page ended."""
    size = max(1, min(size, MOST))
    wanted = cases.order_by("-opened_on", "-id")
    if mark := _mark(after):
        opened_on, case_id = mark
        wanted = wanted.filter(opened_on__lte=opened_on).exclude(
            opened_on=opened_on, id__gte=case_id
        )
    found = list(wanted[: size + 1])
    shown = found[:size]
    more = len(found) > size
    last = f"{shown[-1].opened_on}_{shown[-1].pk}" if more else ""
    return Page(lines_of(shown, member), last)


def lines_of(cases: list[Case], member: Any) -> list[Line]:
    """Cases as a list shows them to this member."""
    labels = {label.case_id: label for label in Label.objects.filter(member=member, case__in=cases)}
    today = clock.today()
    lines = []
    for case in cases:
        label = labels.get(case.pk)
        if label is not None:
            label.case = case
        lines.append(Line(case, label.text if label else "", today))
    return lines


def standing(cases: QuerySet[Case], wanted: str) -> QuerySet[Case]:
    """Only open cases, only closed ones, or all."""
    if wanted == "closed":
        return cases.exclude(status__in=OPEN)
    return cases if wanted == "all" else cases.filter(status__in=OPEN)


def _mark(after: str) -> tuple[date, UUID] | None:
    opened_on, _, case_id = after.partition("_")
    try:
        return date.fromisoformat(opened_on), UUID(case_id)
    except ValueError:
        return None


def label_of(case: Case, *, member: Any) -> str:
    label = Label.objects.filter(case=case, member=member).first()
    if label is None:
        return ""
    label.case = case
    return label.text


_events = Question(
    lambda case: Event.objects.filter(
        involvements__case=case, agency=F("involvements__case__agency")
    )
)


def events_of(case: Case) -> list[Event]:
    """The events of a case in the order in which they began, with their places."""
    found = _events.all(case.pk)
    prefetch_related_objects(found, "places")
    return sorted(found, key=lambda event: (event.started_low or date.max, event.recorded_at))


@dataclass(frozen=True)
class EventLine:
    """An event in a few words."""

    event: Event
    title: str
    when: str
    places: list[str]

    @property
    def words(self) -> str:
        """Everything in one line, as a printed sheet shows it."""
        return " · ".join(filter(None, [self.title, self.when, *self.places]))


def event_lines(case: Case) -> list[EventLine]:
    return [_event_line(event) for event in events_of(case)]


def _event_line(event: Event) -> EventLine:
    purposes = [codes.label("purpose", purpose) for purpose in event.purposes]
    dates = [vague.display(text) for text in (event.started, event.ended) if text]
    places = [
        f"{PlaceRole(place.role).label}: {place_name(place.place_code)}"
        for place in event.places.all()
    ]
    title = ", ".join(purposes) or gettext("Event without a recorded purpose")
    return EventLine(event, title, " – ".join(dates), places)


def documents_of(case: Case) -> list[Document]:
    """The documents of a case, the newest first."""
    if not case.documents_added:
        return []
    found = list(case.documents.all())
    for document in found:
        # The case that is open already, so that its key is fetched for no row anew.
        document.case = case
    return found


def number_of_documents(case: Case) -> int:
    return case.documents.count()


def person_words(person: Person) -> dict[str, str]:
    """What does not identify her, in words."""
    return {
        "gender": codes.label("gender", person.gender),
        "nationalities": ", ".join(place_name(code) for code in person.citizenships),
        "spoken": ", ".join(codes.label("language", code) for code in person.languages),
    }


def birth_words(person: Person) -> str:
    return vague.display(person.birth_date) if person.birth_date else ""


def was_minor(person: Person, event: Event | None) -> bool | None:
    """Was she under 18 when it began? None if the dates do not decide it."""
    if not person.birth_date:
        return None
    earliest, latest = born_between(person.birth_date)
    began_low, began_high = (event.started_low, event.started_high) if event else (None, None)
    if latest and began_low and birthday(latest) <= began_low:
        return False
    # What happened lies in the past, so who is under 18 today was so then.
    if earliest and birthday(earliest) > (began_high or clock.today()):
        return True
    return None


# Finding


@dataclass(frozen=True)
class Found:
    """A case that answers a search. `band` says how well; its person's name may be shown or not."""

    line: Line
    band: str

    @property
    def person(self) -> Person:
        return self.line.case.person


def find_by_number(cases: QuerySet[Case], number: str, *, member: Any) -> list[Found]:
    found = list(cases.select_related("person").filter(number=number))
    return [Found(line, "number") for line in lines_of(found, member)]


def find_by_name(cases: QuerySet[Case], words: str, *, member: Any) -> tuple[list[Found], bool]:
    """The cases whose person's name is most like these words, and whether there are more."""
    found = _search(cases, words, member)
    bands = {hit.person_id: str(hit.band) for hit in found.hits}
    order = {person_id: place for place, person_id in enumerate(bands)}
    held = _of_people(cases, list(bands)).select_related("person")
    ranked = sorted(held, key=lambda case: order[case.person_id])
    lines = lines_of(ranked, member)
    return [Found(line, bands[line.case.person_id]) for line in lines], found.more


def possible_same(cases: QuerySet[Case], case: Case, *, member: Any) -> list[Case]:
    """Other cases whose person has a paper of the same number, or bears a very similar name. A
    question, never a verdict.

    Not those that somebody compared with her already, whatever she found.
    """
    others = cases.exclude(person=case.person)
    ids = [*_same_paper(others, case.person), *hits_like(others, case.person, member=member)]
    ids = list(dict.fromkeys(ids))
    known = same.compared([case.person_id])
    order = {
        person_id: place
        for place, person_id in enumerate(ids)
        if same.pair(person_id, case.person_id) not in known
    }
    found = _of_people(others, list(order))
    return sorted(found, key=lambda other: order[other.person_id])


def hits_like(others: QuerySet[Case], person: Person, *, member: Any) -> list[UUID]:
    """The people of these cases whose names are like hers, the most alike first."""
    found: dict[UUID, None] = {}
    for words in as_called(full_name(person)):
        found |= dict.fromkeys(hit.person_id for hit in _search(others, words, member).hits)
    return list(found)


def _same_paper(others: QuerySet[Case], person: Person) -> list[UUID]:
    """The people of these cases with a paper of the same number; who is hidden is found by none."""
    ids = with_a_like_number(person)
    if not ids:
        return []
    held = Person.objects.filter(pk__in=ids, cases__in=others).exclude(same.hidden()).distinct()
    own = papers.numbers(person.papers)
    return [each.pk for each in held if own & papers.numbers(each.papers)]


def as_called(name: FullName) -> list[str]:
    """Her name, and the same with what she is known by instead of her given names."""
    surnames = [name.paternal_surname, name.maternal_surname]
    given = [name.given_names, *([name.known_as] if name.known_as else [])]
    ways = [" ".join(filter(None, [each, *surnames])) for each in given]
    return [words for words in ways if words]


def _of_people(cases: QuerySet[Case], people: list[UUID]) -> QuerySet[Case]:
    """Those of these cases that are about a few people.

    From the people to their cases. In one condition, SQLite walks through the agency's cases.
    """
    among = Exists(cases.order_by().filter(pk=OuterRef("pk")))
    return Case.objects.filter(among, person__in=people)


def _search(cases: QuerySet[Case], words: str, member: Any) -> name_index.Found:
    is_small = cases.values("pk")[: FEW + 1].count() <= FEW
    # A team has few people, who are named. A list of everyone with a case of the agency would be
    # far longer, so the best few hundred are asked about instead, one by one.
    own = list(cases.values_list("person_id", flat=True)) if is_small else []
    theirs = Q(pk__in=own) if is_small else Q(Exists(cases.filter(person=OuterRef("pk"))))
    return name_index.search(
        words,
        agency_ids=[member.agency_id],
        key_for=name_key,
        opener=open_names,
        within=Person.objects.filter(theirs),
        within_is_small=is_small,
        without=Person.objects.filter(same.hidden()),
    )


def with_a_taken_number(drawn: Sequence[Case]) -> list[Case]:
    """New cases whose number is in use, in whichever agency, or by one before them."""
    held = Case.objects.filter(number__in=[case.number for case in drawn])
    taken = set(held.values_list("number", flat=True))
    clashing = []
    for case in drawn:
        if case.number in taken:
            clashing.append(case)
        taken.add(case.number)
    return clashing


def case_number(text: str) -> str | None:
    return numbers.read(text)


# Team


def may_join(case: Case) -> list[Member]:
    """Colleagues of the agency whose role opens cases and who are not on the team yet."""
    colleagues = Member.objects.filter(agency_id=case.agency_id, is_active=True)
    outside = colleagues.exclude(pk__in=_on_team(case.pk, clock.today()))
    return [member for member in outside if member.opens_cases]


def _on_team(case: UUID, day: date) -> QuerySet:
    return live_teams(day).filter(case=case).values("member")


_team = Question(
    lambda case, day: Member.objects.filter(pk__in=_on_team(case, day)).order_by("display_name")
)


def team_of(case: Case) -> list[Member]:
    return _team.all(case.pk, clock.today())


@dataclass(frozen=True)
class Waiting:
    """An open case whose worker left: who, since when, and who works on it still."""

    case: Case
    left: str
    since: datetime
    still: list[str]


def waiting_handovers(cases: QuerySet[Case]) -> list[Waiting]:
    """Cases that wait to be handed over, the longest waiting first; the first two hundred."""
    found = Handover.objects.filter(case__in=cases).select_related("member").order_by("since", "pk")
    rows: dict[UUID, Waiting] = {}
    held = {case.pk: case for case in cases.filter(handovers__isnull=False).distinct()[:MOST]}
    for handover in found:
        case = held.get(handover.case_id)
        if case is not None and case.pk not in rows:
            still = [member.display_name for member in team_of(case)]
            rows[case.pk] = Waiting(case, handover.member.display_name, handover.since, still)
    return list(rows.values())


def count_waiting(member: Any) -> int:
    """How many cases of her agency wait to be handed over."""
    # From the few that wait to their cases, never through every case of the agency (access.py).
    cases = Case.objects.alias(own=Coalesce("agency_id", "agency_id"))
    waiting = Handover.objects.values("case")
    return cases.filter(pk__in=waiting, own=member.agency_id).count()


def may_take_over(member: Any) -> list[Member]:
    """Colleagues to whom a coordinator can hand a case over."""
    colleagues = Member.objects.filter(agency_id=member.agency_id, is_active=True)
    return [colleague for colleague in colleagues if colleague.opens_cases]
