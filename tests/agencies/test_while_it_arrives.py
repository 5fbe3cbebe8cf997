"""Who she is counts when her request is complete, not when it began: a body may take its time.

What a form says arrives after its head. Whoever is about to be put out could keep one on its way.
"""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.test import Client

from amparo.agencies import actions
from amparo.agencies.adapters import AccountAdapter
from amparo.agencies.models import Member
from amparo.core.decisions import Refused
from tests.agencies.conftest import PASSWORD
from tests.helpers import as_if, sign_in

pytestmark = pytest.mark.django_db

NEW = "una palabra muy distinta 9"


class Slow(BytesIO):
    """A body on its way: what happens meanwhile has happened before it is read."""

    def __init__(self, content, meanwhile):
        super().__init__(content)
        self.meanwhile = meanwhile

    def _now(self):
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens()

    def read(self, *args):
        self._now()
        return super().read(*args)

    def readline(self, *args):
        self._now()
        return super().readline(*args)


def post_slowly(client, url, sent, meanwhile):
    """As a real browser sends it, with the token that is read out of the body."""
    token = "a" * 32
    client.cookies["csrftoken"] = token
    content = urlencode(sent | {"csrfmiddlewaretoken": token}).encode()
    words = {
        "wsgi.input": Slow(content, meanwhile),
        "CONTENT_LENGTH": str(len(content)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
    }
    return client.generic("POST", url, **words)


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


def change_of_password():
    return {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}


def test_a_form_that_arrives_in_time_is_taken(house, client):
    sign_in(client, house.alba)
    answer = post_slowly(client, "/account/password/change/", change_of_password(), lambda: None)
    assert answer.status_code == 302
    house.alba.refresh_from_db()
    assert house.alba.check_password(NEW)


def test_who_was_put_out_meanwhile_stays_out(admins, client):
    sign_in(client, admins.alba)

    def put_out():
        actions.end_access(by=admins.ada, member=admins.alba, why="misuse")

    answer = post_slowly(client, "/account/password/change/", change_of_password(), put_out)
    assert answer.url.startswith("/account/login/")
    alba = Member.objects.get(pk=admins.alba.pk)
    assert not alba.is_active
    assert alba.access_ended_at
    assert not alba.check_password(NEW)


def test_whose_role_was_lowered_meanwhile_keeps_the_lower_one(admins, client):
    sign_in(client, admins.alba)

    def lower():
        actions.change_role(by=admins.ada, member=admins.alba, role="editor")

    post_slowly(client, "/account/password/change/", change_of_password(), lower)
    assert Member.objects.get(pk=admins.alba.pk).role == "editor"


def test_nor_does_she_do_anything_else_with_it(admins, client):
    """Whatever was to be done, it is done by nobody."""
    sign_in(client, admins.amalia)
    sent = {
        "display_name": "Eva Demostración",
        "username": "eva",
        "email": "eva@example.org",
        "agency": str(admins.luz.pk),
        "role": "editor",
        "language": "es",
    }

    def put_out():
        actions.end_access(by=admins.ada, member=admins.amalia, why="misuse")

    answer = post_slowly(client, "/members/invite/", sent, put_out)
    assert answer.url.startswith("/account/login/")
    assert not Member.objects.filter(username="eva").exists()


def test_who_signed_out_meanwhile_is_out(admins, client):
    sign_in(client, admins.amalia)
    other = Client()
    other.cookies["s"] = client.cookies["s"].value

    def sign_out():
        other.post("/account/logout/")

    answer = post_slowly(client, "/language/", {"language": "es", "next": "/"}, sign_out)
    assert Member.objects.get(pk=admins.amalia.pk).language == "en"
    assert answer.url.startswith("/account/login/")


def test_a_new_password_writes_nothing_else(house):
    """Who is held in memory may be somebody of a while ago."""
    of_before = Member.objects.get(pk=house.alba.pk)
    as_if(Member.objects.get(pk=house.alba.pk), role="editor")
    AccountAdapter().set_password(of_before, NEW)
    alba = Member.objects.get(pk=house.alba.pk)
    assert alba.role == "editor"
    assert alba.check_password(NEW)


@pytest.mark.parametrize("ended", [{"is_active": False}, {"password": "!another"}])
def test_nobody_chooses_one_by_a_link_that_ended_meanwhile(house, ended):
    of_before = Member.objects.get(pk=house.alba.pk)
    as_if(Member.objects.get(pk=house.alba.pk), **ended)
    with pytest.raises(Refused):
        AccountAdapter().set_password(of_before, NEW)
    assert not Member.objects.get(pk=house.alba.pk).check_password(NEW)
