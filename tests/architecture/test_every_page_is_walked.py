"""Every address is walked in a browser (tests/journeys/pages.py), or excused with a reason."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from tests.architecture.test_pages_are_private import PAGES as ADDRESSES
from tests.architecture.test_pages_are_private import _filled
from tests.helpers import sign_in
from tests.journeys.pages import EXCUSED, PAGES, POST_ONLY, SENDS_ON
from tests.town import build

NAMES = {name for name, _route, _view in ADDRESSES}
WALKED = {page.name for page in PAGES}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_address_is_walked_or_excused(name):
    assert (name in WALKED) != (name in EXCUSED), (
        f"{name}: say in tests/journeys/pages.py who opens it and what it is about; or excuse it "
        "there with a reason. Not both."
    )


def test_no_listed_page_is_gone():
    assert WALKED | set(EXCUSED) <= NAMES


def test_no_page_in_one_state_is_listed_twice():
    ids = [page.id for page in PAGES]
    assert len(ids) == len(set(ids))


@pytest.fixture
def fina(db, client):
    """Watches over the log and opens nothing; with a second factor."""
    member = build().fina
    TOTP.activate(member, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    return sign_in(client, member)


def address(name):
    return "/" + _filled(next(route for found, route, _view in ADDRESSES if found == name))


@pytest.mark.parametrize("name", [name for name, why in EXCUSED.items() if why == POST_ONLY])
def test_an_address_that_only_changes_things_shows_nothing(fina, name):
    assert fina.get(address(name)).status_code == 405


@pytest.mark.parametrize("name", [name for name, why in EXCUSED.items() if why == SENDS_ON])
def test_an_address_that_sends_on_shows_nothing(fina, name):
    assert fina.get(address(name)).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["site:health", "mfa_login_webauthn"])
def test_an_address_that_is_no_page_gives_data(client, name):
    answer = client.get(address(name), headers={"x-requested-with": "XMLHttpRequest"})
    assert answer["Content-Type"] == "application/json"
