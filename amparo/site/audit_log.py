"""The audit log for its readers: a page of the events that concern their agencies."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet, UUIDField, Value
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


def visible_events(member: Member) -> QuerySet[AuditEvent]:
    """All of the log for who answers for the whole installation. For others what members of their
    agencies did, and what anybody did to those members or to a record that they keep."""
    events = AuditEvent.objects.all()
    if policies.answers_for_all(by=member):
        return events
    kept = access.kept_agencies(member)
    agencies = [str(pk) for pk in kept.values_list("pk", flat=True)]
    members = Member.objects.filter(agency__in=kept).values_list("pk", flat=True)
    hers = Q(about="agencies.agency", about_id__in=agencies)
    hers |= Q(about="agencies.member", about_id__in=[str(pk) for pk in members])
    # Whose record it was. Who was erased, and what came in of no single person, is known by number.
    bare = NullIf(Replace(OuterRef("person"), Value("-")), Value(""))
    whose = Cast(bare, UUIDField())
    for records in (
        access.kept_people(member).filter(pk=whose),
        Erasure.objects.filter(agency__in=kept, person_id=whose),
        Import.objects.filter(agency__in=kept, pk=whose),
    ):
        hers |= Q(Exists(records))
    return events.filter(Q(actor_agency__in=agencies) | hers)


def verbs(member: Member) -> dict[str, str]:
    """The kinds of events she finds, each with its words, or with its code where it has none."""
    found = visible_events(member).values_list("verb", flat=True)
    return {verb: str(WORDS.get(verb, verb)) for verb in found.distinct().order_by("verb")}


def page(member: Member, *, before: int | None = None, verb: str = "") -> Page:
    """Fifty events, newest first. The log holds no names and no values, so neither does a page."""
    events = visible_events(member).order_by("-sequence")
    if before is not None:
        events = events.filter(sequence__lt=before)
    if verb:
        events = events.filter(verb=verb)
    found = list(events[: PAGE + 1])
    shown = found[:PAGE]
    members = _names(Member, "display_name", {event.actor for event in shown})
    agencies = _names(Agency, "name", {event.actor_agency for event in shown})
    lines = [_line(event, members, agencies) for event in shown]
    return Page(lines, shown[-1].sequence if len(found) > PAGE else None)


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
