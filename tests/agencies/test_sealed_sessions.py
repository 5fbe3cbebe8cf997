"""What lies in the table of sessions lets nobody in: neither read, nor written, nor moved."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amparo.agencies.actions.sessions import end_sessions
from amparo.agencies.models import Session
from amparo.core import clock, keyring
from tests.helpers import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(house, client):
    return sign_in(client, house.ana)


def inside(client):
    return client.get("/roles/").status_code == 200


def with_cookie(value):
    client = Client()
    client.cookies["s"] = value
    return client


def test_a_session_works_by_its_cookie(ana):
    assert inside(ana)
    assert inside(with_cookie(ana.cookies["s"].value))


def test_whoever_reads_the_table_holds_no_key(ana, house):
    key = ana.cookies["s"].value
    (held,) = Session.objects.values()
    assert key not in str(held)
    for secret in ("_auth_user", "reauthenticated", "has_second_factor"):
        assert secret not in str(held)
    assert not inside(with_cookie(held["session_key"]))


def test_content_moved_into_a_session_of_ones_own_does_not_open(ana, house):
    """Bruno writes the tables: Ana's content in his row would be Ana's visit."""
    bruno = sign_in(Client(), house.bruno)
    hers = Session.objects.get(member=house.ana)
    Session.objects.filter(member=house.bruno).update(session_data=hers.session_data)
    assert not inside(bruno)


def test_a_row_written_by_hand_is_nobodys(ana, house):
    hers = Session.objects.get(member=house.ana)
    hers.pk = "0" * 64
    hers.save()
    assert not inside(with_cookie("0" * 64))


def test_under_another_ring_no_session_opens(ana, settings, tmp_path):
    keyring.keep(keyring.Ring.fresh(), tmp_path / "other.json")
    settings.KEY_RING_FILE = tmp_path / "other.json"
    assert not inside(ana)


def test_benches_sign_in_by_a_session_of_their_own(house):
    from benches.pages import signed_in

    cookie, _token = signed_in(house.ana)
    assert inside(with_cookie(cookie))


def test_signing_out_takes_the_row_away(ana, house):
    ana.post("/account/logout/")
    assert not Session.objects.filter(member=house.ana).exists()
    assert not inside(ana)


@pytest.mark.parametrize("others", [1, 25])
def test_ending_hers_opens_nobodys(ana, house, others):
    colleagues = [sign_in(Client(), house.alba) for _ in range(others)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        end_sessions(house.ana.pk)
    # Her sessions, and the address of her calendar; however many others are signed in.
    assert len(asked) == 2
    assert not inside(ana)
    assert all(inside(one) for one in colleagues)


def test_sessions_of_before_the_change_end(db):
    """Their keys lie in clear in a table that every backup holds."""
    old = apps.get_model("sessions", "Session")
    old.objects.create(session_key="in clear", session_data="x", expire_date=clock.now())
    module = import_module("amparo.agencies.migrations.0009_no_open_sessions")
    for _ in range(2):
        module.end(apps, None)
    assert not old.objects.exists()
