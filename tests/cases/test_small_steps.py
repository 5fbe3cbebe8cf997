"""Status, label, decision and team: one small page or button each."""

import threading
from datetime import date

import pytest
from django.db import connections, transaction

from amparo.cases import actions
from amparo.cases.actions import training
from amparo.cases.models import Case, Label
from tests.helpers import audit_events, sign_in, statuses


@pytest.fixture
def base(town):
    return town.case.get_absolute_url()


@pytest.mark.parametrize("page", ["decision", "team"])
def test_who_opens_the_page(town, client, base, page):
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    assert statuses(client, f"{base}{page}/", town.everyone) == table


@pytest.mark.parametrize("page", ["status", "label"])
def test_who_presses_the_button(town, client, base, page):
    table = {"nobody": 302, "ana": 405, "bruno": 405, "celia": 405}
    assert statuses(client, f"{base}{page}/", town.everyone) == table
    sent = {"status": "FollowUp", "text": "Colibrí"}
    table = {"nobody": 302, "ana": 302, "bruno": 404, "celia": 404}
    assert statuses(client, f"{base}{page}/", town.everyone, method="post", data=sent) == table


def test_a_case_moves_along_and_not_anywhere(town, client, base):
    sign_in(client, town.ana)
    client.post(f"{base}status/", {"status": "FollowUp"})
    assert Case.objects.get().status == "FollowUp"
    answer = client.post(f"{base}status/", {"status": "Nowhere"})
    assert answer.status_code == 403
    assert "cannot go from its present status" in answer.content.decode()


def test_a_label_too_long_is_refused_in_words(town, client, base):
    answer = sign_in(client, town.ana).post(f"{base}label/", {"text": "x" * 41}, follow=True)
    assert "40 characters fit here" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_label_saved_twice_at_once_is_the_one_saved_last(town):
    begun, ended, failures = threading.Event(), threading.Event(), []

    def again():
        begun.set()
        try:
            actions.choose_label(by=town.ana, case=town.case, text="Carpeta azul")
        except Exception as error:
            failures.append(error)
        finally:
            ended.set()
            connections.close_all()

    second = threading.Thread(target=again)
    with transaction.atomic():
        actions.choose_label(by=town.ana, case=town.case, text="Carpeta verde")
        second.start()
        begun.wait(10)
        # It waits for the first one to be confirmed: time enough to show that it does.
        assert not ended.wait(0.5)
    second.join(10)
    assert failures == []
    assert [label.text for label in Label.objects.all()] == ["Carpeta azul"]


def test_a_decision_is_stored_with_what_it_rests_on(town, client, base):
    trained = {"trained_on": date(2026, 1, 8), "valid_until": date(2099, 1, 8)}
    training.record_training(
        by=town.alba, member=town.ana, procedure="Protocol 2021", trained_by="Institute", **trained
    )
    sign_in(client, town.ana)
    page = client.post(f"{base}decision/", {"outcome": "identified"})
    missing = {"kind", "body", "country", "decided_on", "procedure", "reasons"}
    assert set(page.context["form"].errors) == missing
    sent = {"outcome": "identified", "body": "Police", "procedure_version": "Protocol 2021"}
    sent |= {"kind": "official", "country": "MX"}
    client.post(f"{base}decision/", sent | {"decided_on": "2026-03-20", "reasons": "Heard twice."})
    case = Case.objects.get()
    assert (case.identification, case.is_identified) == ("identified", True)
    assert str(case.identified_on) == "2026-03-20"
    assert case.decided_reasons == "Heard twice."


def test_coordinators_decide_the_team_and_caseworkers_read_why_not(town, client, base):
    page = sign_in(client, town.ana).get(f"{base}team/").content.decode()
    assert "Your role does not allow you to" in page
    assert client.post(f"{base}team/", {"join": str(town.alba.pk)}).status_code == 403
    sign_in(client, town.alba)
    assert client.post(f"{base}team/", {"join": str(town.alba.pk)}).status_code == 302
    assert client.post(f"{base}team/", {"leave": str(town.ana.pk)}).status_code == 302
    assert statuses(client, base, [town.ana, town.alba]) == {"ana": 404, "alba": 200}
    assert [e.verb for e in audit_events() if e.verb.startswith("team_")] == [
        "team_joined",
        "team_left",
    ]


@pytest.mark.parametrize("stranger", ["bruno", "fina", "nobody at all"])
def test_nobody_from_outside_joins_a_team(town, client, base, stranger):
    member = getattr(town, stranger, None)
    asked = str(member.pk) if member else stranger
    assert sign_in(client, town.alba).post(f"{base}team/", {"join": asked}).status_code == 404
