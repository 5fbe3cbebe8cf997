"""What is held about somebody and who looked at it: from the records and the log themselves.

Whatever hangs on her or on a case of hers is found by its foreign key, and what hangs on that by
the key under which it is sealed, so that a subject added tomorrow is named too. Offices and roles
are named, never colleagues.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Max, Min
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amparo.agencies.enums import Role
from amparo.agencies.models import Member
from amparo.audit.models import AuditEvent
from amparo.cases.models import Case
from amparo.cases.queries import log
from amparo.cases.queries.log import SEEN
from amparo.people.enums import CameFrom
from amparo.people.models import Person
from amparo.people.queries.keeping import day_of

# In words that she can follow. What is not here is named as the records call it.
KINDS: dict[str, Promise] = {
    "assistance.assistance": gettext_lazy("Help you got"),
    "assistance.needsassessment": gettext_lazy("What you said you need"),
    "cases.document": gettext_lazy("Papers and photos"),
    "cases.event": gettext_lazy("What happened to you"),
    "cases.letter": gettext_lazy("Letters we wrote about you"),
    "cases.note": gettext_lazy("Notes about your case"),
    "cases.identificationdecision": gettext_lazy("What was decided about you"),
    "cases.screening": gettext_lazy("What we asked you, and what you said"),
    "cases.task": gettext_lazy("What we still have to do for you"),
    "journeys.decisioninterview": gettext_lazy("What you said about going home"),
    "journeys.fittotravel": gettext_lazy("Whether you are well enough to travel"),
    "journeys.grant": gettext_lazy("Money that was promised to you"),
    "journeys.hostassessment": gettext_lazy("What was found about where you would live"),
    "journeys.journey": gettext_lazy("Your way home, or your family's way to you"),
    "journeys.lostcontact": gettext_lazy("When we could not reach you"),
    "journeys.match": gettext_lazy("People who ask for you"),
    "journeys.outsidepaper": gettext_lazy("Papers about your journey for others"),
    "journeys.reintegration": gettext_lazy("How we accompany you in your new life"),
    "journeys.returnassessment": gettext_lazy("Whether it is safe for you to go home"),
    "journeys.tracing": gettext_lazy("The search for your family"),
    "journeys.travelban": gettext_lazy("Orders that forbid that you leave"),
    "journeys.travelpaper": gettext_lazy("Your papers for the journey"),
    "journeys.travelplan": gettext_lazy("Your itinerary"),
    "journeys.visit": gettext_lazy("Visits to you, and what you said then"),
    "people.consent": gettext_lazy("What you said yes or no to"),
    "people.dutytold": gettext_lazy("What we told you about the law"),
    "people.legalhold": gettext_lazy("An order to keep your data"),
    "referrals.referral": gettext_lazy("Where we referred you for help"),
    "registers.importrow": gettext_lazy("A line of an older list"),
}
# Parts of something that is named as a whole.
PARTS = {
    "assistance.dose",
    "assistance.leave",
    "assistance.planaction",
    "assistance.plangoal",
    "cases.documentpiece",
    "cases.earliernote",
    "cases.notthesame",
    "journeys.escort",
    "journeys.lostcontactstep",
    "journeys.proof",
    "journeys.tranche",
    "people.assent",
    "referrals.answer",
    "referrals.slip",
}
# How the program finds its way; they say nothing about her that the rest does not say.
LEFT_OUT = {
    "cases.case",
    "cases.handover",
    "cases.involvement",
    "cases.label",
    "cases.masking",
    "cases.teammate",
    "people.keepingend",
    "people.namebearers",
    "people.nameplace",
}
DAYS = (
    "given_on",
    "assessed_on",
    "received_on",
    "recorded_at",
    "added_at",
    "placed_at",
    "told_at",
    "entered_at",
    "prepared_at",
    "drafted_at",
    "written_at",
    "decided_at",
    "opened_at",
    "broken_at",
)
OTHER_LOOKS = ["keeping_opened", "log_of_case_read"]
COPIES = [
    "case_printed",
    "document_taken_out",
    "document_original_opened",
    "held_document_taken_out",
    "letter_taken_out",
    "outside_paper_taken_out",
    "redacted_copy_made",
    "copy_given",
    "bed_list_printed",
]

_went: list[Callable[[Person], list["Gone"]]] = []


@dataclass(frozen=True)
class Kind:
    """One kind of information: how much of it, and since when."""

    name: Any
    since: date | None
    number: int | None = None


@dataclass(frozen=True)
class Look:
    """An office and a kind of work there: how often, at how many pages, from when to when, what
    for. The pages that somebody opens in one hour are one time."""

    office: str
    role: str
    why: str
    times: int
    pages: int
    first: datetime
    last: datetime
    saw_name: bool


@dataclass(frozen=True)
class Gone:
    """Something that went to somebody outside: to whom, when, on what it rested."""

    to: str
    on: date
    what: str


def also_went(rule: Callable[[Person], list[Gone]]) -> Callable[[Person], list[Gone]]:
    """Let a room above say what it handed to somebody: it then stands on her paper."""
    _went.append(rule)
    return rule


def kinds(person: Person) -> list[Kind]:
    since = day_of(person.created_at)
    own = [
        (_("Your name"), person.full_name or person.known_as),
        (_("How to reach you"), person.phone or person.address),
        (_("Numbers of your papers"), person.papers),
        (_("Your age"), person.birth_date or person.birth_year),
        (_("Your country and languages"), person.citizenships or person.languages),
    ]
    found = [Kind(name, since) for name, held in own if held]
    return found + list(_hanging(person))


def _hanging(person: Person) -> Iterator[Kind]:
    cases = list(Case.objects.filter(person=person))
    if any(case.safety_note or case.notes or case.next_step for case in cases):
        yield Kind(_("Notes to keep you safe and to help you"), cases[0].opened_on, 1)
    seen: set[str] = set()
    for owner, values in ((Person, [person]), (Case, cases)):
        for relation in owner._meta.related_objects:
            model, field = relation.related_model, relation.field
            label = model._meta.label_lower
            if label in LEFT_OUT or label in seen:
                continue
            seen.add(label)
            rows = model._base_manager.filter(**{f"{field.name}__in": values}).distinct()
            if number := rows.count():
                yield _kind(person, model, rows, number)
    yield from _further(person, seen)


def _further(person: Person, seen: set[str]) -> Iterator[Kind]:
    """What hangs on something of hers: found by the way to the key under which it is sealed."""
    for model in apps.get_models():
        label, path = model._meta.label_lower, getattr(model, "SEALING_PATH", "")
        if label in seen | PARTS | LEFT_OUT or not path.endswith("__person_id"):
            continue
        rows = model._base_manager.filter(**{path: person.pk})
        if number := rows.count():
            yield _kind(person, model, rows, number)


def _kind(
    person: Person, model: type[models.Model], rows: models.QuerySet[Any], number: int
) -> Kind:
    label = model._meta.label_lower
    fields = {field.name for field in model._meta.fields}
    day = next((name for name in DAYS if name in fields), None)
    since = rows.aggregate(since=Min(day))["since"] if day else _first_in_log(person, label)
    # What came with her first entry keeps no day of its own.
    since = since or person.created_at
    name = KINDS.get(label) or str(model._meta.verbose_name_plural).capitalize()
    return Kind(name, day_of(since) if isinstance(since, datetime) else since, number)


def _first_in_log(person: Person, label: str) -> datetime | None:
    """Since when, of a kind that keeps no day itself: when the log first tells of one of hers."""
    told = AuditEvent.objects.filter(person=str(person.pk), about=label)
    return told.aggregate(first=Min("at"))["first"]


def came_from(person: Person) -> str:
    if person.came_from == CameFrom.REGISTER:
        return _("We took it from an older list of this office. Ask us which one.")
    return _("You told us, or somebody who helped you did.")


def looks(person: Person) -> list[Look]:
    """Which offices opened it, and what for. Reading the log is a look too."""
    about = AuditEvent.objects.filter(person=str(person.pk), verb__in=[*SEEN, *OTHER_LOOKS])
    found = log.looks(about, watched=OTHER_LOOKS)
    ids = [each.actor for each in found if len(each.actor) == 36]
    members = {str(m.pk): m for m in Member.objects.select_related("agency").filter(pk__in=ids)}
    merged: dict[tuple[str, str, str], Look] = {}
    for each in found:
        look = _look(each, members.get(each.actor))
        key = (look.office, look.role, look.why)
        merged[key] = _joined(merged[key], look) if key in merged else look
    return sorted(merged.values(), key=lambda look: look.last, reverse=True)


def _look(each: log.Looks, member: Member | None) -> Look:
    office = member.agency.name if member else _("The system")
    role = str(Role(member.role).label) if member else ""
    watched = each.watched == each.pages
    why = _("To look after your data") if watched else _("To work with you")
    facts = each.times, each.pages, each.first, each.last, each.revealed > 0
    return Look(office, role, why, *facts)


def _joined(one: Look, other: Look) -> Look:
    return Look(
        one.office,
        one.role,
        one.why,
        one.times + other.times,
        one.pages + other.pages,
        min(one.first, other.first),
        max(one.last, other.last),
        one.saw_name or other.saw_name,
    )


def went(person: Person) -> list[Gone]:
    return sorted(
        (gone for rule in _went for gone in rule(person)), key=lambda gone: gone.on, reverse=True
    )


def copies(person: Person) -> tuple[int, date | None]:
    """How often somebody printed or took out papers about her, and when last."""
    rows = AuditEvent.objects.filter(person=str(person.pk), verb__in=COPIES)
    found = rows.aggregate(times=Count("sequence"), last=Max("at"))
    return found["times"], day_of(found["last"]) if found["last"] else None
