"""What may go to whom. Whatever is answered, taken back or passes, nothing opens by itself."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from amparo.agencies.enums import AgencyKind, Role
from amparo.people import legal_duties
from amparo.people.enums import Answer, Basis, Block, Purpose, Recipient
from amparo.people.models import Consent
from amparo.people.policies import disclosure as policy

DAY = date(2026, 3, 10)
DAYS = [DAY + timedelta(days=n) for n in (-40, -2, -1, 0, 1, 30)]
NAMES = ["", "Hospital Uno", "hospital  uno", "Hospital Dos"]
numbers = count()


def answer(purpose, block, recipient, name, said, given_on, lasts, withdrawn):
    """An answer as the ledger keeps it; none of them is ever saved."""
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(numbers))
    wide = said == Answer.REFUSED
    return Consent(
        purpose=purpose if wide or purpose != Purpose.ANY else Purpose.REFERRAL,
        block=block if wide or block != Block.ALL else Block.HEALTH,
        recipient=recipient,
        recipient_name=name,
        answer=said,
        given_on=given_on,
        expires_on=given_on + timedelta(days=lasts) if lasts is not None else None,
        recorded_at=at,
        withdrawn_at=at if withdrawn else None,
    )


PURPOSES = [Purpose.REFERRAL, Purpose.JUSTICE, Purpose.ANY]
RECIPIENTS = [Recipient.HOSPITAL, Recipient.PROSECUTOR, Recipient.AGENCY]
answers = some.lists(
    some.builds(
        answer,
        some.sampled_from(PURPOSES),
        some.sampled_from([Block.HEALTH, Block.IDENTITY, Block.ALL]),
        some.sampled_from(RECIPIENTS),
        some.sampled_from(NAMES),
        some.sampled_from(Answer),
        some.sampled_from(DAYS),
        some.sampled_from([None, 0, 1, 30]),
        some.booleans(),
    ),
    max_size=6,
)
questions = some.builds(
    policy.Asked,
    some.sampled_from(RECIPIENTS),
    some.sampled_from(PURPOSES[:2]),
    some.just(DAY),
    some.sampled_from(NAMES),
)
DUTIES = list(legal_duties.duties().values())


@dataclass
class Switch:
    version: str = "2026-11"
    switched_on: date = date(2026, 1, 1)
    switched_off_on: date | None = None
    said_explicitly: bool = False


@dataclass
class Somebody:
    pk: int
    role: str


duty_bases = some.builds(
    policy.ByDuty,
    some.sampled_from(DUTIES),
    some.sampled_from(AgencyKind.values),
    some.sampled_from(["minor", "adult", ""]),
    some.one_of(
        some.none(),
        some.builds(
            Switch,
            some.sampled_from(["2026-11", "2025-01"]),
            some.sampled_from(DAYS),
            some.sampled_from([None, DAY]),
            some.booleans(),
        ),
    ),
)
members = some.builds(Somebody, some.sampled_from([1, 2]), some.sampled_from(list(Role)))
by_two = some.builds(
    policy.ByTwo,
    some.sampled_from(list(Basis)),
    some.sets(some.sampled_from(policy.BLOCKS)).map(frozenset),
    some.sampled_from(["", "  ", "Se desangra."]),
    some.one_of(some.none(), members),
    some.one_of(some.none(), members),
    some.one_of(some.none(), some.sampled_from(DAYS)),
    some.sampled_from(["", "Oficio inventado 7"]),
)
by_consent = some.just(policy.ByConsent())
bases = some.one_of(by_consent, duty_bases, by_two)


def goes(asked, basis, held):
    return set(policy.going(policy.decide(asked, basis, answers=held)))


@given(questions, answers)
def test_without_a_yes_of_hers_nothing_goes_by_consent(asked, held):
    said_no = [each for each in held if each.answer == Answer.REFUSED]
    assert goes(asked, policy.ByConsent(), said_no) == set()
    named = {each.block for each in held if each.answer == Answer.GRANTED and each.is_live(DAY)}
    assert goes(asked, policy.ByConsent(), held) <= named


@given(questions, answers, bases, some.data())
def test_taking_any_answer_back_never_opens_anything(asked, held, basis, data):
    assume(held)
    before = goes(asked, basis, held)
    taken = data.draw(some.sampled_from(held))
    taken.withdrawn_at = datetime(2026, 3, 10, tzinfo=UTC)
    assert goes(asked, basis, held) <= before


@given(questions, answers, bases, answers)
def test_a_further_no_never_opens_anything(asked, held, basis, more):
    before = goes(asked, basis, held)
    no = [each for each in more if each.answer == Answer.REFUSED]
    assert goes(asked, basis, held + no) <= before


@given(questions, answers, by_consent, some.integers(0, 60))
def test_a_day_that_passed_opens_nothing_that_was_asked_by_then(asked, held, basis, days):
    later = replace(asked, on=DAY + timedelta(days=days))
    known = [each for each in held if each.given_on <= DAY]
    assert goes(later, basis, known) <= goes(asked, basis, known)


@given(questions, answers, duty_bases)
def test_under_a_duty_nothing_goes_beyond_what_the_norm_demands(asked, held, basis):
    gone = goes(asked, basis, held)
    assert gone <= basis.duty.blocks
    if gone:
        assert asked.recipient == basis.duty.recipient
        assert basis.switch.version == basis.duty.version
        assert basis.switch.switched_off_on is None


@given(questions, answers, by_two)
def test_without_a_second_person_of_another_role_nothing_goes(asked, held, basis):
    gone = goes(asked, basis, held)
    assert gone <= basis.blocks
    if gone:
        assert basis.first.pk != basis.second.pk
        assert {basis.first.role, basis.second.role} == {"coordinator", "data_protection"}
        assert basis.reason.strip()
        assert basis.basis in ("vital_interest", "court_order")
        assert basis.until >= DAY
    alone = replace(basis, second=None)
    assert goes(asked, alone, held) == set()
    assert goes(asked, replace(basis, second=basis.first), held) == set()


def to_hospital(**changed):
    facts = {
        "purpose": Purpose.REFERRAL, "block": Block.HEALTH, "recipient": Recipient.HOSPITAL,
        "name": "", "said": Answer.GRANTED, "given_on": DAY, "lasts": 30, "withdrawn": False,
    }  # fmt: skip
    return answer(**facts | changed)


ASKED = policy.Asked(Recipient.HOSPITAL, Purpose.REFERRAL, DAY)


@pytest.mark.parametrize(
    ("asked", "held", "expected"),
    [
        (ASKED, [to_hospital()], {"health"}),
        (replace(ASKED, on=DAY + timedelta(days=30)), [to_hospital()], {"health"}),
        (replace(ASKED, on=DAY + timedelta(days=31)), [to_hospital()], set()),
        (replace(ASKED, on=DAY - timedelta(days=1)), [to_hospital()], set()),
        (replace(ASKED, name="Hospital Dos"), [to_hospital(name="Hospital Uno")], set()),
        (replace(ASKED, name="hospital  UNO"), [to_hospital(name="Hospital Uno")], {"health"}),
        (replace(ASKED, purpose=Purpose.JUSTICE), [to_hospital()], set()),
        (ASKED, [to_hospital(), to_hospital(said=Answer.REFUSED)], set()),
        (ASKED, [to_hospital(said=Answer.REFUSED), to_hospital()], {"health"}),
        (ASKED, [to_hospital(said=Answer.REFUSED, withdrawn=True)], set()),
        (ASKED, [to_hospital(), to_hospital(said=Answer.REFUSED, block=Block.ALL,
                                            purpose=Purpose.ANY)], set()),
    ],
)  # fmt: skip
def test_what_one_answer_opens(asked, held, expected):
    assert goes(asked, policy.ByConsent(), held) == expected


def test_a_yes_to_another_agency_is_a_yes_to_the_one_she_was_told():
    held = [to_hospital(recipient=Recipient.AGENCY)]
    asked = replace(ASKED, recipient=Recipient.AGENCY, name="Faro")
    assert goes(asked, policy.ByConsent(), held) == set()
    held = [to_hospital(recipient=Recipient.AGENCY, name="Faro")]
    assert goes(asked, policy.ByConsent(), held) == {"health"}
    assert goes(replace(asked, name=""), policy.ByConsent(), held) == set()


def test_a_duty_that_is_switched_on_passes_her_no_and_says_so():
    duty = legal_duties.duties()["mx-child-protection"]
    asked = policy.Asked(Recipient.CHILD_PROTECTION, Purpose.REFERRAL, DAY)
    no = to_hospital(recipient=Recipient.CHILD_PROTECTION, said=Answer.REFUSED, block=Block.ALL)
    basis = policy.ByDuty(duty, AgencyKind.SHELTER, "minor", Switch())
    verdicts = policy.decide(asked, basis, answers=[no])
    assert set(policy.going(verdicts)) == {"identity", "contact", "event"}
    assert all(verdict.is_refused for verdict in verdicts)
    for changed in ({"age": "adult"}, {"switch": None}, {"kind": AgencyKind.INTERNATIONAL}):
        assert goes(asked, replace(basis, **changed), [no]) == set()
    explicit = Switch(said_explicitly=True)
    there = replace(basis, kind=AgencyKind.INTERNATIONAL, switch=explicit)
    assert goes(asked, there, [no]) == {"identity", "contact", "event"}


def test_whose_age_is_not_known_is_presumed_younger_than_18():
    duty = legal_duties.duties()["mx-child-protection"]
    assert policy.concerns(duty, "")
    assert not policy.concerns(duty, "adult")


def test_every_duty_that_is_shipped_is_to_be_verified_and_names_what_it_asks():
    for duty in DUTIES:
        assert duty.is_to_verify
        assert duty.blocks
        assert duty.blocks <= set(policy.BLOCKS)
        assert duty.recipient in Recipient
        assert duty.kinds <= set(AgencyKind)
        assert AgencyKind.INTERNATIONAL not in duty.kinds
        assert duty.title
        assert duty.norm
        assert duty.article
        assert duty.within
