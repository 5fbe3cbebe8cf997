"""A child's file is opened to people of another agency, not to the agency."""

from datetime import timedelta
from html import unescape
from types import SimpleNamespace

import pytest
from django.utils import translation

from amparo.agencies import OPERATOR
from amparo.agencies import actions as agency_actions
from amparo.cases.actions import disclosures as actions
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.actions import children, relations
from tests.helpers import audit_events, sign_in, statuses


@pytest.fixture
def faro(town):
    """Faro with a coordinator and a second caseworker, and a child's file opened to it."""
    with translation.override("en"):

        def enrol(username, role):
            return agency_actions.enrol(
                by=OPERATOR, username=username, display_name=username.title(),
                agency=town.faro, role=role, language="en",
            )  # fmt: skip

        born = clock.today().year - 14
        town.case = town.new_case(
            person={"given_names": "Ixchel", "birth_date": str(born), "birth_year": born}
        )
        authority = children.add_guardian(
            by=town.ana, person=town.case.person, name="Procuraduría (inventada)",
            relation="other", basis="authority", suspected="no",
        )  # fmt: skip
        town.new_consent(
            purpose="assistance", block="identity", recipient="agency",
            recipient_name=town.faro.name,
            assent={
                "guardian": authority, "guardian_says": "granted", "says": "granted",
                "words": "Sí.", "explained": "Con un dibujo.",
            },
        )  # fmt: skip
        shared = actions.prepare_disclosure(
            by=town.ana, case=town.case, recipient="agency", agency=town.faro,
            purpose="assistance", basis="consent", expires_on=clock.today() + timedelta(days=30),
        )  # fmt: skip
        actions.decide_disclosure(
            by=town.ana, disclosure=shared, was_seen=["identity"], seen_at=clock.now()
        )
        yield SimpleNamespace(
            shared=shared, gala=enrol("gala", "coordinator"), rita=enrol("rita", "caseworker")
        )


def said(answer):
    return unescape(answer.content.decode())


def test_a_childs_file_opens_there_to_who_was_named_and_to_nobody_else(town, faro, client):
    one = f"/shared/{faro.shared.pk}/"
    number = faro.shared.shown_number
    everyone = [*town.everyone, faro.gala, faro.rita]
    closed = {"nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "gala": 404, "rita": 404}
    assert statuses(client, one, everyone) == closed
    assert number not in said(sign_in(client, town.bruno).get("/shared/"))
    sign_in(client, faro.gala)
    assert client.post(f"{one}readers/", {"to": town.bruno.pk}).status_code == 302
    assert statuses(client, one, everyone) == closed | {"bruno": 200}
    assert number in said(sign_in(client, town.bruno).get("/shared/"))
    assert audit_events("shared_reader_named")[-1].person == str(town.case.person_id)
    own = said(
        sign_in(client, town.ana).get(f"/cases/{town.case.pk}/disclosures/{faro.shared.pk}/")
    )
    assert "Bruno Barro" in own
    sign_in(client, faro.gala).post(f"{one}readers/", {"to": town.bruno.pk, "off": "1"})
    assert statuses(client, one, everyone) == closed


def test_the_coordinator_there_sees_a_number_and_a_day_and_never_names_herself(town, faro, client):
    page = said(sign_in(client, faro.gala).get("/shared/"))
    assert faro.shared.shown_number in page
    for hidden in ("Ixchel", town.case.shown_number, str(town.case.pk)):
        assert hidden not in page
    names = f"/shared/{faro.shared.pk}/readers/"
    sent = {"to": town.bruno.pk}
    who = [None, town.ana, town.bruno, town.celia, town.alba, faro.gala]
    answers = statuses(client, names, who, method="post", data=sent)
    assert answers == {
        "nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "alba": 404, "gala": 302,
    }  # fmt: skip
    sign_in(client, faro.gala)
    assert client.post(names, {"to": faro.gala.pk}).status_code == 404
    assert client.post(names, {"to": town.celia.pk}).status_code == 404
    with pytest.raises(Refused, match="Nobody names herself"):
        actions.name_reader(by=faro.gala, disclosure=faro.shared, member=faro.gala)


def test_who_bears_the_name_of_a_danger_is_not_named_and_reads_no_more(town, faro, client):
    actions.name_reader(by=faro.gala, disclosure=faro.shared, member=town.bruno)
    around = {"relation": "family", "name": "Bruno Barro", "suspected": True}
    relations.add_related(by=town.ana, person=town.case.person, **around)
    assert sign_in(client, town.bruno).get(f"/shared/{faro.shared.pk}/").status_code == 404
    assert faro.shared.shown_number not in said(client.get("/shared/"))
    with pytest.raises(Refused, match="cannot be named to this file"):
        actions.name_reader(by=faro.gala, disclosure=faro.shared, member=town.bruno)


def test_what_ended_waits_for_no_name(town, faro, client):
    actions.end_disclosure(by=town.ana, disclosure=faro.shared)
    sign_in(client, faro.gala)
    assert faro.shared.shown_number not in said(client.get("/shared/"))
    names = f"/shared/{faro.shared.pk}/readers/"
    assert client.post(names, {"to": town.bruno.pk}).status_code == 404


def test_the_page_says_that_sharing_is_no_transfer(town, faro, client):
    url = f"/cases/{town.case.pk}/disclosures/{faro.shared.pk}/"
    page = said(sign_in(client, town.ana).get(url))
    assert "Sharing is no transfer" in page
    assert f'href="/cases/{town.case.pk}/child/"' in page
