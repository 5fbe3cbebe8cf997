"""Two keys to each block: her yes or a duty, and a clause. Every combination; no database."""

from datetime import date, datetime, timedelta
from itertools import product
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import Role
from amparo.people.enums import Basis, Block, Purpose, Why
from amparo.people.policies import disclosure as her
from amparo.people.policies.disclosure import BLOCKS, Verdict
from amparo.referrals.policies import may_go as policies

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
AGREEMENT = Thing(
    signed="2026", signed_high=date(2026, 1, 1), starts_high=None, ends_low=None, ended_on=None
)

CONSENTS = {
    "none": [],
    "yes": [("granted", None, None)],
    "withdrawn": [("granted", None, TODAY)],
    "expired": [("granted", TODAY - DAY, None)],
    "no": [("refused", None, None)],
    "no after yes": [("granted", None, None), ("refused", None, None)],
    "for another": [("granted", None, None, "Norte")],
}
LIVE_CONSENTS = {"yes"}
CLAUSES = {
    "none": None,
    "open": {},
    "waits": {"confirmed_at": None},
    "ended": {"ended_at": TODAY},
    "before": {"starts_on": TODAY + DAY},
    "after": {"ends_on": TODAY - DAY},
    "first and last day": {"starts_on": TODAY, "ends_on": TODAY},
    "agreement over": {"agreement": Thing(**vars(AGREEMENT) | {"ended_on": TODAY - DAY})},
    "another block": {"block": "other"},
    "another purpose": {"purpose": "justice"},
    "another basis": {"basis": "other"},
}
OPEN_CLAUSES = {"open", "first and last day"}
BY_TWO = {Basis.VITAL_INTEREST, Basis.COURT_ORDER}


def answers(kind, block):
    rows = []
    for number, (answer, expires, withdrawn, *name) in enumerate(CONSENTS[kind]):
        rows.append(
            Thing(
                pk=number, purpose="referral", block=block, recipient="agency",
                recipient_name=name[0] if name else "Faro", answer=answer, given_on=TODAY - 9 * DAY,
                expires_on=expires, recorded_at=datetime(2026, 11, 1, number),
                withdrawn_at=withdrawn,
                is_live=lambda on, e=expires, w=withdrawn, a=answer: (
                    a == "granted" and w is None and (e is None or on <= e)
                ),
            )
        )  # fmt: skip
    return rows


def clauses(kind, block, basis):
    if CLAUSES[kind] is None:
        return []
    facts = {
        "block": block, "purpose": "referral", "basis": basis, "starts_on": TODAY - DAY,
        "ends_on": TODAY + 5 * DAY, "confirmed_at": TODAY, "ended_at": None, "agreement": AGREEMENT,
    } | CLAUSES[kind]  # fmt: skip
    return [Thing(**facts)]


def duty(held):
    return her.ByDuty(
        Thing(
            version="1", recipient="agency", blocks=frozenset(BLOCKS), kinds=["shelter"],
            ages="any", since=TODAY - 9 * DAY, until=None,
        ),
        "shelter", "adult",
        Thing(version="1", switched_on=TODAY - DAY, switched_off_on=None if held else TODAY,
              said_explicitly=False),
    )  # fmt: skip


def by_two(basis, held):
    first = Thing(pk=1, role=Role.COORDINATOR)
    second = Thing(pk=2, role=Role.DATA_PROTECTION) if held else None
    return her.ByTwo(basis, frozenset(BLOCKS), "Se desangra.", first, second, TODAY, "Juzgado 1")


def decided(basis, held, block):
    """What her side says. `held`: the kind of her answers, or whether duty or decision stands."""
    if basis == Basis.CONSENT:
        return her.ByConsent(), answers(held, block)
    return (duty(held) if basis == Basis.DUTY else by_two(basis, held)), []


BASES = [
    *((Basis.CONSENT, kind) for kind in CONSENTS),
    *((basis, held) for basis in (Basis.DUTY, *sorted(BY_TWO)) for held in (True, False)),
]


@pytest.mark.parametrize(
    ("block", "clause", "basis"), list(product(BLOCKS, CLAUSES, BASES)), ids=lambda one: str(one)
)
def test_every_block_with_every_clause_and_every_basis(block, clause, basis):
    basis, held = basis
    stands, said = decided(basis, held, block)
    asked = her.Asked("agency", Purpose.REFERRAL, TODAY, "Faro")
    found = her.decide(asked, stands, answers=said)
    ways = clauses(clause, block, basis)
    seen = policies.may_go(found, ways, purpose="referral", basis=basis, on=TODAY)
    (one,) = [each for each in seen if each.block == block]
    hers = held in LIVE_CONSENTS if basis == Basis.CONSENT else held
    opens = basis in BY_TWO or clause in OPEN_CLAUSES
    assert one.goes == bool(hers and opens), (one.why, clause, held)
    if hers and not opens:
        about = {"none", "another block", "another purpose", "another basis"}
        assert one.why == (Why.NO_CLAUSE if clause in about else Why.CLAUSE_SHUT)
        assert (one.until, one.consent) == (None, None)
    if not hers:
        # The reason is hers, not that of an agreement.
        before = next(each for each in found if each.block == block)
        assert one == before
    # A clause about one block opens no other.
    others = [each.block for each in seen if each.goes and each.block != block]
    assert others == [] or basis in BY_TWO


def verdict(**facts):
    return Verdict(**{"block": "health", "goes": True, "why": Why.AGREED, "consent": 7} | facts)


def one_clause(**facts):
    (made,) = clauses("open", "health", "consent")
    return Thing(**vars(made) | facts)


def asked(found, ways, basis="consent"):
    (seen,) = policies.may_go([found], ways, purpose="referral", basis=basis, on=TODAY)
    return seen


def test_it_holds_no_longer_than_the_clause_or_her_yes():
    late, soon = TODAY + 9 * DAY, TODAY + 2 * DAY
    assert asked(verdict(), [one_clause(ends_on=late)]).until == late
    assert asked(verdict(until=soon), [one_clause(ends_on=late)]).until == soon
    assert asked(verdict(until=late), [one_clause(ends_on=soon)]).until == soon
    both = [one_clause(ends_on=soon), one_clause(ends_on=late)]
    assert asked(verdict(), both).until == late
    shut = one_clause(ends_on=late, ended_at=TODAY)
    assert asked(verdict(), [one_clause(ends_on=soon), shut]).until == soon
    assert asked(verdict(), [one_clause()]).consent == 7


def test_the_words_are_those_of_the_reason():
    assert "No data-sharing clause" in asked(verdict(), []).reason
    # What stays has no day until which it would go.
    assert asked(verdict(until=TODAY), []).until is None
    assert "does not hold today" in asked(verdict(), [one_clause(ended_at=TODAY)]).reason


def test_what_was_lost_because_of_her():
    gone = verdict(goes=False, why=Why.ENDED)
    assert policies.lost([gone], ["health"]) == [gone]
    assert policies.lost([gone], ["identity"]) == []
    assert policies.lost([verdict()], ["health"]) == []
    for why in (Why.NO_CLAUSE, Why.CLAUSE_SHUT):
        assert policies.lost([verdict(goes=False, why=why)], ["health"]) == []
    for why in (Why.REFUSED, Why.NO_YES, Why.NOT_TO_THEM, Why.DUTY_DOES_NOT_HOLD):
        assert policies.lost([verdict(goes=False, why=why)], ["health"])
    assert Block.ALL not in BLOCKS
