"""`verify` names the first event that is not as it was logged."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from amparo import agencies, audit
from amparo.audit import anchors, chain
from amparo.audit.models import AuditEvent
from amparo.audit.verify import verify
from amparo.core import clock, keyring
from amparo.core.errors import CheckFailed

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(db):
    """Eight events, the sixth of them the last one anchored."""
    for number in range(8):
        with transaction.atomic():
            audit.record("case_opened", by=agencies.OPERATOR, detail={"step": number})
            audit.flush(connection)
        if number == 5:
            anchors.anchor()
    return AuditEvent.objects


def change(log, at, /, **columns):
    log.filter(sequence=at).update(**columns)


def test_digests_and_links_are_spelt_as_they_were_from_the_first_version_on():
    """Every log there is was written so: another spelling would declare all of them altered."""
    moment = datetime(2026, 3, 5, 6, 7, 8, 90, tzinfo=timezone(timedelta(hours=-6)))
    row = {
        "sequence": 7, "at": moment, "verb": "case_opened", "actor": "operator",
        "actor_agency": "", "about": "cases.case", "about_id": 'ñ"\\\x01🦋', "person": "",
        "fields": '["a", "b"]', "detail": '{"a": [2]}',
    }  # fmt: skip
    assert chain.digest(row).startswith("797af8cfb65d631267b30dc797cd79d2")
    altered = row | {"person": None, "sequence": "7"}
    assert chain.digest(altered).startswith("0ece81f8416f38f2cdebc2bdb4a11603")
    linked = chain.link(chain.GENESIS, "a" * 64, b"k" * 32)
    assert linked.startswith("4f9c8b16f14f2603026fd93717de8686")


def test_an_untouched_log_holds(log):
    verdict = verify()
    assert verdict.ok
    assert verdict.events == 8
    assert verdict.head == log.get(sequence=8).link
    assert verdict.first_bad is None


def test_an_empty_log_holds():
    assert verify().as_json() == {"ok": True, "events": 0, "head": "0" * 64, "first_bad": None}


@pytest.mark.parametrize(
    "columns",
    [
        {"verb": "case_closed"},
        {"actor": "somebody"},
        {"actor_agency": "x"},
        {"about": "cases.case"},
        {"about_id": "7"},
        {"person": "x"},
        {"fields": '["a"]'},
        {"detail": "{}"},
        {"at": clock.now()},
        {"digest": "0" * 64},
        {"link": "0" * 64},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_every_altered_column_is_found(log, columns):
    change(log, 4, **columns)
    verdict = verify()
    assert not verdict.ok
    assert verdict.first_bad["sequence"] == 4
    assert verdict.first_bad["problem"].startswith("altered")


def test_a_forger_without_the_key_cannot_mend_the_chain(log):
    row = log.filter(sequence=4).values(*chain.HASHED).get() | {"actor": "somebody"}
    change(log, 4, actor="somebody", digest=chain.digest(row))
    assert verify().first_bad["sequence"] == 4


@pytest.mark.parametrize("sequence", [1, 4])
def test_a_removed_event_is_named(log, sequence):
    log.filter(sequence=sequence).delete()
    assert verify().first_bad == {
        "sequence": sequence,
        "problem": "missing: this event is not there",
    }


def test_two_events_that_changed_places_are_found(log):
    change(log, 4, sequence=100)
    change(log, 5, sequence=4)
    change(log, 100, sequence=5)
    assert verify().first_bad["sequence"] == 4


def test_a_removed_event_cannot_be_hidden_by_renumbering(log):
    log.filter(sequence=4).delete()
    for sequence in range(5, 9):
        change(log, sequence, sequence=sequence - 1)
    assert verify().first_bad["sequence"] == 4


def test_newest_events_cut_off_below_the_anchor_are_missed(log):
    log.filter(sequence__gte=6).delete()
    assert verify().first_bad == {
        "sequence": 6,
        "problem": "missing: the newest events were removed",
    }


def test_a_log_emptied_whole_is_missed(log):
    log.all().delete()
    assert verify().first_bad["sequence"] == 1


def test_a_log_rewritten_with_the_key_differs_from_its_anchor(log):
    previous = chain.GENESIS
    for row in list(log.order_by("sequence").values(*chain.HASHED)):
        row["actor"] = "somebody"
        digest = chain.digest(row)
        previous = chain.link(previous, digest)
        change(log, row["sequence"], actor="somebody", digest=digest, link=previous)
    assert verify().first_bad == {
        "sequence": 6,
        "problem": "altered: differs from what was anchored outside",
    }


def test_another_key_ring_does_not_vouch_for_the_log(log, monkeypatch):
    fresh = keyring.Ring.fresh()
    monkeypatch.setattr(chain, "ring", lambda: fresh)
    assert verify().first_bad["sequence"] == 1


def test_an_anchor_is_appended_only_when_the_head_moved(log):
    assert anchors.anchor()
    assert not anchors.anchor()
    assert sorted(anchors.read()) == [6, 8]


def test_a_line_torn_by_a_power_cut_does_not_silence_the_anchors(log, settings):
    with settings.AUDIT_ANCHOR_FILE.open("a") as file:
        file.write('{"at": "2026-')
    assert anchors.anchor()
    assert sorted(anchors.read()) == [6, 8]


def test_the_command_prints_json_alone_and_fails_with_a_sentence(log, capsys):
    call_command("audit", "verify", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert printed["ok"]
    assert printed["events"] == 8
    assert printed["first_bad"] is None
    change(log, 3, actor="somebody")
    with pytest.raises(CheckFailed, match="event 3"):
        call_command("audit", "verify", "--json")
    assert json.loads(capsys.readouterr().out)["first_bad"]["sequence"] == 3
