"""What she said about being contacted, and the contacts there were."""

from dataclasses import dataclass
from datetime import datetime, time

from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.core.question import Question
from amparo.people.enums.contact import Channel, YesNo
from amparo.people.models import Contact, Person, SafeContact
from amparo.people.policies import contact as policies
from amparo.people.policies.contact import Rules, Way
from amparo.people.queries.same import together

SHOWN = 50


_newest = Question(lambda person: SafeContact.objects.filter(person=person).order_by("-version"))
_newest_answer = Question(
    lambda person: (
        SafeContact.objects.filter(person=person)
        .order_by("-version")
        .values_list("answer", flat=True)
    )
)


def current(person: Person) -> SafeContact | None:
    """What holds now: the last word."""
    return _of(person, _newest.first(person.pk))


def at_that_time(person: Person, at: datetime) -> SafeContact | None:
    """What held at a moment, so that a contact of last week is judged by what was known then."""
    # The hour of a contact is written to the minute.
    minute = at.replace(second=59, microsecond=999_999)
    held = person.safe_contacts.filter(recorded_at__lte=minute).order_by("-version").first()
    return _of(person, held)


def versions(person: Person) -> list[SafeContact]:
    """Everything she ever said about it, the newest first."""
    return [_of(person, each) for each in person.safe_contacts.select_related("recorded_by")]


def rules_of(said: SafeContact | None) -> Rules | None:
    if said is None:
        return None
    return Rules(said.answer, tuple(way_of(each) for each in said.ways))


def way_of(held: dict) -> Way:
    start, end = (time.fromisoformat(held[name]) for name in ("from", "until"))
    return Way(held["channel"], frozenset(held["days"]), start, end)


@dataclass(frozen=True)
class Door:
    """One way to her, and whether it is open now."""

    channel: Channel
    decision: Decision


def doors(person: Person, *, at: datetime | None = None) -> list[Door]:
    """Each way to her. Where several records are about her, all of them must open it."""
    rules, others = rules_of(current(person)), other_rules(person)
    decide, at = policies.can_contact_her, at or clock.now()
    return [Door(each, decide(rules, others, channel=each, at=at)) for each in Channel]


def ways_now(person: Person) -> list[str]:
    """By which ways she may be contacted at this moment."""
    return [str(door.channel.label) for door in doors(person) if door.decision]


def other_rules(person: Person, *, at: datetime | None = None) -> list[Rules | None]:
    """What her other records say, now or as it was known at a moment."""
    return [
        rules_of(at_that_time(each, at) if at else current(each)) for each in together(person)[1:]
    ]


def contacts_of(person: Person) -> list[Contact]:
    """Her contacts, the latest first; the last fifty."""
    found = list(person.contacts.select_related("recorded_by")[:SHOWN])
    for each in found:
        each.person = person
    return found


def last_contact(person: Person) -> datetime | None:
    """When somebody last contacted her, or she came."""
    return person.contacts.order_by("-at").values_list("at", flat=True).first()


def answer_of(person: Person) -> YesNo:
    """Her last answer to whether it is safe to contact her; nobody asked: not asked.

    Where several records are about her, the strictest of them.
    """
    return YesNo(policies.strictest(_answer(each) for each in together(person)))


def _answer(person: Person) -> str:
    return _newest_answer.first(person.pk) or YesNo.NOT_ASKED


def _of(person: Person, held: SafeContact | None) -> SafeContact | None:
    if held is not None:
        # The person who is open already, so that her key is fetched once.
        held.person = person
    return held
