"""Who has seen a file: reads of the log about one person."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncHour
from django.utils.translation import gettext

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
    "guest_opened",
    "guest_shown",
    "blocked_file_read",
    "disclosure_request_read",
    "referral_opened",
    "conference_heard",
    "transfer_looked_at",
    "bed_list_printed",
]
# A look at a page and no more: many in one hour are one line.
PAGES = {
    "case_opened",
    "event_opened",
    "person_opened",
    "document_opened",
    "screening_opened",
    "guest_opened",
    "guest_shown",
    "referral_opened",
    "conference_heard",
    "transfer_looked_at",
    "log_of_case_read",
}
# A paper or a photograph says who somebody is as a name does.
SHOWS_IDENTITY = [
    "identity_revealed",
    "document_taken_out",
    "document_original_opened",
    "held_document_taken_out",
    "shared_identity_opened",
    "letter_taken_out",
    "outside_paper_taken_out",
]


@dataclass(frozen=True)
class Entry:
    """One line of the log, or the pages at which somebody looked in one hour, the latest first."""

    at: datetime
    who: str
    what: str
    shows_identity: bool
    since: datetime | None = None
    # Page by page, how often.
    pages: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Looks:
    """What one member looked at: in how many hours, at how many pages, and how many of a kind."""

    actor: str
    times: int
    pages: int
    revealed: int
    watched: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Reader:
    """One member, how often she opened the file and how many pages of it, whether she saw the
    name, and when last."""

    who: str
    times: int
    pages: int
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
    entries = list(_entries(found[:PAGE], names))
    return LogPage(entries, found[PAGE - 1].sequence if len(found) > PAGE else None)


def _entries(events: Iterable[AuditEvent], names: Any) -> Iterator[Entry]:
    """Line by line; pages at which somebody looked one after the other in one hour are one."""
    for _key, run in groupby(events, key=_folds_with):
        together = list(run)
        said = [sentence(event.verb, json.loads(event.detail)) for event in together]
        newest, oldest = together[0], together[-1]
        shows = newest.verb in SHOWS_IDENTITY
        if len(together) == 1:
            yield Entry(newest.at, names(newest.actor), said[0], shows)
            continue
        what = gettext("Looked at %(pages)s pages within one hour") % {"pages": len(said)}
        counted = tuple(Counter(said).items())
        yield Entry(newest.at, names(newest.actor), what, shows, oldest.at, counted)


def _folds_with(event: AuditEvent) -> Any:
    if event.verb not in PAGES:
        return event.sequence
    return event.actor, event.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def readers(case: Case) -> list[Reader]:
    """Everyone who opened the file, the latest first."""
    found = sorted(looks(_about(case).filter(verb__in=SEEN)), key=lambda each: each.last)
    names = _names({each.actor for each in found})
    return [
        Reader(names(each.actor), each.times, each.pages, each.revealed > 0, each.last)
        for each in reversed(found)
    ]


def looks(events: QuerySet[AuditEvent], *, watched: Iterable[str] = ()) -> list[Looks]:
    """Member by member. Opening many pages in one hour is one look at the file."""
    hours = events.values("actor", hour=TruncHour("at", tzinfo=UTC)).annotate(
        pages=Count("sequence"),
        revealed=Count("sequence", filter=Q(verb__in=SHOWS_IDENTITY)),
        watched=Count("sequence", filter=Q(verb__in=list(watched))),
        first=Min("at"),
        last=Max("at"),
    )
    rows = groupby(hours.order_by("actor", "hour"), key=lambda row: row["actor"])
    return [_together(actor, list(found)) for actor, found in rows]


def _together(actor: str, hours: list[dict[str, Any]]) -> Looks:
    def of(name: str) -> list[Any]:
        return [row[name] for row in hours]

    counted = (len(hours), sum(of("pages")), sum(of("revealed")), sum(of("watched")))
    return Looks(actor, *counted, min(of("first")), max(of("last")))


def _names(actors: set[str]) -> Any:
    ids = [actor for actor in actors if len(actor) == 36]
    members = Member.objects.select_related("agency").filter(pk__in=ids)
    held = {str(member.pk): f"{member.display_name} · {member.agency.name}" for member in members}

    def name(actor: str) -> str:
        return held.get(actor) or gettext("The system")

    return name
