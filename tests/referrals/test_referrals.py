"""A referral in the system: looked at, sent, answered, closed; and closed by her own no."""

import json
from html import unescape

import pytest
from django.core import mail
from django.test import Client

from amparo.agencies import OPERATOR
from amparo.agencies import actions as agency_actions
from amparo.agreements.actions import agreements, data_clauses
from amparo.audit import verify
from amparo.cases.access import disclosure as doors
from amparo.cases.actions import disclosures, naming
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.directory.actions import service as services
from amparo.organisations.models import Organisation
from amparo.people import actions as people
from amparo.referrals.actions import referral as actions
from amparo.referrals.models import Answer, Referral
from tests.helpers import audit_events, sign_in, statuses, work_the_queue
from tests.office import at
from tests.town import FIRST, GIVEN

USUAL = {"purpose": "referral", "basis": "consent", "lasts": "30"}


def said(answer):
    return unescape(answer.content.decode())


def opened(referral):
    referral.disclosure.refresh_from_db()
    return doors.opened_blocks(referral.disclosure, on=clock.today())


def new(road, case=None):
    return f"/referrals/{(case or road.town.case).pk}/new/{road.service.pk}/"


def test_who_opens_what_and_a_foreign_referral_is_not_there(road, client):
    held, town = road.sent(), road.town
    of_case = f"/referrals/{town.case.pk}/"
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    for page in (of_case, held.get_absolute_url(), new(road)):
        assert statuses(client, page, everyone) == table
    received = f"/referrals/received/{held.pk}/"
    table = {"nobody": 302, "ana": 404, "bruno": 200, "celia": 404, "alba": 404, "fina": 404}
    assert statuses(client, received, everyone) == table
    assert statuses(client, f"/shared/{held.disclosure_id}/", everyone) == table
    lists = {"nobody": 302, "ana": 200, "bruno": 200, "celia": 200, "alba": 200, "fina": 403}
    for page in ("/referrals/", "/referrals/received/"):
        assert statuses(client, page, everyone) == lists
    # Under her own case, the id of another one.
    other = town.new_case(by=town.ana)
    wrong = f"/referrals/{other.pk}/{held.pk}/"
    assert sign_in(client, town.ana).get(wrong).status_code == 404
    assert client.post(wrong, {"step": "close", "ending": "mistake"}).status_code == 404


def test_two_clicks_from_the_case_to_what_would_go_and_the_third_sends_it(road, client):
    road.clause("identity", "health")
    road.yes("identity", "event")
    sign_in(client, road.town.ana)
    page = said(client.get(f"/referrals/{road.town.case.pk}/"))
    assert "Refer to Consejería inventada" in page
    sent = client.post(new(road), USUAL | {"need": "Legal"}, follow=True)
    preview = said(sent)
    assert GIVEN in preview
    assert preview.count("No data-sharing clause lets this go to them.") == 1  # the event
    assert preview.count("There is no yes of hers to this.") == 4
    url = sent.redirect_chain[-1][0]
    assert client.post(url, {"step": "send"}).status_code == 403  # nobody looked
    answer = client.post(url, {"step": "send", "seen": sent.context["seen"]})
    assert answer.status_code == 302
    held = Referral.objects.get()
    assert (held.state, held.blocks, held.need, held.sent_by) == (
        "sent", ["identity"], "Legal", road.town.ana,
    )  # fmt: skip
    logged = json.loads(audit_events("referral_sent")[-1].detail)
    assert logged["blocks"] == ["identity"]
    assert (logged["stays"]["event"], logged["stays"]["health"]) == ("no_clause", "no_yes")
    assert len(logged["clauses"]) == 1
    read = said(sign_in(client, road.town.bruno).get(f"/shared/{held.disclosure_id}/"))
    assert GIVEN in read
    assert road.town.case.shown_number not in read


def test_before_it_is_sent_nobody_reads_it_though_it_was_decided(road):
    road.clause()
    road.yes()
    held = road.draft()
    disclosures.decide_disclosure(
        by=road.town.ana, disclosure=held.disclosure, was_seen=["identity"], seen_at=clock.now()
    )
    assert opened(held) == []
    road.send(held)
    assert opened(held) == ["identity"]


def test_without_a_clause_nothing_goes_and_without_her_yes_neither(road):
    road.yes()
    held = road.draft()
    with pytest.raises(Refused, match="The package is empty"):
        road.send(held)
    road.clause("health")
    with pytest.raises(Refused, match="The package is empty"):
        road.send(held)
    road.clause("identity")
    assert road.send(held).blocks == ["identity"]


