"""A restore signs which events it lost; without that signature they are missing."""

import json
import socket

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from amparo import agencies, audit
from amparo.audit import anchors
from amparo.audit.models import AuditEvent
from amparo.audit.verify import verify
from amparo.core.errors import CheckFailed

pytestmark = pytest.mark.django_db


@transaction.atomic
def note(verb="case_opened"):
    audit.record(verb, by=agencies.OPERATOR)
    audit.flush(connection)


@transaction.atomic
def sign(low, high):
    audit.record_restored(by=agencies.OPERATOR, lost=(low, high))
    audit.flush(connection)


def lose(*, after):
    AuditEvent.objects.filter(sequence__gt=after).delete()


@pytest.fixture
def log(db):
    """Eight events, anchored; then a restore brings back a database that holds five."""
    for _number in range(8):
        note()
    anchors.anchor()
    lose(after=5)


def test_a_signed_restore_is_reported_as_restored_not_as_missing(log):
    sign(6, 8)
    anchors.declare_lost(6, 8)
    note()
    verdict = verify()
    assert verdict.ok, verdict.first_bad
    assert verdict.restored == [[6, 8]]
    assert verdict.events == 7
    assert list(AuditEvent.objects.values_list("sequence", flat=True).order_by("sequence")) == [
        *range(1, 6), 9, 10,
    ]  # fmt: skip


def test_without_the_signed_event_the_range_is_missing(log):
    assert verify().first_bad["problem"] == "missing: the newest events were removed"
    # Whoever can write beside the anchors cannot excuse a gap: that takes the key.
    anchors.declare_lost(6, 8)
    assert verify().first_bad == {
        "sequence": 6,
        "problem": "missing: no signed restore accounts for this",
    }


def test_the_signature_holds_where_the_note_beside_the_anchors_was_never_written(log):
    sign(6, 8)
    assert verify().ok


@pytest.mark.parametrize("lost", [(6, 7), (7, 8), (1, 8)])
def test_a_signature_covers_exactly_the_gap(log, lost):
    sign(*lost)
    AuditEvent.objects.filter(verb="restored").update(sequence=9)
    assert not verify().ok


def test_events_removed_after_a_restore_are_still_missed(log):
    sign(6, 8)
    anchors.declare_lost(6, 8)
    note()
    anchors.anchor()
    AuditEvent.objects.filter(sequence=9).delete()
    assert verify().first_bad == {"sequence": 6, "problem": "missing: this event is not there"}


def test_a_second_restore_may_lose_the_event_of_the_first(log):
    sign(6, 8)
    anchors.declare_lost(6, 8)
    anchors.anchor()
    lose(after=3)
    sign(4, 9)
    anchors.declare_lost(4, 9)
    anchors.anchor()
    verdict = verify()
    assert verdict.ok, verdict.first_bad
    assert verdict.restored == [[4, 9]]


def test_the_command_prints_the_ranges_only_when_there_are_some(log, capsys):
    sign(6, 8)
    call_command("audit", "verify", "--json")
    assert json.loads(capsys.readouterr().out)["restored"] == [[6, 8]]
    AuditEvent.objects.all().delete()
    note()
    with pytest.raises(CheckFailed):
        call_command("audit", "verify", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"ok", "events", "head", "first_bad"}


def test_each_anchor_reaches_the_further_files_and_the_second_host(settings, tmp_path):
    settings.AUDIT_ANCHOR_COPIES = [str(tmp_path / "one" / "a"), str(tmp_path / "two" / "b")]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as second_host:
        second_host.bind(("127.0.0.1", 0))
        second_host.settimeout(5)
        settings.AUDIT_ANCHOR_SYSLOG = f"127.0.0.1:{second_host.getsockname()[1]}"
        note()
        assert anchors.anchor()
        words = second_host.recv(2000).decode()
    head = AuditEvent.objects.get()
    assert words.startswith("<86>amparo-anchor {")
    sent = json.loads(words.partition(" ")[2])
    assert (sent["sequence"], sent["link"]) == (1, head.link)
    for path in settings.AUDIT_ANCHOR_COPIES:
        with open(path) as file:
            assert json.loads(file.read()) == sent


def test_a_copy_contradicts_a_rewritten_anchor_file(settings, tmp_path):
    settings.AUDIT_ANCHOR_COPIES = [str(tmp_path / "copy")]
    note()
    note()
    anchors.anchor()
    settings.AUDIT_ANCHOR_FILE.unlink()
    lose(after=1)
    assert verify().first_bad["sequence"] == 2


def test_a_copy_that_cannot_be_written_is_said_and_stops_nothing(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.AUDIT_ANCHOR_COPIES = [str(tmp_path / "file" / "a"), str(tmp_path / "b")]
    note()
    with pytest.raises(CheckFailed, match="1 of its copies"):
        anchors.anchor()
    assert sorted(anchors.read()) == [1]
    assert (tmp_path / "b").exists()
    assert not anchors.anchor()
