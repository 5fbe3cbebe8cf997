"""Every page of this room: both languages, marked as a demonstration, no inline code."""

import re

import pytest
from django.templatetags.static import StaticNode
from django.test import RequestFactory
from django.urls import reverse

from amparo.core.decisions import Refused
from amparo.site.views import errors
from tests.helpers import sign_in

OUTSIDE = {
    "account_login": ("Entrar", "Sign in"),
    "account_reset_password": ("Pedir una contraseña nueva", "Ask for a new password"),
    "account_reset_password_done": ("Revise su correo", "Look at your mail"),
    "account_reset_password_from_key_done": ("La contraseña se cambió", "The password is changed"),
    "account_inactive": ("Esta cuenta está cerrada", "This account is closed"),
}
INSIDE = {
    "site:home": ("Le damos la bienvenida", "Welcome"),
    "site:today": ("Hoy, ", "Today, "),
    "site:roles": ("Quién puede hacer qué", "Who may do what"),
    "site:components": ("Componentes", "Components"),
    "account_logout": ("Salir", "Sign out"),
    "account_change_password": ("Cambiar la contraseña", "Change the password"),
    "account_reauthenticate": ("Confirme que es usted", "Confirm that it is you"),
    "mfa_index": ("Mi acceso", "My sign-in"),
    "mfa_list_webauthn": ("Llaves de acceso y de seguridad", "Passkeys and security keys"),
}
INLINE = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(src=|application/json))", re.I)


def heading(answer):
    found = re.findall(r"<h1>(.*?)</h1>", answer.content.decode(), re.S)
    assert len(found) == 1
    return found[0]


@pytest.mark.django_db
@pytest.mark.parametrize("page", OUTSIDE)
def test_pages_before_sign_in_speak_both_languages(client, page):
    for language, words in zip(("es", "en"), OUTSIDE[page], strict=True):
        answer = client.get(reverse(page), headers={"accept-language": language})
        assert heading(answer) == words
        assert f'<html lang="{language}"' in answer.content.decode()
        assert not INLINE.search(answer.content.decode())


@pytest.mark.parametrize("page", INSIDE)
def test_pages_after_sign_in_speak_both_languages(house, client, page):
    sign_in(client, house.ada)
    for language, words in zip(("es", "en"), INSIDE[page], strict=True):
        client.post(reverse("site:language"), {"language": language})
        answer = client.get(reverse(page))
        assert heading(answer).startswith(words)
        assert not INLINE.search(answer.content.decode())


def test_spanish_comes_first_where_nothing_is_asked(client, db):
    assert '<html lang="es"' in client.get(reverse("account_login")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("is_one", [True, False])
def test_a_demonstration_says_so_on_every_page_and_nothing_else_does(client, settings, is_one):
    settings.DEMONSTRATION = is_one
    for page in [reverse("account_login"), reverse("account_reset_password")]:
        html = client.get(page).content.decode()
        assert ("demonstration-strip" in html) == is_one
        assert ('class="demonstration"' in html) == is_one


def test_the_displayed_name_is_a_setting(client, db, settings):
    settings.DISPLAYED_NAME = "Cuaderno"
    html = client.get(reverse("account_login")).content.decode()
    assert "Cuaderno" in html
    assert "Amparo" not in html


def test_a_refusal_shows_its_own_sentence_and_keeps_others_to_itself(house):
    request = RequestFactory().get("/")
    request.user = request.member = house.ada
    words = "Only the receiving agency can accept a referral."
    assert words in errors.refused(request, Refused(words)).content.decode()
    other = errors.refused(request, PermissionError("Sirena Inventada")).content.decode()
    assert "Sirena" not in other


@pytest.mark.parametrize(("view", "status"), [(errors.broken, 500), (errors.malformed, 400)])
def test_a_broken_page_needs_no_database_no_request_and_no_manifest(view, status, monkeypatch):
    def missing(path):
        raise ValueError(f"Missing staticfiles manifest entry for {path}")

    monkeypatch.setattr(StaticNode, "handle_simple", missing)
    # No `db` fixture: any query would fail this test. None: not even a request is there.
    answer = view(None)
    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()
    assert not INLINE.search(answer.content.decode())


def test_an_unknown_address_answers_the_same_for_everyone(house, client):
    sign_in(client, house.ada)
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "There is nothing here for you" in answer.content.decode()


def test_a_form_without_our_token_is_refused_in_words(house):
    from django.test import Client

    careful = Client(enforce_csrf_checks=True)
    answer = careful.post(
        reverse("account_login"), {"login": "ada"}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 403
    assert "too old to be sent" in answer.content.decode()


def test_browsers_may_send_the_origin_with_our_forms(client, db):
    """With no-referrer a browser sends Origin: null, and no form could ever be sent."""
    assert client.get(reverse("account_login"))["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "2fa/recovery-codes/download/"]
)
def test_doors_that_nobody_needs_are_not_there(house, client, path):
    sign_in(client, house.ada)
    assert client.get(f"/account/{path}").status_code == 404


def test_staying_signed_in_is_a_word_and_nothing_more(house, client):
    assert client.post(reverse("site:stay")).status_code == 302
    sign_in(client, house.ada)
    assert client.post(reverse("site:stay")).status_code == 204
    assert client.get(reverse("site:stay")).status_code == 405
