"""Who looks at a page changes nothing but the log, and keeps nobody waiting meanwhile."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import RequestFactory

from amparo import agencies, audit
from amparo.agencies import actions
from amparo.agencies.models import Agency
from amparo.audit.middleware import ReadingPages, leaves_something, reads_only
from amparo.audit.models import AuditEvent
from amparo.audit.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)
only_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL has many writers at a time"
)


def found(code="casa-luz"):
    return actions.found_agency(by=agencies.OPERATOR, code=code, name="Casa Luz", kind="shelter")


def elsewhere(work):
    """Do it in another thread, which has a connection of its own, and wait for it."""
    failures = []

    def run():
        try:
            work()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    assert failures == []


def ask(view, method="get"):
    """What the last of our middleware does with a view, as Django calls them both."""
    request = getattr(RequestFactory(), method)("/")
    view.__module__ = "amparo.cases.views.case"

    def answer(request):
        pages.process_view(request, view, (), {})
        with transaction.atomic():
            return view(request)

    pages = ReadingPages(answer)
    return pages(request)


@only_sqlite
def test_who_saves_does_not_wait_for_who_reads():
    found()

    def page(_request):
        seen = Agency.objects.count()
        elsewhere(lambda: found("norte"))
        audit.record("case_opened", by=agencies.OPERATOR)
        assert Agency.objects.count() == seen
        return "page"

    assert ask(page) == "page"
    verbs = AuditEvent.objects.order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["agency_founded", "agency_founded", "case_opened"]
    assert verify().ok


@only_sqlite
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_that_is_looked_at_cannot_write(method):
    with pytest.raises(DatabaseError, match="readonly"):
        ask(lambda _request: found(), method)
    assert not Agency.objects.exists()
    assert not AuditEvent.objects.exists()


@only_sqlite
def test_a_search_sent_as_a_form_cannot_write_either():
    with pytest.raises(DatabaseError, match="readonly"):
        ask(reads_only(lambda _request: found()), "post")


def test_a_form_writes_and_so_does_a_page_that_says_so():
    ask(lambda _request: found("norte"), "post")
    ask(leaves_something(lambda _request: found("sur")))
    assert Agency.objects.count() == 2


def test_the_next_request_may_write_again():
    ask(lambda _request: Agency.objects.count())
    assert not connection.is_reading
    found()
    assert Agency.objects.count() == 1


def test_a_page_whose_event_cannot_be_written_is_not_shown(monkeypatch):
    def broken(*_arguments):
        raise ValueError("no link")

    monkeypatch.setattr("amparo.audit.chain.link", broken)

    def page(_request):
        audit.record("case_opened", by=agencies.OPERATOR)
        return "page"

    with pytest.raises(DatabaseError, match="the log failed"):
        ask(page)
    monkeypatch.undo()
    found()
    assert verify().events == 1