@pytest.mark.parametrize("lapse", ["clause", "agreement", "consent", "no", "everything"])
def test_any_lapse_between_draft_and_sending_refuses(road, lapse):
    (clause,) = road.clause()
    yes = road.yes()
    held = road.draft()
    if lapse == "clause":
        data_clauses.end(by=road.town.alba, clause=clause)
    elif lapse == "agreement":
        agreements.end(by=road.office.sara, agreement=road.agreement, on=clock.today(), why="x")
    elif lapse == "consent":
        people.withdraw_consent(by=road.town.ana, consent=yes)
    elif lapse == "no":
        road.yes("identity", answer="refused")
    else:
        road.yes("all", answer="refused", purpose="any")
    with pytest.raises(Refused, match="The package is empty"):
        road.send(held)
    assert opened(held) == []
    held.refresh_from_db()
    assert (held.state, held.blocks) == ("drafted", [])


def test_what_changed_since_it_was_looked_at_is_looked_at_again(road):
    road.clause("identity", "health")
    yes = road.yes("identity")
    road.yes("health")
    held = road.draft()
    people.withdraw_consent(by=road.town.ana, consent=yes)
    with pytest.raises(Refused, match="no longer what you looked at"):
        road.send(held, "identity", "health")
    assert road.send(held, "health").blocks == ["health"]


def test_a_clause_that_ends_closes_what_is_read_at_the_next_opening(road, client):
    held = road.sent(need="Legal")
    url = f"/shared/{held.disclosure_id}/"
    assert sign_in(client, road.town.bruno).get(url).status_code == 200
    clause = road.agreement.data_clauses.get()
    data_clauses.end(by=road.town.alba, clause=clause)
    assert client.get(url).status_code == 404
    assert said(client.get("/shared/")).count(held.disclosure.shown_number) == 0
    # It was not closed, but what it was about stands nowhere either.
    page = said(client.get(f"/referrals/received/{held.pk}/"))
    assert "Nothing of her may be read today" in page
    for word in ("Consejería", "Legal support", "Identity", "Read what was opened"):
        assert word not in page


@pytest.mark.parametrize("basis", ["vital_interest", "court_order", "duty"])
def test_an_override_by_hand_is_refused_and_logged(road, client, basis):
    sent = USUAL | {
        "basis": basis, "blocks": ["health"], "reason": "x", "reference": "x",
        "override": "1", "consent_overridden": "true", "duty_code": "mx-child-protection",
    }  # fmt: skip
    assert sign_in(client, road.town.ana).post(new(road), sent).status_code == 403
    assert not Referral.objects.exists()
    denied = audit_events("denied")[-1]
    assert (denied.actor, "referrals:new" in denied.detail) == (str(road.town.ana.pk), True)


def test_where_two_decided_no_clause_is_asked(road, client):
    town = road.town
    held = road.draft(
        by=town.alba, basis="vital_interest", blocks=["health"], reason="Se desangra."
    )
    road.send(held, "health", by=town.alba)
    held.refresh_from_db()
    assert (held.state, held.disclosure.state, opened(held)) == ("drafted", "waiting", [])
    with pytest.raises(Refused, match="second person"):
        road.send(held, "health", by=town.alba)
    disclosures.confirm_disclosure(by=town.fina, disclosure=held.disclosure)
    assert opened(held) == []
    held.refresh_from_db()
    assert road.send(Referral.objects.get(), "health", by=town.ana).state == "sent"
    assert opened(held) == ["health"]


def test_a_no_of_the_second_person_closes_the_draft(road):
    town = road.town
    held = road.draft(
        by=town.alba, basis="vital_interest", blocks=["health"], reason="Se desangra."
    )
    road.send(held, "health", by=town.alba)
    disclosures.call_off_disclosure(by=town.fina, disclosure=Referral.objects.get().disclosure)
    held.refresh_from_db()
    assert (held.state, held.ending, held.sent_at) == ("closed", "sharing_ended", None)


