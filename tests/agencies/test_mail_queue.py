"""Links leave through the queue: no page tells who is known, and no mail is lost or read there."""

import re
import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from amparo import agencies
from amparo.agencies import actions, notify
from amparo.core import outbox
from tests.agencies.conftest import PASSWORD
from tests.helpers import as_if, sign_in, work_the_queue

pytestmark = pytest.mark.django_db
HERS, NOBODYS = "ana@example.org", "ena@example.org"
# Quick stand-ins for values, so that two lists of statements can be laid side by side.
VALUES = re.compile(r"\bs\d+_x\d+\b|'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b|\b[0-9a-f]{32}\b")


@pytest.fixture
def ana(house):
    as_if(house.ana, email=HERS)
    return house.ana


@pytest.fixture
def down(settings):
    """A mail server that nobody listens at; returned is what brings it up again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port

    def up():
        settings.EMAIL_BACKEND = usual

    return up


def ask(client, address):
    return client.post(reverse("account_reset_password"), {"email": address})


def later(**parts):
    """As if that much time had passed for what waits."""
    for job in DBTaskResult.objects.filter(status="READY"):
        job.run_after -= timedelta(**parts)
        job.save()


def test_a_known_and_an_unknown_address_take_the_same_steps(ana, client):
    steps, answers = [], []
    ask(client, "warm@example.org")
    for address in (HERS, NOBODYS):
        with CaptureQueriesContext(connection) as seen:
            answer = ask(client, address)
        steps.append([VALUES.sub("?", query["sql"]) for query in seen.captured_queries])
        answers.append((answer.status_code, answer["Location"], answer.content))
    assert steps[0] == steps[1]
    assert answers[0] == answers[1]
    assert not [sql for sql in steps[0] if "agencies_member" in sql]


def test_what_waits_looks_the_same_for_both(ana, client):
    ask(client, HERS)
    ask(client, NOBODYS)
    first, second = DBTaskResult.objects.all()
    assert first.task_path == second.task_path
    assert first.args_kwargs.keys() == second.args_kwargs.keys()
    sealed = [job.args_kwargs["kwargs"]["sealed"] for job in (first, second)]
    assert len(sealed[0]) == len(sealed[1])


def test_the_queue_holds_no_address_no_name_and_no_token(house, ana, client):
    sign_in(client, house.ada)
    words = {"display_name": "Nuria Demostración", "username": "nuria", "role": "editor"}
    words |= {"email": "nuria@example.org", "agency": house.luz.pk, "language": "es"}
    client.post(reverse("agencies:invite"), words)
    ask(client, HERS)
    work_the_queue()
    links = re.findall(r"key/\w+-([\w-]+)/", " ".join(sent.body for sent in mail.outbox))
    assert len(links) == 2
    rows = str([vars(job) for job in DBTaskResult.objects.all()])
    for telling in (HERS, "nuria", "example", "password_link", "invitation", *links):
        assert telling not in rows


def test_a_mail_server_that_is_down_stops_no_page_and_loses_no_mail(house, ana, client, down):
    assert ask(client, HERS).status_code == 302
    for minutes in (0, 1, 5, 25, 60, 60):
        later(minutes=minutes)
        work_the_queue()
        assert DBTaskResult.objects.filter(status="READY").count() == 1
    down()
    later(minutes=60)
    work_the_queue()
    assert [sent.to for sent in mail.outbox] == [[HERS]]
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_the_half_hour_begins_when_the_mail_leaves(ana, client, down, monkeypatch):
    from allauth.account.forms import default_token_generator as keys

    ask(client, HERS)
    work_the_queue()
    down()
    later(minutes=5)
    now = keys._now() + timedelta(hours=3)
    monkeypatch.setattr(type(keys), "_now", lambda self: now)
    work_the_queue()
    (path,) = re.findall(r"https?://[^/]+(/\S+)", mail.outbox[0].body)
    assert client.get(path).status_code == 302


def test_a_failure_in_the_queue_names_no_address(ana, client, down):
    ask(client, HERS)
    work_the_queue()
    (failed,) = DBTaskResult.objects.filter(status="FAILED")
    assert "ConnectionRefusedError" in failed.traceback
    assert HERS not in failed.traceback


@pytest.mark.parametrize(("attempt", "again"), [(len(outbox.WAITS), 1), (len(outbox.WAITS) + 1, 0)])
def test_after_a_day_it_is_given_up(ana, down, attempt, again):
    notify.password_link_asked(HERS, "https://x.example.org/")
    sealed = DBTaskResult.objects.get().args_kwargs["kwargs"]["sealed"]
    with pytest.raises(outbox.JobFailed):
        outbox.deliver.call(sealed=sealed, attempt=attempt)
    assert DBTaskResult.objects.count() == 1 + again
    assert timedelta(hours=23) < sum(outbox.WAITS, timedelta()) < timedelta(hours=25)


def test_a_locked_key_ring_leaves_the_mail_in_the_queue(ana, client, settings, tmp_path):
    ask(client, HERS)
    settings.KEY_RING_FILE, open_ring = tmp_path / "none", settings.KEY_RING_FILE
    work_the_queue()
    settings.KEY_RING_FILE = open_ring
    later(minutes=1)
    work_the_queue()
    assert len(mail.outbox) == 1


def test_a_mail_of_something_that_was_rolled_back_never_leaves(house):
    with transaction.atomic():
        notify.invited(house.ana, "https://x")
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == 0


def test_who_has_come_in_meanwhile_gets_no_invitation(house):
    notify.invited(house.ana, "https://x")
    work_the_queue()
    assert mail.outbox == []


def test_the_link_goes_to_the_address_that_is_kept(ana):
    notify.password_link_asked(HERS.upper(), "https://x")
    work_the_queue()
    assert [sent.to for sent in mail.outbox] == [[HERS]]


def test_one_address_of_two_members_brings_a_link_to_each(house, ana, client):
    as_if(house.noe, email=HERS)
    ask(client, HERS)
    work_the_queue()
    assert len({sent.body for sent in mail.outbox}) == 2


def test_a_notice_about_a_password_waits_in_the_queue_too(house, ana, client, down):
    """Changing a password must not fail because a mail server does."""
    sign_in(client, ana)
    fresh = "otras cuatro palabras sueltas"
    sent = {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    assert client.post(reverse("account_change_password"), sent).status_code == 302
    down()
    work_the_queue()
    assert [message.to for message in mail.outbox] == [[HERS]]
    assert "http" not in mail.outbox[0].body


def test_the_first_administrator_is_mailed_too(db):
    agency = actions.found_agency(by=agencies.OPERATOR, code="m", name="M", kind="office")
    actions.begin(
        by=agencies.OPERATOR, address="https://x", username="x", display_name="x",
        email="x@example.org", agency=agency,
    )  # fmt: skip
    work_the_queue()
    assert [sent.to for sent in mail.outbox] == [["x@example.org"]]
