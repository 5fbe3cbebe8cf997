"""The ground that tests stand on is as firm as it says."""

import socket
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from amparo import agencies, audit
from tests import ground
from tests.conftest import _touches_a_database
from tests.helpers import audit_events


def test_the_network_cannot_be_reached():
    with pytest.raises(RuntimeError, match="network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(RuntimeError, match="network"):
        urllib.request.urlopen("http://example.org/")


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_tests_write_nothing_into_the_installation():
    assert Path(settings.BASE) not in Path(settings.VAR).parents
    assert settings.KEY_RING_FILE.is_relative_to(settings.VAR)
    assert not str(connection.settings_dict["NAME"]).startswith(str(settings.BASE))


@pytest.mark.django_db
def test_waiting_events_can_be_looked_at_before_the_commit():
    with transaction.atomic():
        audit.record("register_read", by=agencies.OPERATOR)
        assert [event.verb for event in audit_events()] == ["register_read"]


@pytest.mark.django_db
def test_one_test_does_not_see_the_events_of_another():
    assert audit_events() == []


def test_a_test_that_asks_for_a_database_runs_on_both(request, db):
    assert _touches_a_database(request.node)


def test_a_test_that_asks_for_none_runs_once(request):
    assert not _touches_a_database(request.node)


def test_ground_is_prepared_once_and_again_where_it_failed(tmp_path_factory):
    begun = []

    def make(folder):
        begun.append(sorted(folder.iterdir()))
        (folder / "half").touch()
        if len(begun) == 1:
            raise OSError("The disk is full.")
        (folder / "whole").touch()

    with pytest.raises(OSError, match="full"):
        ground.once(tmp_path_factory, "tried", make)
    for _ in range(2):
        assert (ground.once(tmp_path_factory, "tried", make) / "whole").exists()
    assert begun == [[], []]
