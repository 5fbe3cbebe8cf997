"""When a letter is issued, taken out and void. Asks no database."""

from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.utils import translation

from amparo.agencies.enums import Role
from amparo.agencies.models import Member
from amparo.cases.enums.letter import VoidReason
from amparo.cases.policies import letter as policies


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


CASA_LUZ, FARO = uuid4(), uuid4()


def member(role=Role.CASEWORKER, agency=CASA_LUZ, active=True):
    return Member(role=role, agency_id=agency, is_active=active)


HER = Thing(given_names="Xquic Luz", paternal_surname="de la Ó", maternal_surname="", known_as="Li")
CASE = Thing(pk=uuid4(), agency_id=CASA_LUZ, person=HER)
WORDS = {"place": "", "addressee": "Hospital", "body": "Se pide.", "copies": ""}


def letter(**facts):
    plain = {"agency_id": CASA_LUZ, "case": CASE, "void_at": None, "taken_out_at": None}
    plain |= {"disclosure": None, "blocks": [], **WORDS}
    return Thing(**(plain | facts))


def resting(*, blocks=("health",), name="", of=CASE, **facts):
    decided = Thing(case_id=of.pk, recipient_name=name, blocks=["health", "contact"])
    return letter(disclosure=decided, blocks=list(blocks), **facts)


def take_out(held, by, opened=(), feared=()):
    return policies.can_take_out(held, by=by, opened=opened, feared=list(feared))


def said(decision):
    assert not decision
    return str(decision.reason)


@pytest.mark.parametrize(
    ("by", "may"),
    [
        (member(), True),
        (member(Role.COORDINATOR), True),
        (member(Role.DATA_PROTECTION), False),
        (member(Role.ANALYST), False),
        (member(agency=FARO), False),
        (member(active=False), False),
    ],
)
def test_whoever_records_in_the_case_issues_and_voids_and_whoever_sees_names_takes_out(by, may):
    assert bool(policies.can_issue(CASE, by=by)) is may
    assert bool(policies.can_void(letter(), by=by, reason="mistake")) is may
    assert bool(take_out(letter(), by)) is may


def test_the_agency_that_wrote_it_takes_it_out():
    assert "agency that wrote" in said(take_out(letter(agency_id=FARO), member()))


def test_a_void_letter_is_not_taken_out():
    assert "void letter" in said(take_out(letter(void_at="then"), member()))
    # Whoever may not take out any is told that first.
    told = said(take_out(letter(void_at="then"), member(Role.ANALYST)))
    assert "void letter" not in told


def test_what_is_asked_when_it_is_issued_is_asked_again_when_it_is_taken_out():
    for opened, words in ((["health"], ""), ([], "does not stand today"), (["event"], "any more")):
        held = resting()
        for decision in (
            policies.can_go(held, opened=opened, feared=[]),
            take_out(held, member(), opened),
        ):
            assert decision if not words else words in said(decision)
    around = Thing(related=Thing(never_contact=False))
    assert "nothing goes to this name" in said(take_out(letter(), member(), feared=[around]))
    assert "A word of her name" in said(take_out(letter(body="Xquic"), member()))
    foreign = resting(of=Thing(pk=uuid4()))
    assert "its own case" in said(take_out(foreign, member(), ["health"]))


@pytest.mark.parametrize(
    ("kept", "opened", "holds"),
    [
        (["health"], ["health"], True),
        (["health"], ["health", "contact"], True),
        (["health", "contact"], ["health"], False),
        # From before it was kept: all that was decided.
        ([], ["health", "contact"], True),
        ([], ["health"], False),
    ],
)
def test_all_that_it_could_say_still_holds(kept, opened, holds):
    assert bool(policies.still_holds(resting(blocks=kept), opened=opened)) is holds
    assert policies.still_holds(letter(), opened=[])


@pytest.mark.parametrize(
    ("name", "addressee", "goes"),
    [
        ("", "Anybody", True),
        ("  ", "Anybody", True),
        ("Clínica 12", "A la CLINICA\n12, Ceiba", True),
        ("Clínica 12", "Clínica 123", False),
        ("Clínica 12", "Policlínica 12", False),
    ],
)
def test_it_goes_to_the_one_for_whom_it_was_decided(name, addressee, goes):
    held = resting(name=name, addressee=addressee)
    assert bool(policies.is_addressed(held.disclosure, addressee)) is goes
    assert bool(take_out(held, member(), ["health"])) is goes
    assert policies.is_addressed(None, addressee)


@pytest.mark.parametrize("where", WORDS)
@pytest.mark.parametrize(
    ("words", "goes"),
    [
        ("Para XQUÍC.", False),
        ("La luz del día", False),
        # Shorter than three letters, or no more than a joint between names.
        ("de la casa", True),
        ("O bien", True),
        ("Li", True),
        ("Luzbel", True),
    ],
)
def test_a_letter_that_rests_on_nothing_names_her_nowhere(where, words, goes):
    assert bool(policies.says_nothing_of_her(letter(**{where: words}))) is goes
    assert policies.says_nothing_of_her(resting(**{where: words}))


@pytest.mark.parametrize("reason", VoidReason)
def test_a_letter_is_void_once_and_for_one_of_the_reasons(reason):
    assert policies.can_void(letter(), by=member(), reason=reason)
    assert "void already" in said(
        policies.can_void(letter(void_at="then"), by=member(), reason=reason)
    )
    for other in ("", "because"):
        assert "Say why" in said(policies.can_void(letter(), by=member(), reason=other))


@pytest.mark.parametrize("reason", VoidReason)
@pytest.mark.parametrize(("out", "words"), [(None, ""), ("then", ""), ("then", " "), ("then", "x")])
def test_one_that_was_taken_out_is_not_sent_only_if_it_is_known_how(reason, out, words):
    decision = policies.can_void(letter(taken_out_at=out), by=member(), reason=reason, words=words)
    wanted = reason == VoidReason.NOT_SENT and out is not None and not words.strip()
    assert bool(decision) is not wanted
    if wanted:
        assert "how it is known" in said(decision)


def test_a_letter_rests_on_nothing_or_on_what_stands_today_in_its_own_case():
    own, foreign = Thing(case_id=CASE.pk), Thing(case_id=uuid4())
    assert policies.can_rest_on(None, case=CASE, opened=[])
    assert policies.can_rest_on(own, case=CASE, opened=["health"])
    assert "does not stand today" in said(policies.can_rest_on(own, case=CASE, opened=[]))
    told = said(policies.can_rest_on(foreign, case=CASE, opened=["health"]))
    assert "its own case" in told