def test_accepted_done_and_told_more(road, client):
    held = road.sent()
    url = f"/referrals/received/{held.pk}/"
    sign_in(client, road.town.bruno)
    assert client.post(url, {"kind": "accepted"}).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.ended_at) == ("accepted", None)
    assert opened(held) == ["identity"]
    again = client.post(url, {"kind": "accepted"})
    assert "was answered before" in said(again)
    assert client.post(url, {"kind": "done", "words": "Vino y volverá."}).status_code == 302
    assert client.post(url, {"kind": "feedback", "words": "Todo bien."}).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.answered_at is None, held.ended_at is None) == ("done", False, False)
    assert opened(held) == []
    page = said(sign_in(client, road.town.ana).get(held.get_absolute_url()))
    assert "Vino y volverá." in page
    assert "Todo bien." in page
    assert [each.kind for each in Answer.objects.all()] == ["accepted", "done", "feedback"]


def test_a_refusal_needs_a_reason_and_proposes_the_next_service(road, client):
    town = road.town
    other = services.record(
        by=road.office.sara, organisation=road.faro, name="Otra puerta", place=at("14067"),
        needs=["Legal"], languages=["quc"],
    )  # fmt: skip
    services.record(
        by=road.office.sara, organisation=road.faro, name="Para hombres", place=at("14067"),
        needs=["Legal"], groups=["men"],
    )  # fmt: skip
    held = road.sent(looked_for={"need": "Legal", "group": "women", "language": "quc"})
    url = f"/referrals/received/{held.pk}/"
    sign_in(client, town.bruno)
    assert "needs a reason of the list" in said(client.post(url, {"kind": "refused"}))
    assert client.post(url, {"kind": "refused", "refusal": "because"}).status_code == 200
    assert client.post(url, {"kind": "refused", "refusal": "full"}).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.refusal, opened(held)) == ("refused", "full", [])
    page = said(sign_in(client, town.ana).get(held.get_absolute_url()))
    assert "No place free" in page
    assert f"/referrals/{town.case.pk}/new/{other.pk}/" in page
    assert "Para hombres" not in page
    assert new(road) not in page


def test_one_to_the_same_service_is_on_its_way(road):
    held = road.sent()
    with pytest.raises(Refused, match="is on its way"):
        road.draft()
    actions.close(by=road.town.ana, referral=held, ending="mistake")
    assert road.draft().state == "drafted"


def test_a_sealed_shelter_is_asked_for_through_its_agency(road):
    town = road.town
    secret = {"name": "Refugio Alondra", "street": "Calle Zarzamora 4711"}
    road.office.organisation("Norte", sector="social", agency=town.norte)
    whose = Organisation.objects.get(agency=town.norte)
    nora = agency_actions.enrol(
        by=OPERATOR, username="nora", display_name="Nora Nido", agency=town.norte,
        role="coordinator", language="en",
    )  # fmt: skip
    house = services.record(
        by=nora, organisation=whose, place=at("14067"), alias="Casa de noche",
        needs=["Shelter"], groups=["women"], **secret,
    )  # fmt: skip
    held = road.draft(service=house)
    assert (held.organisation, held.to_agency) == (whose, town.norte)
    assert held.to_words == "Casa de noche · Norte"


def test_her_own_agency_a_closed_service_and_who_never_signs_in_are_refused(road):
    sara = road.office.sara
    facts = {"place": at("14067"), "needs": ["Legal"]}
    own = services.record(by=sara, organisation=road.luz, name="Propia", **facts)
    with pytest.raises(Refused, match="your own agency"):
        road.draft(service=own)
    shut = services.record(
        by=sara, organisation=road.faro, name="Cerrada", status="temporarily closed", **facts
    )
    with pytest.raises(Refused, match="takes nobody now"):
        road.draft(service=shut)


def test_her_withdrawal_closes_it_at_once_and_tells_them_to_stop(road, client):
    town = road.town
    road.clause("identity", "health")
    yes = road.yes("identity")
    road.yes("health")
    held = road.send(road.draft(), "identity", "health")
    one, read = f"/referrals/received/{held.pk}/", f"/shared/{held.disclosure_id}/"
    bruno, ana = sign_in(Client(), town.bruno), sign_in(client, town.ana)
    assert GIVEN in said(bruno.get(read))
    people.withdraw_consent(by=town.ana, consent=yes)
    held.refresh_from_db()
    assert (held.state, held.ending) == ("closed", "withdrawn")
    verbs = [each.verb for each in audit_events()]
    assert verbs[verbs.index("consent_withdrawn") + 1] == "referral_closed"
    assert bruno.get(read).status_code == 404
    page = said(bruno.get(one))
    assert "Whoever sent this referral has closed it" in page
    for word in (GIVEN, FIRST, "Consejería", "Identity"):
        assert word not in page
    assert "1 referral to your agency waits" in said(bruno.get("/cases/"))
    assert bruno.post(one, {"stop": "1"}).status_code == 302
    assert "referral to your agency" not in said(bruno.get("/cases/"))
    assert bruno.post(one, {"kind": "accepted"}).status_code == 200
    held.refresh_from_db()
    assert (held.state, held.stopped_by) == ("closed", town.bruno)
    gone = said(ana.get(f"/referrals/{town.case.pk}/"))
    assert "Outside our control" in gone
    assert "Read in the system, 1 time" in gone
    assert verify.verify().ok


