"""Referrals as lists and pages show them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
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
from amparo.referrals.enums import LIVE, Channel, ReferralState
from amparo.referrals.models import Answer, Referral

PAGE = 25
A_DAY, TWO_DAYS = timedelta(hours=24), timedelta(hours=48)
SHOWN = ("organisation", "service", "agency", "to_agency", "disclosure")


def of_case(case: Case) -> list[Referral]:
    """The referrals of a case, the newest first."""
    found = list(access.of_case(case))
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
    wanted = referrals.order_by(f"-{by_day}", "-id").select_related(*SHOWN, "case")
    if mark := _mark(after):
        at, pk = mark
        same = {by_day: at, "id__gte": pk}
        wanted = wanted.filter(**{f"{by_day}__lte": at}).exclude(**same)
    found = list(wanted[: PAGE + 1])
    shown = found[:PAGE]
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


def outside_our_control(referrals: list[Referral]) -> list[Gone]:
    """Of referrals that ended: what somebody read, as the log says, and letters taken out."""
    over = {str(each.disclosure_id): each for each in referrals if not each.is_live}
    read = AuditEvent.objects.filter(about_id__in=list(over), verb__in=READ)
    found: dict[str, list[datetime]] = {}
    for pk, at in read.order_by("at").values_list("about_id", "at"):
        found.setdefault(pk, []).append(at)
    words = gettext("Read in the system")
    gone = [Gone(over[pk], words, len(days), days[-1]) for pk, days in found.items()]
    out = Letter.objects.filter(disclosure__in=list(over), taken_out_at__isnull=False)
    for each in out.select_related("agency"):
        words = gettext("Letter no. %(folio)s") % {"folio": each.shown_folio}
        gone.append(Gone(over[str(each.disclosure_id)], words, 1, each.taken_out_at))
    return gone


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
    """A stop that nobody there has seen yet waits too."""
    unseen = Q(state=ReferralState.CLOSED, stopped_at__isnull=True)
    return access.received(member).filter(Q(state=ReferralState.SENT) | unseen).count()


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
    return late.count()


_states = Question(
    lambda case: Referral.objects.filter(case=case).values_list("state", flat=True).order_by()
)


@parts.case_part
def _on_the_case_page(member: Any, case: Case) -> parts.Part:
    states = _states.all(case.pk)
    standing, tone = "", "neutral"
    if ReferralState.ACCEPTED in states:
        standing, tone = gettext("accepted"), "good"
    if ReferralState.SENT in states:
        standing, tone = gettext("waits for an answer"), "waiting"
    url = reverse("referrals:of_case", args=[case.pk])
    return parts.Part(parts.Shelf.HELP, gettext("Referrals"), url, standing, tone)
