"""Packages between two offices: what is taken, what is refused with its reason, what is signed."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.referrals import kinds
from amparo.referrals.actions import correspondence, packages
from amparo.referrals.enums.package import Kind, Unopened
from amparo.referrals.envelope import CannotOpen, Keys
from amparo.referrals.models import Correspondent, OfficeKeys, ReceivedPackage, SentPackage
from amparo.referrals.policies import correspondence as card_policies
from amparo.referrals.policies import package as policies
from amparo.referrals.queries import correspondence as queries

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def probe(monkeypatch):
    """A kind that a room above would bring in."""
    taken = []
    monkeypatch.setitem(kinds._takers, "probe", lambda **facts: taken.append(facts))
    return taken


def lines(verb) -> list[dict]:
    """What this test has logged, although nothing was committed."""
    return [json.loads(each["detail"]) for each in connection.audit_pending if each["verb"] == verb]


def refused(elsewhere, content) -> str:
    before = ReceivedPackage.objects.count(), SentPackage.objects.count()
    with pytest.raises(CannotOpen) as why:
        packages.take_in(by=elsewhere.town.ana, content=content)
    assert (ReceivedPackage.objects.count(), SentPackage.objects.count()) == before
    assert lines("package_refused")[-1] == {"reason": why.value.reason.value}
    return why.value.reason


def to_them(elsewhere, **facts) -> SentPackage:
    facts = {"kind": "probe", "said": {"words": "¿La reciben?"}, "purpose": "referral"} | facts
    return packages.seal(
        by=elsewhere.town.ana, agency=elsewhere.town.casa_luz, to=elsewhere.organisation,
        **{"expires_at": clock.now() + WEEK} | facts,
    )  # fmt: skip


# --- What comes ------------------------------------------------------------------------------


def test_what_a_known_office_signed_for_us_is_taken_and_acknowledged(elsewhere, probe):
    content = elsewhere.sealed("probe", {"words": "habla mam"})
    received = packages.take_in(by=elsewhere.town.ana, content=content)
    assert probe[0]["said"] == {"words": "habla mam"}
    assert probe[0]["received"] == received
    assert received.agency == elsewhere.town.casa_luz
    receipt = SentPackage.objects.get(answers=received)
    header, said = elsewhere.opens(bytes(receipt.content))
    assert header.kind == Kind.RECEIPT
    assert header.recipient == elsewhere.card.code
    assert said["number"] == received.number
    assert said["sha256"] == received.sha256


def test_what_it_says_lies_sealed(elsewhere):
    received = packages.take_in(
        by=elsewhere.town.ana, content=elsewhere.sealed("probe", {"words": "habla mam"})
    )
    received.refresh_from_db()
    assert b"mam" not in bytes(received.sealed)
    assert b"habla mam" in received.payload


def test_the_same_package_is_never_taken_twice(elsewhere):
    content = elsewhere.sealed("probe")
    packages.take_in(by=elsewhere.town.ana, content=content)
    assert refused(elsewhere, content) == Unopened.REPLAYED
    # Nor in another agency of this installation.
    with pytest.raises(CannotOpen) as why:
        packages.take_in(by=elsewhere.town.bruno, content=content)
    assert why.value.reason == Unopened.REPLAYED


def test_the_same_number_sealed_anew_is_a_replay(elsewhere):
    packages.take_in(by=elsewhere.town.ana, content=elsewhere.sealed("probe", number="7"))
    assert refused(elsewhere, elsewhere.sealed("probe", number="7")) == Unopened.REPLAYED


def test_an_expired_package_is_refused_to_the_second(elsewhere, monkeypatch):
    now = clock.now()
    ends = {"expires_at": (now + WEEK).isoformat(), "made_at": now.isoformat()}
    early, late = elsewhere.sealed("probe", **ends), elsewhere.sealed("probe", **ends)
    monkeypatch.setattr(clock, "now", lambda: now + WEEK)
    assert refused(elsewhere, late) == Unopened.EXPIRED
    monkeypatch.setattr(clock, "now", lambda: now + WEEK - timedelta(seconds=1))
    assert packages.take_in(by=elsewhere.town.ana, content=early)


def test_what_says_it_is_from_next_week_or_holds_for_ever_is_refused(elsewhere):
    now = clock.now()
    ahead = {"made_at": (now + timedelta(hours=13)).isoformat()}
    assert refused(elsewhere, elsewhere.sealed("probe", **ahead)) == Unopened.WRONG_CLOCK
    long = {"expires_at": (now + timedelta(days=31, minutes=1)).isoformat()}
    assert refused(elsewhere, elsewhere.sealed("probe", **long)) == Unopened.WRONG_CLOCK


def test_what_was_signed_for_another_office_is_refused(elsewhere):
    """A dishonest office seals to us what was signed for it."""
    other = Keys.fresh().card("Otra")
    content = elsewhere.sealed("probe", recipient=other.code)
    assert refused(elsewhere, content) == Unopened.MISADDRESSED


def test_what_is_sealed_to_another_is_refused(elsewhere):
    content = elsewhere.sealed("probe", to=Keys.fresh().card("Otra"))
    assert refused(elsewhere, content) == Unopened.NOT_FOR_US


def test_what_another_signed_in_their_name_is_refused(elsewhere):
    assert refused(elsewhere, elsewhere.sealed("probe", keys=Keys.fresh())) == Unopened.UNSIGNED


def test_an_office_without_card_is_refused(elsewhere):
    stranger = Keys.fresh()
    content = elsewhere.sealed("probe", keys=stranger, sender=stranger.card("x").code)
    assert refused(elsewhere, content) == Unopened.UNKNOWN_SENDER


def test_an_office_whose_digits_were_not_compared_is_refused(elsewhere):
    Correspondent.objects.update(compared_by=None, compared_at=None)
    assert refused(elsewhere, elsewhere.sealed("probe")) == Unopened.NOT_COMPARED


def test_an_office_whose_card_was_ended_is_refused(elsewhere):
    content = elsewhere.sealed("probe")
    correspondence.end_card(by=elsewhere.office.sara, correspondent=elsewhere.correspondent)
    assert refused(elsewhere, content) == Unopened.SENDER_ENDED


def test_a_package_cut_in_half_is_refused(elsewhere):
    content = elsewhere.sealed("probe")
    assert refused(elsewhere, content[: len(content) // 2]) == Unopened.DAMAGED
    assert packages.take_in(by=elsewhere.town.ana, content=content)


def test_a_kind_that_nobody_here_knows_is_refused(elsewhere):
    assert refused(elsewhere, elsewhere.sealed("novelty")) == Unopened.UNKNOWN_KIND


@pytest.mark.parametrize("payload", [["a list"], "words", 7])
def test_a_content_that_is_no_form_is_refused(elsewhere, payload):
    assert refused(elsewhere, elsewhere.sealed("probe", payload)) == Unopened.DAMAGED


def test_what_its_taker_refuses_was_never_taken(elsewhere, monkeypatch):
    def refuses(**facts):
        raise CannotOpen(Unopened.NO_QUESTION)

    monkeypatch.setitem(kinds._takers, "probe", refuses)
    assert refused(elsewhere, elsewhere.sealed("probe", number="8")) == Unopened.NO_QUESTION
    assert lines("package_received") == []


def test_who_records_no_cases_takes_nothing_in(elsewhere):
    with pytest.raises(Refused):
        packages.take_in(by=elsewhere.office.sara, content=elsewhere.sealed("probe"))


def test_a_site_without_keys_opens_nothing(elsewhere):
    content = elsewhere.sealed("probe")
    OfficeKeys.objects.all().delete()
    assert refused(elsewhere, content) == Unopened.NOT_FOR_US


# --- What goes, and comes back signed --------------------------------------------------------


def test_only_they_open_what_we_seal_and_the_header_says_what_for(elsewhere):
    package = to_them(elsewhere, basis="consent")
    header, said = elsewhere.opens(bytes(package.content))
    assert said == {"words": "¿La reciben?"}
    assert header.number == package.pk.hex
    assert (header.purpose, header.basis, header.kind) == ("referral", "consent", "probe")
    assert header.ends() == package.expires_at


def acknowledge(elsewhere, package, **changed):
    said = {"number": package.pk.hex, "sha256": package.sha256} | changed
    return elsewhere.sealed(Kind.RECEIPT, said)


def test_their_acknowledgement_is_signed_too_and_nobody_acknowledges_it(elsewhere):
    package = to_them(elsewhere)
    packages.take_in(by=elsewhere.town.ana, content=acknowledge(elsewhere, package))
    package.refresh_from_db()
    assert package.acknowledged_at
    assert package.content is None
    assert SentPackage.objects.count() == 1


@pytest.mark.parametrize(
    "changed", [{"sha256": "0" * 64}, {"number": "f" * 32}, {"number": None}, {"number": "x"}]
)
def test_an_acknowledgement_of_something_else_is_refused(elsewhere, changed):
    package = to_them(elsewhere)
    content = acknowledge(elsewhere, package, **changed)
    assert refused(elsewhere, content) == Unopened.NO_QUESTION
    package.refresh_from_db()
    assert package.acknowledged_at is None
    assert package.content


def test_another_office_cannot_acknowledge_what_went_to_this_one(elsewhere):
    package, other = to_them(elsewhere), Keys.fresh()
    there = elsewhere.office.organisation("Otra oficina inventada")
    held = correspondence.bring_card(
        by=elsewhere.office.sara, organisation=there, card=other.card("Otra")
    )
    correspondence.compare_digits(
        by=elsewhere.town.fina, correspondent=held, heard=held.card.fingerprint
    )
    said = {"number": package.pk.hex, "sha256": package.sha256}
    content = elsewhere.sealed(Kind.RECEIPT, said, keys=other, sender=held.code)
    assert refused(elsewhere, content) == Unopened.NO_QUESTION


def test_the_file_is_taken_out_by_its_agency_until_its_time_is_over(elsewhere, monkeypatch):
    package = to_them(elsewhere)
    assert packages.take_out(by=elsewhere.town.ana, package=package) == bytes(package.content)
    package.refresh_from_db()
    first = package.taken_out_at
    packages.take_out(by=elsewhere.town.ana, package=package)
    package.refresh_from_db()
    assert package.taken_out_at == first
    with pytest.raises(Refused, match="Only the agency"):
        packages.take_out(by=elsewhere.town.bruno, package=package)
    monkeypatch.setattr(clock, "now", lambda: package.expires_at)
    with pytest.raises(Refused, match="over"):
        packages.take_out(by=elsewhere.town.ana, package=package)


def test_nothing_is_sealed_to_an_office_without_a_compared_card(elsewhere):
    Correspondent.objects.update(compared_by=None, compared_at=None)
    with pytest.raises(Refused, match="compared"):
        to_them(elsewhere)
    correspondence.end_card(by=elsewhere.office.sara, correspondent=elsewhere.correspondent)
    with pytest.raises(Refused, match="Exchange cards"):
        to_them(elsewhere)
    OfficeKeys.objects.all().delete()
    with pytest.raises(Refused, match="no keys"):
        to_them(elsewhere)


@pytest.mark.parametrize("days", [-1, 0, 32])
def test_a_package_holds_for_a_month_at_most(elsewhere, days):
    with pytest.raises(Refused, match="31 days"):
        to_them(elsewhere, expires_at=clock.now() + timedelta(days=days))


def test_files_are_let_go_when_their_time_is_over(elsewhere):
    sent = to_them(elsewhere)
    came = packages.take_in(by=elsewhere.town.ana, content=elsewhere.sealed("probe"))
    assert packages.let_go(by=elsewhere.town.fina, now=clock.now() + WEEK * 0.9) == 0
    assert packages.let_go(by=elsewhere.town.fina, now=came.expires_at) == 1
    later = came.expires_at + policies.LONGEST
    assert packages.let_go(by=elsewhere.town.fina, now=later) == 2
    sent.refresh_from_db(), came.refresh_from_db()
    assert sent.content is None
    assert came.sealed is None
    assert came.payload == b""


# --- Keys and cards --------------------------------------------------------------------------


def test_new_keys_still_open_what_was_sealed_to_those_of_before(elsewhere, monkeypatch):
    content, late = elsewhere.sealed("probe"), elsewhere.sealed("probe")
    correspondence.make_keys(by=elsewhere.olga)
    assert queries.our_card() != elsewhere.our_card
    assert packages.take_in(by=elsewhere.town.ana, content=content)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + policies.LONGEST + timedelta(seconds=1))
    assert refused(elsewhere, late) == Unopened.NOT_FOR_US


def test_secret_halves_lie_sealed(elsewhere):
    held = OfficeKeys.objects.get()
    assert held.keys.signing not in bytes(held.sealed)
    assert b"AGE-SECRET" not in bytes(held.sealed)


def test_only_the_focal_point_of_the_office_makes_keys(elsewhere):
    for member in (elsewhere.town.ana, elsewhere.town.fina, elsewhere.office.sara):
        assert not card_policies.can_make_keys(by=member)
    assert card_policies.can_make_keys(by=elsewhere.olga)


def bring(elsewhere, card, by=None):
    return correspondence.bring_card(
        by=by or elsewhere.office.sara, organisation=elsewhere.organisation, card=card
    )


def test_a_new_card_of_an_office_ends_the_one_before_and_waits_for_its_digits(elsewhere):
    held = bring(elsewhere, Keys.fresh().card("Nueva"))
    elsewhere.correspondent.refresh_from_db()
    assert elsewhere.correspondent.ended_at
    assert held.compared_at is None
    assert refused(elsewhere, elsewhere.sealed("probe")) == Unopened.SENDER_ENDED


def test_our_own_card_and_one_that_is_known_are_refused(elsewhere):
    with pytest.raises(Refused, match="our own"):
        bring(elsewhere, elsewhere.our_card)
    with pytest.raises(Refused, match="already"):
        bring(elsewhere, elsewhere.card)
    correspondence.end_card(by=elsewhere.office.sara, correspondent=elsewhere.correspondent)
    with pytest.raises(Refused, match="ended here"):
        bring(elsewhere, elsewhere.card)


def test_another_compares_the_digits_and_only_the_right_ones_count(elsewhere):
    held = bring(elsewhere, Keys.fresh().card("Nueva"), by=elsewhere.town.fina)
    right = held.card.fingerprint
    compare = correspondence.compare_digits
    with pytest.raises(Refused, match="Another person"):
        compare(by=elsewhere.town.fina, correspondent=held, heard=right)
    Correspondent.objects.filter(pk=held.pk).update(brought_by=elsewhere.office.sara)
    with pytest.raises(Refused, match="not the digits"):
        compare(by=elsewhere.town.fina, correspondent=held, heard=right[:-1])
    with pytest.raises(Refused):
        compare(by=elsewhere.town.alba, correspondent=held, heard=right)
    compare(by=elsewhere.town.fina, correspondent=held, heard=right.replace(" ", ""))
    with pytest.raises(Refused, match="already"):
        compare(by=elsewhere.town.fina, correspondent=held, heard=right)


def test_an_ended_card_stays_ended(elsewhere):
    correspondence.end_card(by=elsewhere.office.sara, correspondent=elsewhere.correspondent)
    with pytest.raises(Refused, match="already"):
        correspondence.end_card(by=elsewhere.office.sara, correspondent=elsewhere.correspondent)
    with pytest.raises(Refused, match="Ask for a new one"):
        correspondence.compare_digits(
            by=elsewhere.town.fina, correspondent=elsewhere.correspondent, heard="1"
        )


def test_a_caseworker_neither_brings_nor_ends_cards(elsewhere):
    assert not card_policies.can_bring_card(by=elsewhere.town.ana)
    assert not card_policies.can_end(elsewhere.correspondent, by=elsewhere.town.ana)
    assert card_policies.can_bring_card(by=elsewhere.town.fina)
