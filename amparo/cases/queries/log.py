"""Who has seen a file: reads of the log about one person."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from amparo.agencies.models import Member
from amparo.audit.models import AuditEvent
from amparo.cases.models import Case
from amparo.cases.wording import sentence

PAGE = 50
# Reading the log is part of the log, but it shows nothing of the file.
SEEN = [
    "case_opened",
    "event_opened",
    "person_opened",
    "identity_revealed",
    "case_printed",
    "document_opened",
    "document_taken_out",
    "document_original_opened",
    "held_document_taken_out",
    "screening_opened",
    "letter_taken_out",
    "redacted_copy_made",
    "disclosure_previewed",
    "disclosure_printed",
    "shared_opened",
    "shared_identity_opened",
]
# A paper or a photograph says who somebody is as a name does.
SHOWS_IDENTITY = [
    "identity_revealed",
    "document_taken_out",
    "document_original_opened",
    "held_document_taken_out",
    "shared_identity_opened",
    "letter_taken_out",
]


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    what: str
    shows_identity: bool


@dataclass(frozen=True)
class Reader:
    """One member, how often she opened the file, whether she saw the name, and when last."""

    who: str
    times: int
    saw_identity: bool
    last: datetime


@dataclass(frozen=True)
class LogPage:
    entries: list[Entry]
    before: int | None


def _about(case: Case) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(person=str(case.person_id))


def log_page(case: Case, *, before: int | None = None) -> LogPage:
    """What was done with the file, newest first, from where the last page ended."""
    events = _about(case).order_by("-sequence")
    if before is not None:
        events = events.filter(sequence__lt=before)
    found = list(events[: PAGE + 1])
    names = _names({event.actor for event in found})
    entries = [
        Entry(
            event.at,
            names(event.actor),
            sentence(event.verb, json.loads(event.detail)),
            event.verb in SHOWS_IDENTITY,
        )
        for event in found[:PAGE]
    ]
    return LogPage(entries, found[PAGE - 1].sequence if len(found) > PAGE else None)


def readers(case: Case) -> list[Reader]:
    """Everyone who opened the file, the latest first."""
    counted = (
        _about(case)
        .filter(verb__in=SEEN)
        .values("actor")
        .annotate(
            times=Count("sequence"),
            revealed=Count("sequence", filter=Q(verb__in=SHOWS_IDENTITY)),
            last=Max("at"),
        )
        .order_by("-last")
    )
    rows = list(counted)
    names = _names({row["actor"] for row in rows})
    return [
        Reader(names(row["actor"]), row["times"], row["revealed"] > 0, row["last"]) for row in rows
    ]


def _names(actors: set[str]) -> Any:
    ids = [actor for actor in actors if len(actor) == 36]
    members = Member.objects.select_related("agency").filter(pk__in=ids)
    held = {str(member.pk): f"{member.display_name} · {member.agency.name}" for member in members}

    def name(actor: str) -> str:
        from django.utils.translation import gettext

        return held.get(actor) or gettext("The system")

    return name
