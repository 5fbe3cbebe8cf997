"""Short ways to say what many tests say."""

import time
from collections.abc import Iterable

from django.contrib.auth import BACKEND_SESSION_KEY
from django.db import connection
from django.test import Client

from amparo import audit
from amparo.audit.models import AuditEvent

REAUTHENTICATED = "account_authentication_methods"
REAUTHENTICATED_WHO = "account_authentication_methods_user"


def audit_events(verb: str | None = None) -> list[AuditEvent]:
    """Every event so far by its number, those of the running transaction included."""
    audit.flush(connection)
    events = AuditEvent.objects.order_by("sequence")
    return list(events.filter(verb=verb) if verb else events)


def sign_in(client: Client, member, *, confirmed: bool = True) -> Client:
    """Sign in as after password and second factor; `confirmed` = just now, so identity is open."""
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    assert session[BACKEND_SESSION_KEY]
    session["has_second_factor"] = True
    at = time.time() if confirmed else time.time() - 24 * 3600
    session[REAUTHENTICATED] = [
        {"method": "password", "at": at, "username": member.username, "reauthenticated": True},
        {"method": "mfa", "at": at, "type": "totp", "reauthenticated": True},
    ]
    session[REAUTHENTICATED_WHO] = str(member.pk)
    session.save()
    return client


def as_if(row, **facts) -> None:
    """Columns as they would be after something that a test does not go through, marked as ours."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))


def closed(case, by):
    """The case as it is after somebody asked for its closing and a coordinator approved it."""
    from amparo import agencies
    from amparo.agencies import actions as members
    from amparo.agencies.models import Member
    from amparo.cases.actions import closing

    others = Member.objects.filter(agency=case.agency, role="coordinator").exclude(pk=by.pk)
    second = others.first() or members.enrol(
        by=agencies.OPERATOR,
        username=f"second-of-{case.agency.code}",
        display_name="Segunda Sabina",
        agency=case.agency,
        role="coordinator",
        password="second crosses the river",
    )
    facts = {"status": "Closed", "reason": "goals_reached", "words": "She lives with her aunt."}
    return closing.approve(by=second, closing=closing.ask(by=by, case=case, **facts))


def determined(case, by, question="closing", outcome="serves"):
    """The case of a child as it is after a body determined what serves her best interests."""
    from amparo.cases.actions import children
    from amparo.core import clock

    return children.determine(
        by=by, case=case, question=question, outcome=outcome, decided_on=clock.today(),
        body="Panel inventado", options="Dos.", her_view="Quiere.", reasons="Está segura.",
    )  # fmt: skip


def reopened(case, by):
    from amparo.cases.actions import closing

    return closing.reopen(by=by, case=case, reason="she_came_back", words="She needs a doctor.")


def work_the_queue() -> None:
    """Send the mails that wait, as the worker does; what fails is put there again."""
    from django_tasks_db.models import DBTaskResult

    from amparo.core import outbox

    mails = DBTaskResult.objects.ready().filter(task_path=outbox.deliver.module_path)
    for job in list(mails):
        job.claim("of-a-test")
        try:
            job.set_successful(job.task.call(**job.args_kwargs["kwargs"]))
        except outbox.JobFailed as error:
            job.set_failed(error)


def statuses(client: Client, url: str, members: Iterable, *, method: str = "get", **sent) -> dict:
    """Who gets which answer at an address: {"nobody": 302, "ana": 200, …}."""
    answers = {}
    for member in members:
        client.logout()
        if member is not None:
            sign_in(client, member)
        answer = getattr(client, method)(url, **sent)
        answers[member.username if member is not None else "nobody"] = answer.status_code
    client.logout()
    return answers