def test_a_yes_to_something_else_that_is_taken_back_closes_nothing(road):
    other = road.yes("health")
    held = road.sent()
    people.withdraw_consent(by=road.town.ana, consent=other)
    held.refresh_from_db()
    assert held.state == "sent"
    second = road.yes("identity")
    first = road.town.case.person.consents.filter(block="identity").exclude(pk=second.pk).get()
    people.withdraw_consent(by=road.town.ana, consent=first)
    held.refresh_from_db()
    assert held.state == "sent"  # a newer yes carries it
    road.yes("all", answer="refused", purpose="any")
    held.refresh_from_db()
    assert (held.state, held.ending) == ("closed", "withdrawn")


def test_what_it_rested_on_is_ended_and_so_is_the_referral(road):
    held = road.sent()
    disclosures.end_disclosure(by=road.town.ana, disclosure=held.disclosure)
    held.refresh_from_db()
    assert (held.state, held.ending) == ("closed", "sharing_ended")


def test_who_sent_it_closes_it_with_a_reason(road, client):
    held = road.sent()
    sign_in(client, road.town.ana)
    url = held.get_absolute_url()
    assert "required" in said(client.post(url, {"step": "close"}))
    refused = client.post(url, {"step": "close", "ending": "withdrawn"})
    assert refused.status_code == 200
    assert client.post(url, {"step": "close", "ending": "elsewhere"}).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.ending, opened(held)) == ("closed", "elsewhere", [])
    assert held.disclosure.state == "ended"


def test_a_file_for_named_people_opens_there_to_who_was_named(road, client):
    town = road.town
    held = road.sent()
    naming.close_to_names(by=town.alba, case=town.case, why="Familiar.")
    rosa = agency_actions.enrol(
        by=OPERATOR, username="rosa", display_name="Rosa Roble", agency=town.faro,
        role="coordinator", language="en",
    )  # fmt: skip
    one = f"/referrals/received/{held.pk}/"
    assert sign_in(client, town.bruno).get(one).status_code == 404
    assert said(client.get("/referrals/received/")).count(held.disclosure.shown_number) == 0
    assert sign_in(client, rosa).get(one).status_code == 200
    disclosures.name_reader(by=rosa, disclosure=held.disclosure, member=town.bruno)
    assert sign_in(client, town.bruno).get(one).status_code == 200


def test_the_mail_says_only_that_one_item_waits(road, django_capture_on_commit_callbacks):
    town = road.town
    with django_capture_on_commit_callbacks(execute=True):
        held = road.sent()
    work_the_queue()
    assert mail.outbox == []  # nobody there has an address
    type(town.bruno).objects.filter(pk=town.bruno.pk).update(email="bruno@faro.example")
    with django_capture_on_commit_callbacks(execute=True):
        actions.close(by=town.ana, referral=held, ending="mistake")
    work_the_queue()
    (one,) = mail.outbox
    assert one.to == ["bruno@faro.example"]
    assert one.body.startswith("You have one item.")
    for word in (GIVEN, FIRST, held.disclosure.shown_number, town.casa_luz.name, "referral"):
        assert word not in one.subject + one.body


def test_lists_show_a_page_at_a_time(road, client):
    held = road.sent()
    sign_in(client, road.town.ana)
    assert held.case.shown_number in said(client.get("/referrals/?state=sent"))
    assert "No referral stands so" in said(client.get("/referrals/?state=done"))
    assert held.case.shown_number in said(client.get("/referrals/?state=open"))
    sign_in(client, road.town.bruno)
    page = said(client.get("/referrals/received/"))
    assert held.disclosure.shown_number in page
    assert held.case.shown_number not in page
    assert "waits for an answer" in said(client.get("/cases/"))
