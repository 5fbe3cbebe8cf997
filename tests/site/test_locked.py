"""A locked key ring: sentences and exit code 3 at the command line, 503 on pages, never a trace."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amparo.core import keyring
from tests.helpers import sign_in
from tests.town import FIRST, GIVEN

SENT = {
    "cases:search": {"words": GIVEN},
    "cases:intake": {"immediate_danger": "no", "can_contact": "yes"},
    "site:draft": {"draft_form": "/x", "a": FIRST},
}


@pytest.fixture
def lock(settings, tmp_path):
    """The ring goes from memory, as after a restart of the machine."""

    def go():
        settings.KEY_RING_FILE = tmp_path / "run" / "ring.json"

    return go


@pytest.fixture
def locked(lock):
    lock()


@pytest.fixture
def opened(town, client, lock):
    """Ana was signed in when the machine was started again."""
    sign_in(client, town.ana)
    lock()
    return client


def is_neutral(answer):
    words = answer.content.decode()
    assert "Retry-After" in answer.headers
    assert ("cerrado por ahora" in words) or ("closed for now" in words)
    for telling in ("key", "llave", "Traceback", GIVEN, FIRST, "custod"):
        assert telling not in words


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_case_answers_503_with_a_neutral_page(opened, town, language):
    town.ana.language = language
    town.ana.save(update_fields=["language"])
    answer = opened.get(town.case.get_absolute_url())
    assert answer.status_code == 503
    is_neutral(answer)


@pytest.mark.parametrize("page", SENT)
def test_nothing_can_be_searched_or_written(opened, page):
    answer = opened.post(reverse(page), SENT[page])
    assert answer.status_code == 503
    is_neutral(answer)


@pytest.mark.django_db(transaction=True)
def test_the_door_says_so_too(town, client, lock):
    """Signing in is logged, and the log cannot be written."""
    lock()
    typed = {"login": "ana", "password": "ana crosses the river"}
    answer = client.post(reverse("account_login"), typed)
    assert answer.status_code == 503
    is_neutral(answer)
    assert "s" not in client.cookies


@pytest.mark.django_db(transaction=True)
def test_a_refusal_that_cannot_be_logged_is_no_refusal_shown(opened):
    """The log of a denial is written outside the page: the answer is still the neutral one."""
    opened.raise_request_exception = False
    answer = opened.get("/members/")
    assert answer.status_code == 503
    is_neutral(answer)


def test_health_names_the_part(client, db, locked):
    answer = client.get(reverse("site:health"))
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "failing": ["key_ring"]})


def test_pages_that_anybody_reads_are_read_on(opened):
    for page in ("account_login", "releases:figures"):
        assert opened.get(reverse(page)).status_code == 200


def test_whose_visit_it_is_cannot_be_known_and_is_not_forgotten(town, client, settings, lock):
    """Sessions lie sealed. Once two custodians were there she goes on where she was."""
    sign_in(client, town.ana)
    ring = settings.KEY_RING_FILE
    lock()
    answer = client.get("/roles/")
    assert answer.status_code == 503
    is_neutral(answer)
    settings.KEY_RING_FILE = ring
    assert client.get("/roles/").status_code == 200


def test_a_register_is_not_taken_in(town, client, lock):
    sign_in(client, town.alba)
    lock()
    file = SimpleUploadedFile("register.csv", b"Nombre,Edad\nX,20\n")
    answer = client.post(reverse("registers:upload"), {"file": file, "kind": "", "sheet": ""})
    assert answer.status_code == 503
    is_neutral(answer)


def test_a_damaged_ring_is_a_sentence(settings, tmp_path):
    settings.KEY_RING_FILE = tmp_path / "ring.json"
    settings.KEY_RING_FILE.write_text('{"current": 1, "ma')

    with pytest.raises(keyring.WrongKey, match="damaged"):
        keyring.ring()
