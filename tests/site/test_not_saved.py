"""Another process holds what is needed, or the disk is full: a clear page, and nothing is lost."""

import contextlib
import html
import re
import subprocess
import sys

import pytest
from django.db import connection
from django.urls import reverse

from amparo.agencies import queries as members
from amparo.audit.models import AuditEvent
from amparo.audit.recorder import LOCK
from amparo.cases.models import Case
from amparo.core import transactions
from amparo.people.models import Person
from tests import town as towns
from tests.helpers import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = "She will call on Thursday.\r\n\r\n<b>Not</b> before noon; «ask for Xel»."
SQLITE = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("begin immediate")
"""
POSTGRES = """
import psycopg, sys
held = psycopg.connect(sys.argv[1])
held.execute(sys.argv[2])
"""
UNTIL_TOLD = "print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def town(settings):
    town = towns.build()
    # Nobody waits twenty seconds in a test.
    settings.LOCK_SECONDS = 0.3
    with connection.cursor() as cursor:
        transactions._wait_at_most(cursor, settings.LOCK_SECONDS)
    yield town
    connection.close()


@contextlib.contextmanager
def held_by_another_process(statement=""):
    """SQLite's lock of who writes, or what a statement takes on PostgreSQL."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        words = [SQLITE + UNTIL_TOLD, str(name)]
    else:
        words = [POSTGRES + UNTIL_TOLD, _address(), statement]
    other = subprocess.Popen(
        [sys.executable, "-c", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout.readline() == b"held\n"
        yield
        other.stdin.close()
        other.wait(20)


def _address():
    found = connection.settings_dict
    return f"host={found['HOST']} user={found['USER']} dbname={found['NAME']}"


def held_case(case):
    return held_by_another_process(f"select 1 from cases_case where id = '{case.pk}' for update")


def held_log():
    return held_by_another_process(f"select pg_advisory_xact_lock({LOCK})")


def typed_form(client, url, **changes):
    form = client.get(url).context["form"]
    held = {bound.html_name: bound.value() for bound in form}
    return {name: "" if value is None else value for name, value in (held | changes).items()}


def fields_of(page):
    """What the page would send again, as a browser reads it."""
    found = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    return {html.unescape(name): html.unescape(value) for name, value in found}


def stored(case):
    held = Case.objects.get(pk=case.pk)
    return held.version, held.notes, AuditEvent.objects.count()


def test_what_she_typed_comes_back_and_is_saved_by_one_press(town, client):
    sign_in(client, town.ana)
    url = reverse("cases:edit", args=[town.case.pk])
    sent = typed_form(client, url, notes=TYPED) | {"draft_form": f"case:{town.case.pk}"}
    before = stored(town.case)
    with held_case(town.case):
        answer = client.post(url, sent)
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert stored(town.case) == before
    assert "Somebody else was saving for too long" in page
    assert "not saved, not even in part" in page
    assert "Traceback" not in page
    again = fields_of(page)
    assert again["notes"].replace("\r\n", "\n") == TYPED.replace("\r\n", "\n")
    draft = members.draft(town.ana, f"case:{town.case.pk}")
    assert (draft is not None) == ("kept as a draft" in page)
    # On PostgreSQL one row was held, and a draft is another; SQLite has but one lock.
    assert (draft is not None) == (connection.vendor == "postgresql")
    assert client.post(url, again).status_code == 302
    assert Case.objects.get(pk=town.case.pk).notes == TYPED
    assert members.draft(town.ana, f"case:{town.case.pk}") is None


def test_an_intake_is_not_half_saved(town, client):
    sign_in(client, town.ana)
    url = reverse("cases:intake")
    sent = typed_form(client, url, given_names="Nicté", notes=TYPED)
    sent |= {"immediate_danger": "no", "can_contact": "yes"}
    before = Person.objects.count(), Case.objects.count(), AuditEvent.objects.count()
    with held_log():
        answer = client.post(url, sent)
    assert answer.status_code == 503
    assert (Person.objects.count(), Case.objects.count(), AuditEvent.objects.count()) == before
    again = fields_of(answer.content.decode())
    assert again["given_names"] == "Nicté"
    assert client.post(url, again).status_code == 302
    assert Person.objects.latest("created_at").given_names == "Nicté"


def test_the_page_speaks_her_language(town, client):
    town.ana.language = "es"
    town.ana.save()
    sign_in(client, town.ana)
    url = reverse("cases:edit", args=[town.case.pk])
    sent = typed_form(client, url, notes=TYPED)
    with held_case(town.case):
        page = client.post(url, sent).content.decode()
    assert '<html lang="es"' in page
    assert "Enviar otra vez" in page
    assert "saved" not in page


def test_a_page_that_was_only_looked_at_is_asked_for_again(town, client):
    sign_in(client, town.ana)
    url = town.case.get_absolute_url()
    with held_log():
        answer = client.get(url)
    assert answer.status_code == 503
    assert f'href="{url}"' in answer.content.decode()
    assert client.get(url).status_code == 200


def test_a_password_is_never_given_back(town, client):
    with held_log():
        sent = {"login": "ana", "password": "ana crosses the river"}
        answer = client.post(reverse("account_login"), sent)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "river" not in page
    assert "<textarea" not in page


def test_a_full_disk_is_said_and_what_she_typed_stays(town, client):
    if connection.vendor != "sqlite":
        pytest.skip("the limit of a file is one of SQLite's")
    sign_in(client, town.ana)
    url = reverse("cases:edit", args=[town.case.pk])
    sent = typed_form(client, url, notes="a long day " * 1_500)
    before = stored(town.case)
    with connection.cursor() as cursor:
        cursor.execute("vacuum")
        cursor.execute("pragma page_count")
        cursor.execute(f"pragma max_page_count = {cursor.fetchone()[0]}")
    answer = client.post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "the disk of this site is full" in page
    assert fields_of(page)["notes"].startswith("a long day")
    assert stored(town.case) == before
    with connection.cursor() as cursor:
        cursor.execute("pragma max_page_count = 1000000")
    assert client.post(url, fields_of(page)).status_code == 302


def test_the_server_is_told_how_long_to_wait_and_how_much_memory_a_sort_may_take():
    if connection.vendor != "postgresql":
        pytest.skip("options of a PostgreSQL connection")
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('work_mem'), current_setting('lock_timeout')")
        assert cursor.fetchone() == ("64MB", "20s")
