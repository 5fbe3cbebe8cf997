"""What goes to whom, block by block and case by case. The properties stand beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import AgencyKind, Role
from amparo.core.decisions import Decision
from amparo.people.enums import Answer, Basis, Block, DutyAge, Purpose, Recipient, Why
from amparo.people.legal_duties import Duty
from amparo.people.policies import disclosure as policies
from tests.somebody import said, somebody

DAY = date(2026, 3, 10)
AT = datetime(2026, 1, 1, tzinfo=UTC)
ASKED = policies.Asked(Recipient.HOSPITAL, Purpose.REFERRAL, DAY)


def days(number):
    return DAY + timedelta(days=number)


def answer(said=Answer.GRANTED, *, ends=30, at=0, **more):
    """An answer of hers: a yes about health to a hospital, unless something else is said."""
    expires_on = None if ends is None else days(ends)
    facts = {
        "pk": f"answer {at}", "purpose": Purpose.REFERRAL, "block": Block.HEALTH,
        "recipient": Recipient.HOSPITAL, "recipient_name": "", "answer": said, "given_on": DAY,
        "expires_on": expires_on, "recorded_at": AT + timedelta(seconds=at), "withdrawn_at": None,
        "is_live": lambda on: expires_on is None or on <= expires_on,
    }  # fmt: skip
    return Thing(**facts | more)


def verdict(asked, held, block=Block.HEALTH, basis=None):
    found = policies.decide(asked, basis or policies.ByConsent(), answers=iter(held))
    assert [each.block for each in found] == [
        "identity", "contact", "health", "case", "event", "facts",
    ]  # fmt: skip
    return next(each for each in found if each.block == block)


NO = Answer.REFUSED


@pytest.mark.parametrize(
    ("held", "goes", "why", "until", "refused"),
    [
        ([], False, Why.NO_YES, None, False),
        ([answer()], True, Why.AGREED, days(30), False),
        ([answer(ends=None)], True, Why.AGREED, None, False),
        ([answer(ends=3), answer(ends=9, at=1), answer(ends=5, at=2)], 1, "agreed", days(9), False),
        ([answer(ends=9), answer(ends=None, at=1)], True, Why.AGREED, None, False),
        ([answer(ends=-1)], False, Why.ENDED, None, False),
        ([answer(NO)], False, Why.REFUSED, None, True),
        ([answer(NO), answer(at=1)], True, Why.AGREED, days(30), False),
        ([answer(), answer(NO, at=1)], False, Why.REFUSED, None, True),
        ([answer(), answer(NO)], False, Why.REFUSED, None, True),
        ([answer(NO, at=5), answer(NO, at=1), answer(at=3)], False, Why.REFUSED, None, True),
        ([answer(at=9, given_on=days(-1)), answer(NO)], False, Why.REFUSED, None, True),
        ([answer(NO), answer(at=1, ends=-1)], False, Why.ENDED, None, False),
        ([answer(NO, block=Block.ALL, purpose=Purpose.ANY)], False, Why.REFUSED, None, True),
        ([answer(NO, block=Block.IDENTITY)], False, Why.NO_YES, None, False),
        ([answer(NO, purpose=Purpose.JUSTICE)], False, Why.NO_YES, None, False),
        ([answer(NO, recipient=Recipient.OTHER)], False, Why.NO_YES, None, False),
        ([answer(block=Block.IDENTITY)], False, Why.NO_YES, None, False),
        ([answer(purpose=Purpose.JUSTICE)], False, Why.NO_YES, None, False),
        ([answer(recipient=Recipient.OTHER)], False, Why.NO_YES, None, False),
    ],
)  # fmt: skip
def test_what_her_answers_open(held, goes, why, until, refused):
    found = verdict(ASKED, held)
    assert (found.goes, found.why, found.until, found.is_refused) == (goes, why, until, refused)
    assert found.reason == str(Why(why).label)
    assert found.label == str(Block.HEALTH.label)
    assert (found.consent is not None) == goes


def test_to_a_name_that_she_fears_nothing_goes_whatever_she_said_yes_to():
    held = [answer(), answer(NO, block=Block.CASE, at=1)]
    for basis in (policies.ByConsent(), TWO):
        found = policies.decide(ASKED, basis, answers=iter(held), may_receive=Decision("Feared."))
        assert [(each.block, each.goes, each.why, each.is_refused) for each in found] == [
            (block, False, Why.NOT_TO_THEM, block == Block.CASE) for block in policies.BLOCKS
        ]


def test_where_nobody_is_named_the_no_to_one_of_them_counts():
    asked = policies.Asked(Recipient.HOSPITAL, Purpose.REFERRAL, DAY)
    found = verdict(asked, [answer(NO, recipient_name="Uno")])
    assert (found.goes, found.is_refused, found.consent) == (False, True, None)
    other = verdict(asked, [answer(NO, block=Block.CASE)])
    assert (other.is_refused, other.until) == (False, None)


def test_an_order_of_a_court_of_which_nobody_says_which_decides_nothing():
    facts = (frozenset({"health"}), "Lo manda.", ALBA, FINA, days(2))
    assert not policies.decided_by_two(policies.ByTwo(Basis.COURT_ORDER, *facts))
    assert policies.decided_by_two(policies.ByTwo(Basis.COURT_ORDER, *facts, "Oficio 7"))


def test_a_package_names_the_yes_that_lasts_longest():
    held = [answer(ends=3, at=1), answer(ends=9, at=2)]
    assert verdict(ASKED, held).consent == "answer 2"
    assert policies.going(policies.decide(ASKED, policies.ByConsent(), answers=held)) == ["health"]


@pytest.mark.parametrize(
    ("asked_for", "told", "yes", "no"),
    [
        ("", "", True, True),
        ("Uno", "", True, True),
        ("Uno", "Uno", True, True),
        ("Uno", "uno", True, True),
        (" Hospital  Uno", "hospital uno ", True, True),
        ("HospitalUno", "hospital uno", False, False),
        ("Uno", "Dos", False, False),
        ("", "Uno", False, True),
    ],
)
def test_by_which_name_a_hospital_was_told(asked_for, told, yes, no):
    asked = replace(ASKED, name=asked_for)
    assert verdict(asked, [answer(recipient_name=told)]).goes is yes
    assert verdict(asked, [answer(NO, recipient_name=told)]).is_refused is no


@pytest.mark.parametrize("recipient", [Recipient.AGENCY, Recipient.OTHER])
@pytest.mark.parametrize(
    ("asked_for", "told", "yes"),
    [("", "", False), ("Faro", "", False), ("Faro", "faro", True), ("Faro", "Norte", False)],
)
def test_a_yes_to_some_other_agency_takes_its_name(recipient, asked_for, told, yes):
    asked = policies.Asked(recipient, Purpose.REFERRAL, DAY, asked_for)
    assert verdict(asked, [answer(recipient=recipient, recipient_name=told)]).goes is yes


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ({"block": "all", "purpose": "referral", "answer": "granted"}, False),
        ({"block": "health", "purpose": "any", "answer": "granted"}, False),
        ({"block": "all", "purpose": "any", "answer": "refused"}, True),
        ({"block": "health", "purpose": "referral", "answer": "granted"}, True),
        ({}, True),
    ],
)
def test_a_yes_names_what_it_is_about(given, whole):
    decision = policies.is_a_whole_answer(given)
    assert bool(decision) is whole
    assert said(decision).startswith("" if whole else "Only a no can be about everything")


# Resting on a duty

DUTY = Duty(
    code="invented", version="2", kinds=frozenset({"shelter"}), ages=DutyAge.MINOR,
    recipient=Recipient.CHILD_PROTECTION, blocks=frozenset({"identity", "health"}),
    since=days(-10), until=days(10), evidence="", words={},
)  # fmt: skip


def switch(**more):
    facts = {"version": "2", "switched_on": days(-5), "switched_off_on": None,
             "said_explicitly": False}  # fmt: skip
    return Thing(**facts | more)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ""),
        ({"switch": None}, "The lawyer of this agency has not"),
        ({"switch": switch(version="1")}, "The lawyer of this agency has not"),
        ({"switch": switch(switched_off_on=days(3))}, "The lawyer of this agency has not"),
        ({"kind": AgencyKind.HOSPITAL}, "This legal duty is not one of agencies"),
        ({"kind": AgencyKind.HOSPITAL, "switch": switch(said_explicitly=True)}, "This legal"),
        ({"kind": AgencyKind.INTERNATIONAL}, "An international organisation has no"),
        ({"kind": AgencyKind.INTERNATIONAL, "switch": switch(said_explicitly=True)}, ""),
        ({"on": days(-5)}, ""),
        ({"on": days(-6)}, "This legal duty does not hold on this day"),
        ({"on": days(-10), "switch": switch(switched_on=days(-20))}, ""),
        ({"on": days(-11), "switch": switch(switched_on=days(-20))}, "This legal duty does not"),
        ({"on": days(10)}, ""),
        ({"on": days(11)}, "This legal duty does not hold on this day"),
        ({"age": "adult"}, "This legal duty is not about people of her age"),
        ({"age": ""}, ""),
    ],
)  # fmt: skip
def test_when_an_agency_has_a_duty(changed, why):
    facts = {"kind": AgencyKind.SHELTER, "age": "minor", "on": DAY, "switch": switch()}
    found = said(policies.duty_holds(DUTY, **facts | changed))
    assert found.startswith(why)
    assert bool(found) is bool(why)


def test_a_duty_without_an_end_goes_on_and_one_about_anybody_asks_no_age():
    endless = replace(DUTY, until=None, ages=DutyAge.ANY)
    facts = {"kind": AgencyKind.SHELTER, "on": days(9999), "switch": switch()}
    for age in ("minor", "adult", ""):
        assert policies.duty_holds(endless, age=age, **facts)
    grown = replace(DUTY, ages=DutyAge.ADULT)
    assert [policies.concerns(grown, age) for age in ("minor", "adult", "")] == [False, True, False]


def test_what_goes_under_a_duty():
    asked = policies.Asked(Recipient.CHILD_PROTECTION, Purpose.REFERRAL, DAY)
    basis = policies.ByDuty(DUTY, AgencyKind.SHELTER, "minor", switch())
    no = answer(NO, recipient=Recipient.CHILD_PROTECTION)
    facts = lambda each: (each.goes, each.why, each.until, each.is_refused)  # noqa: E731
    assert facts(verdict(asked, [], basis=basis)) == (True, Why.DEMANDED, days(10), False)
    assert facts(verdict(asked, [no], basis=basis)) == (True, Why.DEMANDED, days(10), True)
    other = verdict(asked, [no], Block.CASE, basis)
    assert facts(other) == (False, Why.NOT_DEMANDED, days(10), False)
    elsewhere = replace(asked, recipient=Recipient.HOSPITAL)
    assert facts(verdict(elsewhere, [answer(NO)], basis=basis)) == (
        False, Why.DUTY_DOES_NOT_HOLD, None, True,
    )  # fmt: skip
    for changed in ({"switch": None}, {"kind": AgencyKind.HOSPITAL}, {"age": "adult"}):
        weaker = replace(basis, **changed)
        assert facts(verdict(asked, [no], basis=weaker)) == (
            False, Why.DUTY_DOES_NOT_HOLD, None, True,
        )  # fmt: skip
    late = replace(asked, on=days(11))
    assert verdict(late, [], basis=basis).why == Why.DUTY_DOES_NOT_HOLD


# Resting on two people

ALBA = somebody(Role.COORDINATOR, pk="alba")
FINA = somebody(Role.DATA_PROTECTION, pk="fina")
TWO = policies.ByTwo(
    Basis.VITAL_INTEREST, frozenset({"health"}), "Se desangra.", ALBA, FINA, days(2)
)


@pytest.mark.parametrize(
    ("changed", "decided"),
    [
        ({}, True),
        ({"first": FINA, "second": ALBA}, True),
        ({"basis": Basis.CONSENT}, False),
        ({"basis": Basis.DUTY}, False),
        ({"reason": "  "}, False),
        ({"basis": Basis.COURT_ORDER}, False),
        ({"basis": Basis.COURT_ORDER, "reference": "  "}, False),
        ({"basis": Basis.COURT_ORDER, "reference": "Oficio 7"}, True),
        ({"first": None}, False),
        ({"second": None}, False),
        ({"second": somebody(Role.DATA_PROTECTION, pk="alba")}, False),
        ({"second": somebody(Role.COORDINATOR, pk="alma")}, False),
        ({"first": somebody(pk="ana")}, False),
    ],
)
def test_what_two_people_decided(changed, decided):
    assert policies.decided_by_two(replace(TWO, **changed)) is decided
    found = verdict(ASKED, [answer(NO)], basis=replace(TWO, **changed))
    if decided:
        assert (found.goes, found.why, found.until) == (True, Why.DECIDED_BY_TWO, days(2))
    else:
        assert (found.goes, found.why, found.until) == (False, Why.ALONE, None)
    assert found.is_refused
    assert not verdict(ASKED, [], basis=replace(TWO, **changed)).is_refused


def test_what_two_people_decided_ends_with_its_day():
    for until, goes in ((days(1), True), (DAY, True), (days(-1), False), (None, False)):
        found = verdict(ASKED, [answer(NO)], basis=replace(TWO, until=until))
        assert found.goes is goes
        assert found.why == (Why.DECIDED_BY_TWO if goes else Why.OVER)
        assert found.is_refused
    other = verdict(ASKED, [answer(NO, block=Block.CASE)], Block.CASE, TWO)
    assert (other.goes, other.why, other.until) == (False, Why.NOT_DECIDED, days(2))
    assert other.is_refused


def test_a_no_for_another_purpose_is_seen_whatever_it_rests_on():
    no = answer(NO, purpose=Purpose.JUSTICE)
    assert policies.refuses(Block.HEALTH, ASKED, iter([no]))
    assert not policies.refuses(Block.CASE, ASKED, [no])
    assert not policies.refuses(Block.HEALTH, ASKED, [])
    assert not policies.refuses(Block.HEALTH, replace(ASKED, recipient=Recipient.OTHER), [no])
    named = answer(NO, purpose=Purpose.JUSTICE, recipient_name="Uno")
    assert not policies.refuses(Block.HEALTH, replace(ASKED, name="Dos"), [named])
    assert policies.refuses(Block.HEALTH, replace(ASKED, name="Uno"), [named])
    # The last word on it is yes.
    assert not policies.refuses(Block.HEALTH, ASKED, [no, answer(purpose=Purpose.JUSTICE, at=1)])
