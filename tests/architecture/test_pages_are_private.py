"""Every page is behind sign-in unless it is listed here with its reason."""

import re

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

PUBLIC = {
    "releases:figures": "figures that two approvers let out are there for anyone",
    "tips:tell": "anybody may tell what she saw, without saying who she is",
    "tips:answer": "whoever holds a receipt may read the answer to what she told",
    "services:services": "who can help is there for anybody who looks for help",
    "services:service": "as above; of public services alone",
    "services:card": "as above, to print",
    "agenda:file": "whoever holds a secret address sees days, without anything of a case",
    "asked:asked": "on a telephone handed over, to somebody who signs in nowhere",
    "site:health": "says ok or which part is not, and nothing else",
    "site:language": "the sign-in page too can be read in both languages",
    "site:closed": "stands on the screen after locking, and says nothing",
    "account_login": "the door itself",
    "account_logout": "a session that has ended may still say goodbye",
    "account_inactive": "tells a member whose access ended",
    "account_reset_password": "a forgotten password; the same answer for unknown addresses",
    "account_reset_password_done": "as above",
    "account_reset_password_from_key": "as above",
    "account_reset_password_from_key_done": "as above",
    "mfa_authenticate": "the second step of signing in",
    "mfa_login_webauthn": "signing in with a passkey",
}


def pages(resolver=None, namespace="", route=""):
    """Every address of the site: (name, route, view)."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = route + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from pages(entry, inner, here)
        else:
            yield f"{namespace}{entry.name}", here, entry.callback


PAGES = list(pages())


def test_there_are_pages_to_look_at():
    assert len(PAGES) >= 30


@pytest.mark.parametrize(
    ("page", "view"), [(page, view) for page, _route, view in PAGES], ids=[p for p, *_ in PAGES]
)
def test_every_page_needs_sign_in_unless_listed(page, view):
    is_public = not getattr(view, "login_required", True)
    assert is_public == (page in PUBLIC), (
        f"{page}: list it in PUBLIC with a reason, or take @login_not_required away."
    )


def test_no_listed_page_is_gone():
    assert set(PUBLIC) <= {page for page, _route, _view in PAGES}


@pytest.mark.django_db
@pytest.mark.parametrize("page", [p for p, *_ in PAGES if p not in PUBLIC])
def test_nobody_is_sent_to_the_door(client, page):
    try:
        address = reverse(page)
    except NoReverseMatch:
        address = next(route for name, route, _view in PAGES if name == page)
        address = "/" + _filled(address)
    answer = client.get(address)
    assert answer.status_code == 302, f"{page} answers {answer.status_code} to nobody."
    assert answer["Location"].startswith("/account/login/")


def _filled(route: str) -> str:
    """A route with something plausible in each of its gaps."""
    some = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000"}
    return re.sub(r"<(?:(\w+):)?\w+>", lambda gap: some.get(gap[1], "x"), route)
