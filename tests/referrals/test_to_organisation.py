"""To an organisation of the register whose services stand in no directory: the same two keys."""

from html import unescape

import pytest

from amparo.agreements.actions import agreements
from amparo.cases.models import Letter
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.referrals.actions import paper as papers
from amparo.referrals.actions import referral as actions
from amparo.referrals.models import Referral
from tests.helpers import sign_in, statuses
from tests.office import at

TYPED = {
    "purpose": "referral", "basis": "consent", "lasts": "30", "need": "MedicalCare",
    "organisation": "Clínica Inventada", "recipient": "",
}  # fmt: skip


def said(answer):
    return unescape(answer.content.decode())


@pytest.fixture
def clinic(road, office):
    held = office.organisation("Clínica Inventada", level="state", place=at("14067"))
    agreements.add_party(by=office.sara, agreement=road.agreement, organisation=held, role="party")
    return held


def opened(road, clinic, *blocks):
    road.clause(*blocks, receiver=clinic)
    for block in blocks:
        road.town.new_consent(purpose="referral", block=block, recipient="hospital")


def drafted(road, clinic, need="MedicalCare", **facts):
    return actions.draft(
        by=road.town.ana, case=road.town.case, organisation=clinic, need=need,
        purpose="referral", basis="consent", recipient="hospital", expires_on=None, **facts,
    )  # fmt: skip


def url_of(road):
    return f"/referrals/{road.town.case.pk}/new/"


def test_from_the_list_of_services_to_the_paper(road, clinic, client):
    opened(road, clinic, "health")
    sign_in(client, road.town.ana)
    page = said(client.get(f"/referrals/{road.town.case.pk}/?look=1&need=MedicalCare"))
    assert "The organisation is not in the list of services" in page
    assert f"{url_of(road)}?need=MedicalCare" in page
    page = said(client.get(f"{url_of(road)}?need=MedicalCare"))
    assert '<option value="MedicalCare" selected>' in page
    assert '<option value="hospital" selected>' not in page
    assert "Clínica Inventada · Puerto Vallarta" in page
    shown = client.post(url_of(road), TYPED, follow=True)
    assert "Issue the letter" in said(shown)
    url = shown.redirect_chain[-1][0]
    typed = {"step": "send", "seen": shown.context["seen"], "language": "es", "copies": ""}
    assert client.post(url, typed, follow=True)["Content-Type"] == "application/pdf"
    letter = Letter.objects.get()
    assert letter.addressee.splitlines() == ["Clínica Inventada", "Puerto Vallarta"]
    assert "Atención médica" in letter.body
    held = Referral.objects.get()
    assert (held.service, held.need, held.channel) == (None, "MedicalCare", "on_paper")
    assert held.disclosure.recipient == "hospital"
    assert held.looked_for["need"] == "MedicalCare"
    assert "Clínica Inventada" in said(client.get(f"/referrals/{road.town.case.pk}/"))


@pytest.mark.parametrize("lacks", ["her yes", "a clause"])
def test_both_keys_are_asked(road, clinic, lacks):
    if lacks == "her yes":
        road.clause("health", receiver=clinic)
    else:
        road.town.new_consent(purpose="referral", block="health", recipient="hospital")
    with pytest.raises(Refused):
        actions.send(
            by=road.town.ana, referral=drafted(road, clinic), was_seen=["health"],
            seen_at=clock.now(),
        )  # fmt: skip


def test_what_lacks_is_said_and_what_was_typed_stays(road, clinic, client):
    sign_in(client, road.town.ana)
    for change, words in (
        ({"need": ""}, "This field is required"),
        ({"organisation": "Nadie Inventada"}, "No organisation of this name"),
        ({"lasts": ""}, "Say until which day it holds"),
        ({"organisation": "Casa Luz"}, "your own agency"),
    ):
        page = said(client.post(url_of(road), TYPED | change))
        assert words in page, change
        assert (change | TYPED)["organisation"] or "" in page
    assert not Referral.objects.exists()
    client.post(url_of(road), TYPED)
    assert "is on its way" in said(client.post(url_of(road), TYPED))
    # Asked for another need it waits too: it is one office with one door.
    assert "is on its way" in said(client.post(url_of(road), TYPED | {"need": "Legal"}))


def test_an_agency_of_the_installation_is_asked_here(road, client):
    sign_in(client, road.town.ana)
    client.post(url_of(road), TYPED | {"organisation": "Faro", "need": "Legal"})
    held = Referral.objects.get()
    assert (held.channel, held.to_agency) == ("in_system", road.town.faro)


def test_after_a_refusal_the_next_services_stand_there(road, clinic, office, client):
    from amparo.directory.actions import service as services

    services.record(
        by=office.sara, organisation=clinic, name="Consulta inventada", place=at("14067"),
        needs=["MedicalCare"],
    )  # fmt: skip
    elsewhere = office.organisation("Hospital Otro", level="state")
    services.record(
        by=office.sara, organisation=elsewhere, name="Urgencias otras", place=at("14067"),
        needs=["MedicalCare"],
    )  # fmt: skip
    opened(road, clinic, "health")
    held = actions.send(
        by=road.town.ana, referral=drafted(road, clinic), was_seen=["health"], seen_at=clock.now()
    )
    assert held.looked_for == {}
    papers.write_down(
        by=road.town.ana, referral=held, kind="refused", refusal="full", said_on=clock.today()
    )
    page = said(sign_in(client, road.town.ana).get(held.get_absolute_url()))
    assert "Refer to Urgencias otras" in page
    # It does not offer the legal service, nor the same organisation a second time.
    assert "Consejería inventada" not in page
    assert "Consulta inventada" not in page


def test_a_service_of_the_directory_may_still_be_asked_beside_it(counter):
    drafted(counter.road, counter.organisation)
    held = counter.road.draft(service=counter.service, recipient="hospital")
    assert held.service == counter.service


def test_who_opens_the_page(road, client):
    town = road.town
    assert statuses(client, url_of(road), town.everyone) == {
        "nobody": 302, "ana": 200, "bruno": 404, "celia": 404,
    }  # fmt: skip
