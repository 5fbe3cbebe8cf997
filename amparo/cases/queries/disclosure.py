"""What a disclosure would let go today, and what was opened to an agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext

from amparo.agencies.models import Agency, Member
from amparo.audit.models import AuditEvent
from amparo.cases import blocks as case_blocks
from amparo.cases import parts
from amparo.cases.access import conflicts
from amparo.cases.access import disclosure as access
from amparo.cases.enums.disclosure import DisclosureState
from amparo.cases.models import Case, Disclosure
from amparo.cases.models.disclosure import DECIDED
from amparo.cases.queries import what_we_hold
from amparo.core.question import Question
from amparo.people.enums import Block, Recipient, Why
from amparo.people.models import Person
from amparo.people.policies import disclosure as rule
from amparo.people.policies.disclosure import Verdict
from amparo.people.queries.keeping import day_of

READ = ("shared_opened", "shared_identity_opened")


def would_go(disclosure: Disclosure, found: Iterable[Verdict]) -> list[str]:
    """What goes if it is decided now; of what takes two, what they are asked to decide."""
    if disclosure.takes_two and not any(each.why == Why.NOT_TO_THEM for each in found):
        return [block for block in rule.BLOCKS if block in disclosure.blocks]
    return rule.going(found)


@dataclass(frozen=True)
class Row:
    """One block of a preview: what goes of it, or the sentence that says why not."""

    verdict: Verdict
    goes: bool
    facts: list[case_blocks.Fact]


def shown_blocks(disclosure: Disclosure, found: Iterable[Verdict], *, on: date) -> list[str]:
    """What its preview opens: what would go, what goes, and once it is over nothing."""
    if disclosure.state in (DisclosureState.PREPARED, DisclosureState.WAITING):
        return would_go(disclosure, found)
    return access.opened_blocks(disclosure, on=on)


def rows(disclosure: Disclosure, found: list[Verdict], going: list[str]) -> list[Row]:
    """The preview: what this recipient would read, with what stands there now."""
    return [
        Row(
            verdict,
            verdict.block in going,
            case_blocks.contents(disclosure.case, verdict.block) if verdict.block in going else [],
        )
        for verdict in found
    ]


@dataclass(frozen=True)
class Package:
    """A block as its recipient reads it."""

    label: str
    facts: list[case_blocks.Fact]


def package(disclosure: Disclosure, opened: Iterable[str]) -> list[Package]:
    return [
        Package(str(Block(block).label), case_blocks.contents(disclosure.case, block))
        for block in opened
    ]


@dataclass(frozen=True)
class Line:
    """A disclosure as lists show it."""

    disclosure: Disclosure
    recipient: str
    opened: list[str]
    waits: bool

    @property
    def is_open(self) -> bool:
        return bool(self.opened)

    @property
    def opened_words(self) -> list[str]:
        return [str(Block(block).label) for block in self.opened]


def lines_of(case: Case, *, on: date) -> list[Line]:
    """Every disclosure of a case, the latest first."""
    found = case.disclosures.select_related("prepared_by", "decided_by", "confirmed_by", "agency")
    return [_line(disclosure, case, on) for disclosure in found]


def _line(disclosure: Disclosure, case: Case, on: date) -> Line:
    disclosure.case = case
    waits = disclosure.state == DisclosureState.WAITING
    return Line(
        disclosure, recipient_words(disclosure), access.opened_blocks(disclosure, on=on), waits
    )


def recipient_words(disclosure: Disclosure) -> str:
    kind, name = Recipient(disclosure.recipient).label, disclosure.recipient_name
    return f"{kind}: {name}" if name else str(kind)


def opened_to(member: Any, *, on: date) -> list[Line]:
    """What other agencies opened to hers, holds today and opens to her."""
    held = access.standing_for(member, on=on).select_related("case__person", "case__agency")
    found = list(held.order_by("-decided_at"))
    kept = conflicts.in_conflict([each.case for each in found], member)
    lines = [_line(each, each.case, on) for each in found if each.case_id not in kept]
    return [line for line in lines if line.is_open and access.opens_to(line.disclosure, member)]


def to_be_named(member: Any, *, on: date) -> list[Line]:
    """Files for named people that wait for her to say who in her agency reads them."""
    held = access.waiting_for_names(member, on=on).select_related("case__person", "case__agency")
    with_readers = held.prefetch_related("readers__member").order_by("-decided_at")
    lines = [_line(each, each.case, on) for each in with_readers]
    return [line for line in lines if line.is_open]


def named_readers(disclosure: Disclosure) -> list[Member]:
    """Who of the other agency was named to read a file for named people."""
    return [each.member for each in disclosure.readers.select_related("member")]


def may_read(member: Any) -> list[Member]:
    """Colleagues whom she can name: who works on cases, and never herself."""
    colleagues = Member.objects.filter(agency_id=member.agency_id, is_active=True)
    others = colleagues.exclude(pk=member.pk).order_by("display_name")
    return [each for each in others if each.opens_cases]


def number_for(case: Case, agency: Agency | None) -> str | None:
    """The number under which an agency knows this case already."""
    if agency is None:
        return None
    known = Disclosure.objects.filter(case=case, agency=agency)
    return known.values_list("number", flat=True).first()


@dataclass(frozen=True)
class Reader:
    who: str
    times: int
    last: datetime


def readers_of(disclosure: Disclosure, agency: Agency) -> list[Reader]:
    """Who of an agency read what was opened to it, the latest first."""
    read = AuditEvent.objects.filter(about_id=str(disclosure.pk), verb__in=READ)
    rows = read.filter(actor_agency=str(agency.pk)).values("actor")
    counted = list(rows.annotate(times=Count("sequence"), last=Max("at")).order_by("-last"))
    ids = [row["actor"] for row in counted]
    names = {str(each.pk): each.display_name for each in Member.objects.filter(pk__in=ids)}
    return [Reader(names.get(r["actor"], ""), r["times"], r["last"]) for r in counted]


@what_we_hold.also_went
def _went_to(person: Person) -> list[what_we_hold.Gone]:
    """What was decided to go, whether it still stands or was ended: she is told of both."""
    decided = Disclosure.objects.filter(case__person=person, state__in=DECIDED)
    return [
        what_we_hold.Gone(
            to=recipient_words(each),
            on=day_of(each.decided_at),
            what=", ".join(str(Block(block).label) for block in each.blocks),
        )
        for each in decided.select_related("case__person", "agency").order_by("decided_at")
    ]


_states = Question(
    lambda case: Disclosure.objects.filter(case=case, state__in=("waiting", "ready")).values_list(
        "state", flat=True
    )
)


@parts.case_part
def _on_the_case_page(member: Any, case: Case) -> parts.Part:
    states = _states.all(case.pk)
    standing_words, tone = "", "neutral"
    if "ready" in states:
        standing_words, tone = gettext("something was decided"), "good"
    if "waiting" in states:
        standing_words, tone = gettext("waits for the second person"), "waiting"
    url = reverse("cases:disclosures", args=[case.pk])
    title = gettext("Share with somebody")
    return parts.Part(parts.Shelf.RIGHTS, title, url, standing_words, tone)
