"""A decision about identification asks whether who stores it was trained; help never waits."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from amparo.agencies import waiting
from amparo.cases import actions
from amparo.cases.actions import training
from amparo.cases.models import IdentificationDecision, Training
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in, statuses

URL = "/cases/trainings/"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def decide(town, **facts):
    facts = {
        "kind": "operational", "outcome": "identified", "body": "Police", "country": "MX",
        "decided_on": date(2026, 3, 20), "procedure_version": "palermo-1", "reasons": "Heard.",
    } | facts  # fmt: skip
    return actions.store_decision(by=town.ana, case=town.case, **facts)


def train(town, member=None, by=None, **facts):
    facts = {
        "procedure": "palermo-1", "trained_on": date(2026, 1, 8), "trained_by": "Institute",
        "valid_until": clock.today() + timedelta(days=30),
    } | facts  # fmt: skip
    return training.record_training(by=by or town.alba, member=member or town.ana, **facts)


def told(member):
    return [each.text for each in waiting.waiting_for(member) if each.url == URL]


def test_who_opens_it_and_whose_training_is_taken_back(town, client):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, URL, everyone) == table
    held = train(town)
    end = f"{URL}{held.pk}/end/"
    assert sign_in(client, town.bruno).post(end).status_code == 404
    assert sign_in(client, town.alba).post(end).status_code == 302
    held.refresh_from_db()
    assert held.ended_at
    assert audit_events("training_ended")


def test_a_decision_without_it_is_kept_with_a_mark_and_the_coordinator_is_told(town, client):
    assert decide(town).untrained is True
    assert told(town.alba) == [
        "1 colleague decided about identification without a training on record."
    ]
    assert told(town.ana) == told(town.fina) == []
    page = sign_in(client, town.ana).get(f"{town.case.get_absolute_url()}decision/")
    assert "stored without a training on record" in page.content.decode()
    assert "decided without a training" in sign_in(client, town.alba).get(URL).content.decode()
    train(town)
    assert told(town.alba) == []
    assert decide(town).untrained is False


def test_an_official_one_is_refused_until_she_is_trained_and_nothing_typed_is_lost(town, client):
    with pytest.raises(Refused, match="trained colleague"):
        decide(town, kind="official")
    sent = {
        "kind": "official", "outcome": "identified", "body": "Police", "country": "MX",
        "decided_on": "2026-03-20", "reasons": "Heard twice.", "procedure": "palermo-1",
    }  # fmt: skip
    url = f"{town.case.get_absolute_url()}decision/"
    page = sign_in(client, town.ana).post(url, sent)
    assert set(page.context["form"].errors) == {"kind"}
    assert page.context["form"]["reasons"].value() == "Heard twice."
    assert not IdentificationDecision.objects.exists()
    train(town, procedure="mx-art10-1")
    assert client.post(url, sent).status_code == 200
    train(town)
    assert client.post(url, sent).status_code == 302
    assert IdentificationDecision.objects.get().untrained is False


def test_a_coordinator_records_one_on_the_page(town, client):
    sign_in(client, town.alba)
    typed = {
        "member": str(town.ana.pk), "procedure": "palermo-2", "trained_on": "2026-01-08",
        "trained_by": "Institute", "valid_until": "2030-01-08",
    }  # fmt: skip
    wrong = client.post(URL, typed | {"other": "Protocol 2021", "valid_until": "2025-01-01"})
    assert set(wrong.context["form"].errors) == {"procedure", "valid_until"}
    assert set(client.post(URL, typed | {"member": str(town.alba.pk)}).context["form"].errors)
    assert client.post(URL, typed).status_code == 302
    held = Training.objects.get()
    assert (held.procedure, held.member, held.recorded_by) == ("palermo", town.ana, town.alba)
    assert "trained by Institute" in client.get(URL).content.decode()


def test_the_database_lets_nobody_say_it_of_herself(town):
    with pytest.raises(Refused):
        train(town, member=town.alba)
    held = train(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.filter(pk=held.pk).update(recorded_by=town.ana)
