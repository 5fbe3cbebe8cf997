"""Referrals as lists and pages show them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from amparo.agencies import waiting
from amparo.agencies.roles import Permission
from amparo.audit.models import AuditEvent
from amparo.cases import parts
from amparo.cases.access import conflicts
from amparo.cases.models import Case, Letter
from amparo.cases.queries.disclosure import READ
from amparo.core import clock
from amparo.core.question import Question
from amparo.referrals.access import referral as access
from amparo.referrals.enums import LIVE, Channel, Ending, ReferralState
from amparo.referrals.models import Answer, Referral, SentPackage

PAGE, MOST, COUNTED = 25, 50, 100
A_DAY, TWO_DAYS = timedelta(hours=24), timedelta(hours=48)
SHOWN = ("organisation", "service", "agency", "to_agency", "disclosure", "package")


def of_case(case: Case) -> list[Referral]:
    """The referrals of a case, the newest first; as many as anybody reads."""
    found = list(access.of_case(case)[:MOST])
    for each in found:
        each.case = each.disclosure.case = case
    return found


def answers_of(referral: Referral) -> list[Answer]:
    found = list(referral.answers.select_related("recorded_by__agency"))
    for each in found:
        each.case = referral.case
    return found


def in_state(referrals: QuerySet[Referral], wanted: str) -> QuerySet[Referral]:
    """All of them, those of one state, or those that are not at their end."""
    if wanted == "open":
        return referrals.filter(state__in=LIVE)
    return referrals.filter(state=wanted) if wanted in ReferralState else referrals


@dataclass(frozen=True)
class Page:
    """Some lines, and the mark from which the next ones go on."""

    lines: list[Referral]
    after: str


def page_of(referrals: QuerySet[Referral], *, by_day: str, after: str = "") -> Page:
    """A page, the newest first, from where the last one ended. Nothing is counted, and nothing is
    passed over: the last of a hundred thousand comes as quickly as the first."""
    wanted = referrals.order_by(f"-{by_day}", "-id")
    if mark := _mark(after):
        at, pk = mark
        same = {by_day: at, "id__gte": pk}
        wanted = wanted.filter(**{f"{by_day}__lte": at}).exclude(**same)
    # First which, then what they say: joined to what they say, all are read and sorted.
    found = list(wanted.values_list("pk", flat=True)[: PAGE + 1])
    whole = Referral.objects.select_related(*SHOWN, "case").in_bulk(found[:PAGE])
    shown = [whole[pk] for pk in found[:PAGE] if pk in whole]
    last = f"{getattr(shown[-1], by_day).isoformat()}_{shown[-1].pk}" if found[PAGE:] else ""
    return Page(shown, last)


def _mark(after: str) -> tuple[datetime, UUID] | None:
    at, _, pk = after.partition("_")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), UUID(pk)
    except ValueError:
        return None


def without_conflict(referrals: list[Referral], member: Any) -> list[Referral]:
    """Without those of files in which somebody of a name like hers is feared."""
    kept = conflicts.in_conflict([each.case for each in referrals], member)
    return [each for each in referrals if each.case_id not in kept]


@dataclass(frozen=True)
class Gone:
    """What went with a referral and cannot be called back: how, when, how often."""

    referral: Referral
    how: str
    times: int
    last: datetime


def outside_our_control(referrals: QuerySet[Referral]) -> list[Gone]:
    """Of referrals that ended: what somebody read, as the log says, and letters taken out."""
    ended = referrals.exclude(state__in=LIVE).order_by()
    over = {str(held): pk for held, pk in ended.values_list("disclosure", "pk")}
    read = AuditEvent.objects.filter(about_id__in=list(over), verb__in=READ).order_by()
    days = read.values("about_id").annotate(times=Count("sequence"), last=Max("at"))
    out = Letter.objects.filter(disclosure__in=list(over), taken_out_at__isnull=False)
    words = gettext("Read in the system")
    found = [(row["about_id"], words, row["times"], row["last"]) for row in days]
    for each in out.select_related("agency"):
        words = gettext("Letter no. %(folio)s") % {"folio": each.shown_folio}
        found.append((str(each.disclosure_id), words, 1, each.taken_out_at))
    files = SentPackage.objects.filter(referral__disclosure__in=list(over))
    for each in files.filter(taken_out_at__isnull=False).select_related("referral"):
        held = str(each.referral.disclosure_id)
        found.append((held, gettext("In a sealed file"), 1, each.taken_out_at))
    rows = referrals.select_related("organisation", "service")
    whole = rows.in_bulk({over[held] for held, *_rest in found})
    return [Gone(whole[over[held]], how, times, last) for held, how, times, last in found]


@waiting.counted(
    ngettext_lazy(
        "%(number)s referral to your agency waits for an answer, or was stopped.",
        "%(number)s referrals to your agency wait for an answer, or were stopped.",
        "number",
    ),
    url="referrals:received",
    label=_("Referrals to us"),
    among_cases=True,
)
def to_answer(member: Any) -> int:
    """A stop that nobody there has seen yet waits too. Counted up to a hundred: above the caseload
    nobody reads more, and everybody waits for it."""
    found = access.received(member).filter(state__in=[ReferralState.SENT, ReferralState.CLOSED])
    wait = found.filter(Q(state=ReferralState.SENT) | Q(stopped_at__isnull=True))
    # As many as her list shows: one more would say that somebody fears her name.
    return len(without_conflict(list(wait.order_by().select_related("case")[:COUNTED]), member))


def unanswered(now: datetime, *, since: timedelta) -> QuerySet[Referral]:
    """Sent in the system so long ago, and nobody has answered. Files that nobody opens are left."""
    rows = Referral.objects.filter(
        state=ReferralState.SENT, channel=Channel.IN_SYSTEM, case__disposal__isnull=True
    )
    return rows.filter(sent_at__lte=now - since)


def to_remind(now: datetime) -> QuerySet[Referral]:
    return unanswered(now, since=A_DAY).filter(reminded_at__isnull=True).order_by("sent_at", "pk")


def to_raise(now: datetime) -> QuerySet[Referral]:
    return unanswered(now, since=TWO_DAYS).filter(raised_at__isnull=True).order_by("sent_at", "pk")


@waiting.counted(
    ngettext_lazy(
        "%(number)s referral of your cases has had no answer for two days. Call them.",
        "%(number)s referrals of your cases have had no answer for two days. Call them.",
        "number",
    ),
    url="referrals:sent",
    label=_("Referrals"),
    among_cases=True,
)
def raised(member: Any) -> int:
    if not member.may(Permission.ASSIGN_TEAM):
        return 0
    late = unanswered(clock.now(), since=TWO_DAYS).filter(agency=member.agency_id)
    return late.order_by().values("pk")[:COUNTED].count()


_states = Question(lambda case: Referral.objects.filter(case=case).values_list("state", "ending"))


@parts.case_part
def _on_the_case_page(member: Any, case: Case) -> parts.Part:
    held = _states.all(case.pk)
    states = {state for state, _ending in held}
    standing, tone = "", "neutral"
    if held and held[0][1] == Ending.LETTER_VOID:  # the newest stands first
        standing, tone = gettext("its letter is void"), "stopped"
    if ReferralState.ACCEPTED in states:
        standing, tone = gettext("accepted"), "good"
    if ReferralState.SENT in states:
        standing, tone = gettext("waits for an answer"), "waiting"
    url = reverse("referrals:of_case", args=[case.pk])
    return parts.Part(parts.Shelf.HELP, gettext("Referrals"), url, standing, tone)
