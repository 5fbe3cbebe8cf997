"""Who somebody is stands on a page for a while after the member said anew who she is herself.

No database: a request and its session in the air.
"""

from types import SimpleNamespace as Thing

import pytest
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponse
from django.test import RequestFactory

from amparo.people import access
from tests.helpers import REAUTHENTICATED, REAUTHENTICATED_WHO

NOW, MINUTE = 1_800_000_000, 60
LASTS = 15 * MINUTE


@pytest.fixture(autouse=True)
def at_a_moment(monkeypatch, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = LASTS
    monkeypatch.setattr("time.time", lambda: NOW)


def asked(*seconds_ago, method="GET", by="ana", whose="ana"):
    """Ana's request, after she gave her password or her code so many seconds ago."""
    request = RequestFactory().generic(method, "/people/")
    request.user = Thing(pk=by, _meta=Thing(pk=Thing(value_to_string=lambda user: user.pk)))
    request.session = {
        REAUTHENTICATED: [{"method": "password", "at": NOW - ago} for ago in seconds_ago],
        REAUTHENTICATED_WHO: whose,
    }
    return request


@pytest.mark.parametrize(
    ("seconds_ago", "holds"),
    [
        ([], False),
        ([0], True),
        ([LASTS - 1], True),
        ([LASTS], False),
        ([LASTS + 1], False),
        ([24 * 3600, 1], True),
        ([1, 24 * 3600], True),
    ],
)
def test_her_word_holds_for_a_quarter_of_an_hour_from_the_last_time(seconds_ago, holds):
    assert access.confirmed_recently(asked(*seconds_ago)) is holds


def test_it_holds_for_who_gave_it_and_not_for_who_sat_down_after_her():
    assert not access.confirmed_recently(asked(1, by="bruno"))
    assert not access.confirmed_recently(asked(1, whose=None))


def page(request, person_id, *, tab):
    return HttpResponse(f"{request.method} {person_id} {tab}")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "door", [access.confirmation_required, access.confirmation_required_to_look]
)
def test_a_page_shows_who_somebody_is_after_that_alone(door, method):
    guarded = door(page)
    shown = guarded(asked(1, method=method), "xquic", tab="identity")
    assert shown.content == f"{method} xquic identity".encode()
    for forgotten in (asked(method=method), asked(LASTS, method=method)):
        with pytest.raises(ReauthenticationRequired):
            guarded(forgotten, "xquic", tab="identity")


def test_what_was_typed_is_never_suspended_for_it():
    guarded = access.confirmation_required_to_look(page)
    for request in (asked(method="POST"), asked(1, method="POST")):
        assert guarded(request, "xquic", tab="identity").content == b"POST xquic identity"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_no_other_method_is_a_way_round_the_question(method):
    for door in (access.confirmation_required, access.confirmation_required_to_look):
        assert door(page)(asked(1, method=method), "xquic", tab="identity").status_code == 405
    sent = access.confirmation_required(page)(asked(1, method="POST"), "xquic", tab="identity")
    assert sent.status_code == 405


@pytest.mark.parametrize(
    "door", [access.confirmation_required, access.confirmation_required_to_look]
)
def test_a_guarded_page_keeps_its_name(door):
    assert door(page).__name__ == "page"
