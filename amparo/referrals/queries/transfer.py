"""What a transfer waits for, what may go with it, and where transfers are listed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from amparo.agencies import waiting
from amparo.agencies.models import Agency, Member
from amparo.agencies.roles import Permission
from amparo.assistance.models import Medication, Stay
from amparo.cases import blocks, parts
from amparo.cases.access import conflicts
from amparo.cases.access.grants import live_teams
from amparo.cases.before_closing import before_closing
from amparo.cases.blocks import Fact
from amparo.cases.enums.closing import ClosingState
from amparo.cases.enums.disclosure import DisclosureState
from amparo.cases.enums.glass import Outcome
from amparo.cases.enums.rights import Standing as Asked
from amparo.cases.models import (
    BrokenGlass,
    Case,
    Closing,
    Disclosure,
    Event,
    Involvement,
    RightsRequest,
)
from amparo.cases.queries import what_we_hold
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.core.question import Question
from amparo.organisations.models import Organisation
from amparo.people.enums import Block, Purpose, Recipient
from amparo.people.models import Person
from amparo.people.policies import disclosure as rule
from amparo.people.policies.disclosure import BLOCKS, BY_TWO, Verdict
from amparo.people.queries import disclosure as people
from amparo.people.queries import same
from amparo.people.queries.keeping import day_of, is_held, waiting_erasure
from amparo.referrals.access import transfer as access
from amparo.referrals.enums import LIVE, ReferralState
from amparo.referrals.enums.transfer import PENDING, TransferState
from amparo.referrals.models import Referral, Transfer
from amparo.referrals.policies import may_go
from amparo.referrals.policies.transfer import Standing, There, lacking
from amparo.referrals.queries.going import clauses

# She is asked whether the other agency may assist her: to that she says yes, block by block.
PURPOSE = Purpose.ASSISTANCE
A_DAY, TWO_DAYS = timedelta(hours=24), timedelta(hours=48)
UNFINISHED = (DisclosureState.PREPARED, DisclosureState.WAITING)
MOST = 50


def standing(case: Case) -> Standing:
    """What stands in the way today, whoever asks."""
    on, person = clock.today(), case.person_id
    found = {
        "closed": not case.is_open,
        "closing": Closing.objects.filter(case=case, state=ClosingState.ASKED).exists(),
        "joined": len(same.together(case.person)) > 1,
        "other_file": Case.objects.filter(person=person).exclude(pk=case.pk).exists(),
        "held": is_held(person),
        "erasure": waiting_erasure(person) is not None,
        "shared_event": _shared_event(case),
        "stay": Stay.objects.filter(case=case, left_at__isnull=True).exists(),
        "referral": Referral.objects.filter(
            case=case, state__in=[ReferralState.DRAFTED, *LIVE]
        ).exists(),
        "disclosure": _shared(case, on).exists(),
        "glass": _unreviewed(case).exists(),
        "request": RightsRequest.objects.filter(case=case, standing=Asked.OPEN).exists(),
    }
    waits = frozenset(name for name, stands in found.items() if stands)
    return Standing(waits, blocked=case.disposal_id is not None)


def _shared_event(case: Case) -> bool:
    """Whether an event of hers is of somebody else too, or lies sealed with somebody else."""
    hers = Event.objects.filter(involvements__case=case)
    others = Involvement.objects.filter(event__in=hers).exclude(case=case)
    apart = ~Q(person=case.person_id) | ~Q(agency=case.agency_id)
    return others.exists() or hers.filter(apart).exists()


def _shared(case: Case, on: date) -> QuerySet[Disclosure]:
    stands = Q(state=DisclosureState.READY) & (Q(expires_on__isnull=True) | Q(expires_on__gte=on))
    return Disclosure.objects.filter(stands | Q(state__in=UNFINISHED), case=case)


def _unreviewed(case: Case) -> QuerySet[BrokenGlass]:
    unsettled = Q(outcome="") | Q(outcome=Outcome.ESCALATED, settlement="")
    return BrokenGlass.objects.filter(unsettled, case=case)


def there(agency: Agency | None) -> There:
    if agency is None:
        return There(None, answers=False)
    members = Member.objects.filter(agency=agency, is_active=True)
    return There(agency, answers=any(each.may(Permission.ASSIGN_TEAM) for each in members))


def is_responsible(case: Case, member: Any) -> bool:
    if member.may(Permission.ASSIGN_TEAM):
        return True
    return live_teams(clock.today()).filter(case=case, member=member).exists()


def holds(case: Case) -> list[str]:
    """The blocks of which there is something in the file. Its course always is; so is what
    no block names, such as notes and tasks."""
    found = [each for each in BLOCKS if blocks.contents(case, each)]
    if Medication.objects.filter(case=case).exists():
        found.append(Block.HEALTH)
    return [str(each) for each in BLOCKS if each in {*found, Block.CASE}]


def verdicts(transfer: Transfer, *, on: date) -> list[Verdict]:
    """Block by block, by the one rule, with both keys. `transfer` may be one that nobody kept."""
    case = transfer.case
    asked = rule.Asked(Recipient.AGENCY, PURPOSE, on, transfer.to_agency.name)
    answers = people.answers_of(case.person)
    found = rule.decide(asked, _basis_of(transfer), answers=answers)
    receiver = Organisation.objects.filter(agency=transfer.to_agency_id).first()
    ways = clauses(transfer.from_agency, receiver) if receiver is not None else []
    return may_go.may_go(found, ways, purpose=PURPOSE, basis=transfer.basis, on=on)


def _basis_of(transfer: Transfer) -> Any:
    if transfer.basis not in BY_TWO:
        return rule.ByConsent()
    return rule.ByTwo(
        basis=transfer.basis,
        blocks=frozenset(BLOCKS),
        reason=transfer.reason,
        first=transfer.proposed_by,
        second=transfer.confirmed_by,
        until=transfer.expires_on,
        reference=transfer.reference,
    )


def stays(transfer: Transfer, *, on: date) -> list[Verdict]:
    """What the file holds and may not go. Where two decide, it is asked once both have."""
    if transfer.basis in BY_TWO and transfer.confirmed_by is None:
        return []
    return lacking(verdicts(transfer, on=on), holds(transfer.case))


def rows(transfer: Transfer, *, on: date) -> list[Verdict]:
    """Each block that the file holds, for the page."""
    held = set(holds(transfer.case))
    return [each for each in verdicts(transfer, on=on) if each.block in held]


def preview(transfer: Transfer, *, on: date) -> list[Fact]:
    """Coded facts alone, and those only if they may go today. Nothing that says who she is."""
    found = verdicts(transfer, on=on)
    if not any(each.goes for each in found if each.block == Block.FACTS):
        return []
    return blocks.contents(transfer.case, Block.FACTS)


def pending(case: Case) -> Transfer | None:
    return access.of_case(case).filter(state__in=PENDING).first()


def who_could_answer_for_it(member: Any) -> list[Member]:
    """Colleagues who work on cases. Whom she fears is refused when named, and not left out here:
    a list that lacks a name would tell it."""
    here = Member.objects.filter(agency=member.agency_id, is_active=True).order_by("display_name")
    return [
        each
        for each in here
        if each.may(Permission.OPEN_CASES) and each.may(Permission.RECORD_CASES)
    ]


def would_open(case: Case, agency: Agency | None) -> list[Member]:
    """Who of the agency that takes it would open the file by her role alone, named or not."""
    if case.named_only or agency is None:
        return []
    there = Member.objects.filter(agency=agency, is_active=True)
    return [each for each in there if each.may(Permission.OPEN_AGENCY_CASES)]


def is_feared_there(case: Case, agency: Agency | None) -> bool:
    return bars(case, would_open(case, agency))


def bars(case: Case, members: Iterable[Member | None]) -> bool:
    """Whether she fears one of these, or one who stands in for her."""
    named = [each for each in members if each is not None]
    if conflicts.feared(case, named):
        return True
    return any(conflicts.through_deputies(case, each) for each in named)


# Lists, the morning and the clock


def unanswered(now: datetime, *, since: timedelta) -> QuerySet[Transfer]:
    found = Transfer.objects.filter(state=TransferState.WAITING, case__disposal__isnull=True)
    return found.filter(confirmed_at__lte=now - since).order_by("confirmed_at", "pk")


def to_remind(now: datetime) -> QuerySet[Transfer]:
    return unanswered(now, since=A_DAY).filter(reminded_at__isnull=True)


def to_raise(now: datetime) -> QuerySet[Transfer]:
    return unanswered(now, since=TWO_DAYS).filter(raised_at__isnull=True)


def waits_for(member: Any) -> list[Transfer]:
    """What she may confirm or answer, the oldest first; nothing about whom she is feared by."""
    found = [*access.to_confirm(member)[:MOST], *access.to_answer(member)[:MOST]]
    kept = conflicts.in_conflict([each.case for each in found], member)
    return [each for each in found if each.case_id not in kept]


@waiting.counted(
    ngettext_lazy(
        "%(number)s transfer of a case waits for your agency.",
        "%(number)s transfers of cases wait for your agency.",
        "number",
    ),
    url="referrals:transfers",
    label=_("Transfers of cases"),
    among_cases=True,
)
def _to_answer(member: Any) -> int:
    """As many as she is shown: one more would say that somebody fears her name."""
    return len(waits_for(member))


@before_closing
def _is_on_its_way(case: Case) -> Decision:
    if not Transfer.objects.filter(case=case, state__in=PENDING).exists():
        return ALLOWED
    return Decision(_("A transfer of this case waits for its answer. Withdraw it first."))


@what_we_hold.also_went
def _went_whole(person: Person) -> list[what_we_hold.Gone]:
    """She is told that her whole file went, from where to where, and on which day."""
    found = Transfer.objects.filter(case__person=person, state=TransferState.ACCEPTED)
    return [
        what_we_hold.Gone(
            to=each.to_agency.name,
            on=day_of(each.answered_at),
            what=gettext("Your whole file. Before, it was with %(agency)s.")
            % {"agency": each.from_agency.name},
        )
        for each in found.select_related("from_agency", "to_agency").order_by("answered_at")
    ]


_states = Question(
    lambda case: (
        Transfer.objects.filter(case=case, state__in=[*PENDING, TransferState.REFUSED])
        .order_by("-proposed_at", "-pk")
        .values_list("state", flat=True)
    )
)


@parts.case_part
def _on_the_case_page(member: Any, case: Case) -> parts.Part:
    url = reverse("referrals:transfer", args=[case.pk])
    state = _states.first(case.pk)
    if state is None:
        return parts.Part(parts.Shelf.HELP, gettext("Transfer to another agency"), url)
    standing = gettext("waits for an answer")
    if state == TransferState.PROPOSED:
        standing = gettext("waits for the second person")
    if state == TransferState.REFUSED:
        standing = gettext("was not taken")
    return parts.Part(
        parts.Shelf.HELP, gettext("Transfer to another agency"), url, standing, "waiting"
    )
