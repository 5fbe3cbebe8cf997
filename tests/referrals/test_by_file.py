"""A referral as a sealed file: what goes in it, what is asked when it leaves, what comes back."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from amparo.agreements.actions import agreements, data_clauses
from amparo.cases.queries import due
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.directory.actions import service as services
from amparo.referrals.actions import correspondence, incoming, packages
from amparo.referrals.actions import referral as actions
from amparo.referrals.enums.package import IncomingState, Kind, Unopened
from amparo.referrals.envelope import CannotOpen
from amparo.referrals.models import Answer, Incoming, Referral, SentPackage
from amparo.referrals.policies import incoming as rules
from amparo.referrals.queries import incoming as incoming_queries
from amparo.referrals.queries import referrals as queries
from tests.helpers import sign_in
from tests.office import at
from tests.town import FIRST, GIVEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def abroad(road, elsewhere, office):
    """The office of another installation offers a service, and is a party of the agreement."""
    agreements.add_party(
        by=office.sara, agreement=road.agreement, organisation=elsewhere.organisation, role="party"
    )
    elsewhere.road = road
    elsewhere.service = services.record(
        by=office.sara, organisation=elsewhere.organisation, name="Acompañamiento inventado",
        place=at("14067"), needs=["Legal"],
    )  # fmt: skip
    return elsewhere


def sent(abroad, *blocks, days=30, seal=True):
    blocks = blocks or ("identity",)
    town = abroad.road.town
    clauses = abroad.road.clause(*blocks, receiver=abroad.organisation)
    for block in blocks:
        town.new_consent(
            purpose="referral", block=block, recipient="other",
            recipient_name=abroad.organisation.name,
        )  # fmt: skip
    held = abroad.road.draft(
        service=abroad.service, recipient="other", need="Legal",
        expires_on=clock.today() + timedelta(days=days),
    )  # fmt: skip
    made = actions.send(
        by=town.ana, referral=held, was_seen=list(blocks), seen_at=clock.now(), as_file=seal
    )
    made.clauses = clauses
    return made


def answer(abroad, to, kind="accepted", **said):
    said = {"referral": to.disclosure.number, "kind": kind, "words": "Venga el lunes"} | said
    return packages.take_in(by=abroad.town.ana, content=abroad.sealed(Kind.ANSWER, said))


def test_what_goes_is_what_was_seen_sealed_to_them_alone(abroad):
    referral = sent(abroad)
    header, said = abroad.opens(bytes(referral.package.content))
    assert header.kind == Kind.REFERRAL
    assert (header.purpose, header.basis) == ("referral", "consent")
    assert [each["block"] for each in said["blocks"]] == ["identity"]
    values = [value for _label, value in said["blocks"][0]["facts"]]
    assert any(GIVEN in value for value in values)
    assert said["referral"] == referral.disclosure.number
    assert abroad.road.town.case.number not in json.dumps(said)


def test_it_holds_for_as_long_as_she_agreed(abroad):
    referral = sent(abroad, days=3)
    assert referral.package.expires_at <= clock.now() + timedelta(days=4)
    assert referral.channel == "as_file"


def test_nothing_is_sealed_without_a_card_whose_digits_were_compared(abroad):
    correspondence.end_card(by=abroad.office.sara, correspondent=abroad.correspondent)
    with pytest.raises(Refused, match="Exchange cards"):
        sent(abroad)
    assert not SentPackage.objects.exists()


def test_an_agency_that_signs_in_here_gets_no_file(road, elsewhere):
    road.clause()
    road.yes()
    held = road.draft()
    with pytest.raises(Refused, match="signs in here"):
        actions.send(
            by=road.town.ana, referral=held, was_seen=["identity"], seen_at=clock.now(),
            as_file=True,
        )  # fmt: skip


def take_out(abroad, referral):
    return packages.take_out(by=abroad.town.ana, package=referral.package)


def test_each_taking_out_asks_again(abroad):
    referral = sent(abroad)
    assert take_out(abroad, referral)
    data_clauses.end(by=abroad.town.fina, clause=referral.clauses[0])
    with pytest.raises(Refused, match="may not go any more"):
        take_out(abroad, referral)


def test_whoever_may_not_open_the_case_does_not_see_its_package(abroad, client):
    referral = sent(abroad)
    other = sign_in(client, abroad.town.bruno)
    assert other.post(f"/packages/{referral.package_id}/file/").status_code == 404
    assert "Oficina inventada de Guatemala" not in other.get("/packages/").content.decode()
    client.logout()
    mine = sign_in(client, abroad.town.ana)
    answer = mine.post(f"/packages/{referral.package_id}/file/")
    assert answer.status_code == 200
    name = answer["Content-Disposition"]
    assert name.endswith('.age"')
    assert referral.disclosure.number.lower() not in name.lower()
    page = mine.get("/packages/").content.decode()
    assert "Oficina inventada de Guatemala" in page
    assert GIVEN not in page
    assert FIRST not in page


# --- What comes back -------------------------------------------------------------------------


def test_their_signed_answer_stands_with_the_referral(abroad):
    referral = sent(abroad)
    answer(abroad, referral, said_on=clock.today().isoformat())
    referral.refresh_from_db()
    assert referral.state == "accepted"
    held = Answer.objects.get(referral=referral)
    assert (held.by_way, held.words, held.counts) == ("file", "Venga el lunes", True)


def test_a_refusal_keeps_its_reason_and_an_unknown_one_is_another(abroad):
    referral = sent(abroad)
    answer(abroad, referral, "refused", refusal="no such code")
    referral.refresh_from_db()
    assert (referral.state, referral.refusal) == ("refused", "other")


def test_an_answer_that_comes_too_late_is_kept_beside(abroad):
    referral = sent(abroad)
    answer(abroad, referral, "refused", refusal="full")
    answer(abroad, referral, "accepted")
    referral.refresh_from_db()
    assert referral.state == "refused"
    assert [each.counts for each in Answer.objects.filter(referral=referral)] == [True, False]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"referral": "NOT-OURS"}, Unopened.NO_QUESTION),
        ({"referral": None}, Unopened.NO_QUESTION),
        ({"kind": "received"}, Unopened.DAMAGED),
        ({"kind": "whatever"}, Unopened.DAMAGED),
        ({"kind": ["accepted"]}, Unopened.DAMAGED),
    ],
)
def test_an_answer_that_fits_nothing_is_refused(abroad, said, why):
    referral = sent(abroad)
    with pytest.raises(CannotOpen) as refused:
        answer(abroad, referral, **said)
    assert refused.value.reason == why
    referral.refresh_from_db()
    assert referral.state == "sent"


def test_words_and_days_of_any_kind_do_no_harm(abroad):
    referral = sent(abroad)
    answer(abroad, referral, words=["a"], said_on="1999-01-01")
    held = Answer.objects.get(referral=referral)
    assert (held.words, held.said_on) == ("", clock.today())


# --- Her no ----------------------------------------------------------------------------------


def test_her_no_stops_it_in_one_transaction_and_seals_the_notice(abroad):
    referral = sent(abroad)
    take_out(abroad, referral)
    abroad.road.town.new_consent(
        purpose="referral",
        block="identity",
        recipient="other",
        answer="refused",
        recipient_name=abroad.organisation.name,
    )
    referral.refresh_from_db()
    assert (referral.state, referral.ending) == ("closed", "withdrawn")
    assert referral.package.content is None
    stop = SentPackage.objects.get(kind=Kind.STOP)
    _header, said = abroad.opens(bytes(stop.content))
    assert said == {"referral": referral.disclosure.number}
    gone = queries.outside_our_control(Referral.objects.filter(pk=referral.pk))
    assert [each.how for each in gone] == ["In a sealed file"]
    rules = {each.rule for each in due.due(
        type(abroad.town.case).objects.filter(pk=abroad.town.case.pk), member=abroad.town.ana,
        on=clock.today())}  # fmt: skip
    assert "referral_stop" in rules


def test_where_their_card_counts_no_more_somebody_has_to_call(abroad):
    referral = sent(abroad)
    correspondence.end_card(by=abroad.office.sara, correspondent=abroad.correspondent)
    actions.close(by=abroad.town.ana, referral=referral, ending="not_needed")
    assert not SentPackage.objects.filter(kind=Kind.STOP).exists()
    referral.refresh_from_db()
    assert referral.due_on == clock.today()
    assert referral.package.content is None


# --- What another office refers to us --------------------------------------------------------

SAID = {
    "referral": "ABCD1234", "service": "Albergue inventado", "need": "Techo",
    "blocks": [{"block": "identity", "facts": [["Nombre", "Persona Inventada"]]},
               {"block": "no such block", "facts": "no list"}, 7],
}  # fmt: skip


@pytest.fixture
def came(elsewhere):
    packages.take_in(by=elsewhere.town.ana, content=elsewhere.sealed(Kind.REFERRAL, SAID))
    return Incoming.objects.get()


def test_what_came_is_read_after_signing_in_again_and_the_log_says_so(elsewhere, came, client):
    page = sign_in(client, elsewhere.town.ana).get(came.get_absolute_url())
    text = page.content.decode()
    assert "Persona Inventada" in text
    assert "Albergue inventado" in text
    client.logout()
    for member in (elsewhere.town.bruno, elsewhere.office.sara):
        assert sign_in(client, member).get(came.get_absolute_url()).status_code == 404
        client.logout()


def test_what_is_no_list_is_read_as_nothing(came):
    said = incoming_queries.said(came)
    assert [part.facts for part in said.parts] == [[("Nombre", "Persona Inventada")], []]


def test_our_answer_is_sealed_to_them(elsewhere, came):
    sealed = incoming.answer(
        by=elsewhere.town.ana, incoming=came, kind="refused", refusal="full", words="Sin lugar"
    )
    _header, said = elsewhere.opens(bytes(sealed.content))
    assert (said["referral"], said["kind"], said["refusal"]) == ("ABCD1234", "refused", "full")
    came.refresh_from_db()
    assert came.state == IncomingState.REFUSED
    assert came.package.sealed is None
    with pytest.raises(Refused, match="before"):
        incoming.answer(by=elsewhere.town.ana, incoming=came, kind="accepted")


@pytest.mark.parametrize(
    ("steps", "wrong"),
    [
        ([], "feedback"), (["accepted"], "accepted"), (["accepted"], "refused"),
        (["done"], "accepted"), (["accepted", "done"], "done"), ([], "received"), ([], "x"),
    ],
)  # fmt: skip
def test_answers_follow_each_other(elsewhere, came, steps, wrong):
    for kind in steps:
        incoming.answer(by=elsewhere.town.ana, incoming=came, kind=kind)
    refusal = "full" if wrong == "refused" else ""
    with pytest.raises(Refused):
        incoming.answer(by=elsewhere.town.ana, incoming=came, kind=wrong, refusal=refusal)


def test_only_the_agency_that_opened_it_answers(elsewhere, came):
    with pytest.raises(Refused, match="Only the agency"):
        incoming.answer(by=elsewhere.town.bruno, incoming=came, kind="accepted")
    with pytest.raises(Refused):
        incoming.answer(by=elsewhere.town.fina, incoming=came, kind="accepted")


def test_a_refusal_needs_its_reason_and_nothing_else_has_one(elsewhere, came):
    for kind, refusal in (("refused", ""), ("refused", "x"), ("accepted", "full")):
        with pytest.raises(Refused, match="reason"):
            incoming.answer(by=elsewhere.town.ana, incoming=came, kind=kind, refusal=refusal)


def test_a_stop_lets_go_what_came_in_that_moment(elsewhere, came, client):
    incoming.answer(by=elsewhere.town.ana, incoming=came, kind="accepted")
    packages.take_in(
        by=elsewhere.town.ana, content=elsewhere.sealed(Kind.STOP, {"referral": "ABCD1234"})
    )
    came.refresh_from_db()
    assert came.state == IncomingState.STOPPED
    assert came.package.sealed is None
    page = sign_in(client, elsewhere.town.ana).get(came.get_absolute_url()).content.decode()
    assert "has stopped it" in page
    assert "Persona Inventada" not in page
    with pytest.raises(Refused, match="stopped"):
        incoming.answer(by=elsewhere.town.ana, incoming=came, kind="done")


def stop(elsewhere, number="ABCD1234", by=None):
    content = elsewhere.sealed(Kind.STOP, {"referral": number})
    return packages.take_in(by=by or elsewhere.town.ana, content=content)


def test_a_stop_of_something_else_changes_nothing_here(elsewhere, came):
    stop(elsewhere, "OTHER")
    came.refresh_from_db()
    assert came.state == IncomingState.WAITING
    assert came.package.sealed is not None


def test_a_stop_that_overtakes_its_referral_stops_it_when_it_comes(elsewhere):
    stop(elsewhere)
    packages.take_in(by=elsewhere.town.ana, content=elsewhere.sealed(Kind.REFERRAL, SAID))
    held = Incoming.objects.get(package__kind=Kind.REFERRAL)
    assert held.state == IncomingState.STOPPED
    assert held.package.sealed is None


def test_a_stop_reaches_all_that_was_sent_under_its_number_in_every_agency(elsewhere, came):
    packages.take_in(by=elsewhere.town.bruno, content=elsewhere.sealed(Kind.REFERRAL, SAID))
    stop(elsewhere)
    assert set(Incoming.objects.values_list("state", flat=True)) == {IncomingState.STOPPED}
    assert not [each for each in Incoming.objects.all() if each.package.sealed]


def test_a_stop_without_number_is_refused(elsewhere):
    for number in (None, "", ["ABCD1234"]):
        with pytest.raises(CannotOpen):
            stop(elsewhere, number)


def test_when_its_time_is_over_it_is_read_no_more(came):
    assert "over" in rules.may_be_read(came, now=came.package.expires_at).reason
    earlier = came.package.expires_at - timedelta(seconds=1)
    assert rules.may_be_read(came, now=earlier)


def test_a_referral_without_number_is_refused(elsewhere):
    for number in (None, "", "9" * 65):
        with pytest.raises(CannotOpen):
            packages.take_in(
                by=elsewhere.town.ana,
                content=elsewhere.sealed(Kind.REFERRAL, {"referral": number}),
            )
    assert not [each for each in connection.audit_pending if each["verb"] == "package_received"]
