"""The audit log for its readers: a page of the events that concern their agencies."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Cast, NullIf, Replace
from django.utils.translation import gettext_lazy as _

from amparo import audit
from amparo.agencies import OPERATOR
from amparo.agencies.models import Agency, Member
from amparo.audit.models import AuditEvent
from amparo.people import access, policies
from amparo.people.models import Erasure
from amparo.registers.models import Import
from amparo.site.event_words import WORDS

PAGE = 50
NOBODY = {
    OPERATOR.id: _("By a command on the machine"),
    audit.anonymous.id: _("Before signing in"),
}
# So few events are looked at one after the other; more are found by an index.
NEAR = 5_000
MOST_NAMED = 5_000


@dataclass(frozen=True)
class Line:
    sequence: int
    at: datetime
    verb: str
    words: str
    who: str
    agency: str
    about: str
    fields: str
    detail: str


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    before: int | None


def verbs(member: Member) -> dict[str, str]:
    """The kinds of events she finds, each with its words, or with its code where it has none."""
    events = AuditEvent.objects.order_by("verb").values_list("verb", flat=True).distinct()
    if policies.answers_for_all(by=member):
        found = set(events)
    else:
        kept = access.kept_agencies(member)
        own = _own(kept)
        is_quiet = AuditEvent.objects.filter(own).order_by()[: NEAR + 1].count() <= NEAR
        found = set(events.filter(own)).union(
            *(events.filter(others) for others in _by_others(member, kept, one_by_one=not is_quiet))
        )
    return {verb: str(WORDS.get(verb, verb)) for verb in sorted(found)}


def page(member: Member, *, before: int | None = None, verb: str = "") -> Page:
    """Fifty events, newest first. The log holds no names and no values, so neither does a page."""
    found = _newest(member, before, Q(verb=verb) if verb else Q())
    shown = found[:PAGE]
    members = _names(Member, "display_name", {event.actor for event in shown})
    agencies = _names(Agency, "name", {event.actor_agency for event in shown})
    lines = [_line(event, members, agencies) for event in shown]
    return Page(lines, shown[-1].sequence if len(found) > PAGE else None)


def _newest(member: Member, before: int | None, kind: Q) -> list[AuditEvent]:
    """One page and one event more: the newest that members of her agency did, and what others did
    since the oldest of them, or ever."""
    events = AuditEvent.objects.filter(kind)
    if before is not None:
        events = events.filter(sequence__lt=before)
    if policies.answers_for_all(by=member):
        return list(events.order_by("-sequence")[: PAGE + 1])
    kept = access.kept_agencies(member)
    numbers = _numbers(events.filter(_own(kept)).order_by("-sequence"))
    oldest = numbers[PAGE] if len(numbers) > PAGE else 0
    events = events.filter(sequence__gt=oldest)
    is_near = (before or _highest()) - oldest <= NEAR
    for condition in _by_others(member, kept, one_by_one=is_near):
        # By a sum, or the database would rather walk through all of the log in its order.
        order = "-sequence" if is_near else (F("sequence") + Value(0)).desc()
        numbers += _numbers(events.filter(condition).order_by(order))
    wanted = sorted(set(numbers), reverse=True)[: PAGE + 1]
    return list(AuditEvent.objects.filter(sequence__in=wanted).order_by("-sequence"))


def _highest() -> int:
    return AuditEvent.objects.aggregate(highest=Max("sequence"))["highest"] or 0


def _numbers(events: QuerySet[AuditEvent]) -> list[int]:
    return list(events.values_list("sequence", flat=True)[: PAGE + 1])


def _own(kept: QuerySet[Agency]) -> Q:
    """What members of her agency did."""
    return Q(actor_agency__in=[str(pk) for pk in kept.values_list("pk", flat=True)])


def _by_others(member: Member, kept: QuerySet[Agency], *, one_by_one: bool) -> list[Q]:
    """What anybody did to members of her agency, or to a record that it keeps: as conditions that
    an index answers, or to be asked of one event after the other."""
    members = Member.objects.filter(agency__in=kept).values_list("pk", flat=True)
    about = Q(
        about="agencies.agency", about_id__in=[str(pk) for pk in kept.values_list("pk", flat=True)]
    )
    about |= Q(about="agencies.member", about_id__in=[str(pk) for pk in members])
    # Whose record it was. Who was erased, and what came in of no single person, is known by number.
    records: list[tuple[QuerySet[Any], str]] = [
        (access.kept_people(member), "pk"),
        (Erasure.objects.filter(agency__in=kept), "person_id"),
        (Import.objects.filter(agency__in=kept), "pk"),
    ]
    if not one_by_one and (ids := _few(records)) is not None:
        return [about, Q(person__in=ids)]
    bare = NullIf(Replace(OuterRef("person"), Value("-")), Value(""))
    whose = Cast(bare, UUIDField())
    asked = [Q(Exists(rows.filter(**{number: whose}))) for rows, number in records]
    return [reduce(or_, [about, *asked]) & ~_own(kept)]


def _few(records: list[tuple[QuerySet[Any], str]]) -> list[str] | None:
    """The numbers of these records, unless they are too many to be named."""
    found: list[str] = []
    for rows, number in records:
        found += map(str, rows.order_by().values_list(number, flat=True)[: MOST_NAMED + 1])
    return found if len(found) <= MOST_NAMED else None


def _names(model: Any, field: str, ids: set[str]) -> dict[str, str]:
    wanted = [one for one in ids if len(one) == 36]
    return {
        str(pk): name for pk, name in model.objects.filter(pk__in=wanted).values_list("pk", field)
    }


def _kind(label: str) -> str:
    """What sort of record it was, in words; what a version before this one knew keeps its code."""
    try:
        return str(apps.get_model(label)._meta.verbose_name) if label else ""
    except (LookupError, ValueError):
        return label


def _line(event: AuditEvent, members: dict[str, str], agencies: dict[str, str]) -> Line:
    detail = json.loads(event.detail)
    return Line(
        sequence=event.sequence,
        at=event.at,
        verb=event.verb,
        words=str(WORDS.get(event.verb, "")),
        who=members.get(event.actor) or str(NOBODY.get(event.actor, event.actor)),
        agency=agencies.get(event.actor_agency, ""),
        about=_kind(event.about),
        fields=", ".join(json.loads(event.fields)),
        detail=", ".join(f"{key}: {value}" for key, value in sorted(detail.items())),
    )
