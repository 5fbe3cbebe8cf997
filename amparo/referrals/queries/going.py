"""What may go with a referral at this moment: the one rule, asked with what is known today."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from amparo.agencies.models import Agency
from amparo.agreements.models import DataClause
from amparo.agreements.policies import data_clause
from amparo.cases import narrowing
from amparo.cases.access import disclosure as doors
from amparo.cases.enums.disclosure import DisclosureState
from amparo.cases.models import Disclosure
from amparo.cases.queries import disclosure as disclosures
from amparo.organisations.models import Organisation
from amparo.people.policies import disclosure as rule
from amparo.people.policies.disclosure import BY_TWO, Verdict
from amparo.referrals.models import Referral
from amparo.referrals.policies import may_go
from amparo.referrals.policies import referral as policies

ASKED = (DisclosureState.PREPARED, DisclosureState.WAITING)


def verdicts(referral: Referral, *, on: date) -> list[Verdict]:
    """Block by block, with the reason. The rule about clauses is asked with it, below."""
    return doors.verdicts(referral.disclosure, on=on)


def going(referral: Referral, found: list[Verdict], *, on: date) -> list[str]:
    """What goes if it is sent now; of what still waits for the second of two, what they decide."""
    held = referral.disclosure
    if held.state in ASKED:
        return disclosures.would_go(held, found)
    if held.state != DisclosureState.READY:
        return []
    if held.expires_on is not None and held.expires_on < on:
        return []
    return [block for block in rule.going(found) if block in held.blocks]


def clauses(giver: Agency, receiver: Organisation) -> QuerySet[DataClause]:
    """Every clause from an agency to an organisation, open or not."""
    rows = DataClause.objects.filter(giver__agency=giver, receiver=receiver)
    return rows.select_related("agreement")


def opening(referral: Referral, blocks: Collection[str], *, on: date) -> list[str]:
    """The clauses that open the way today to what goes."""
    held = referral.disclosure
    if held.basis in BY_TWO:
        return []
    rows = clauses(referral.agency, referral.organisation).filter(
        block__in=blocks, purpose=held.purpose, basis=held.basis
    )
    return sorted(str(row.pk) for row in rows if data_clause.opens(row, on=on))


@narrowing.narrows
def _where_a_clause_opens_the_way(
    disclosure: Disclosure, found: list[Verdict], on: date
) -> list[Verdict]:
    referral = _of(disclosure)
    if referral is None:
        return []
    ways = clauses(referral.agency, referral.organisation)
    facts = {"purpose": disclosure.purpose, "basis": disclosure.basis}
    return may_go.may_go(found, ways, **facts, on=on)


@narrowing.read_while
def _while_it_is_on_its_way(disclosure: Disclosure) -> bool:
    return policies.may_be_read(_of(disclosure))


def _of(disclosure: Disclosure) -> Referral | None:
    """Asked anew: what was read a moment ago may have ended."""
    rows = Referral.objects.select_related("agency", "organisation")
    return rows.filter(disclosure=disclosure).first()
