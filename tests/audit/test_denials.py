"""A refusal is logged after the roll-back, before the answer leaves, without what was typed."""

import json
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import path

from amparo import agencies, audit
from amparo.agencies import actions
from amparo.agencies.models import Agency
from amparo.audit.models import AuditEvent
from amparo.urls import urlpatterns as real_pages
from tests.helpers import sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.audit.test_denials"),
]


def writes_and_refuses(request, case):
    audit.record("case_read", by=request.member)
    actions.found_agency(by=request.member, code="gone", name="Gone", kind="office")
    raise PermissionDenied("Sirena Inventada")


def writes_and_hides(request, case):
    audit.record("case_read", by=request.member)
    raise Http404("Sirena Inventada")


def answers(request, case):
    audit.record("case_read", by=request.member)
    return HttpResponse("here")


urlpatterns = [
    path("refused/<uuid:case>/", writes_and_refuses, name="refused"),
    path("hidden/<uuid:case>/", writes_and_hides, name="hidden"),
    path("open/<uuid:case>/", answers, name="open"),
    path("typed/<str:case>/", writes_and_hides, name="typed"),
    *real_pages,
]
handler403 = "amparo.site.views.errors.refused"
handler404 = "amparo.site.views.errors.not_found"


@pytest.fixture
def noe(db):
    agency = actions.found_agency(by=agencies.OPERATOR, code="luz", name="Luz", kind="shelter")
    return actions.enrol(
        by=agencies.OPERATOR, username="noe", display_name="Noé", agency=agency, role="analyst"
    )


def last(count=1):
    return list(AuditEvent.objects.order_by("-sequence")[:count])


@pytest.mark.parametrize(("page", "status"), [("refused", 403), ("hidden", 404)])
def test_a_refusal_is_logged_and_what_was_done_before_it_is_not(noe, client, page, status):
    case = uuid4()
    before = AuditEvent.objects.count()
    answer = sign_in(client, noe).get(f"/{page}/{case}/")
    assert answer.status_code == status
    assert not Agency.objects.filter(code="gone").exists()
    new = last(AuditEvent.objects.count() - before)
    assert [event.verb for event in new] == ["denied", "signed_in"]
    assert json.loads(new[0].detail) == {
        "status": status,
        "method": "GET",
        "route": page,
        "asked": {"case": str(case)},
    }
    assert new[0].actor == str(noe.id)


def test_what_was_typed_into_an_address_is_not_logged(noe, client):
    sign_in(client, noe).get("/typed/sirena-inventada/?q=sirena-inventada")
    assert "sirena" not in str(vars(last()[0])).lower()
    assert json.loads(last()[0].detail)["asked"] == {}


def test_an_address_that_leads_nowhere_is_logged_without_it(noe, client):
    sign_in(client, noe).get("/sirena-inventada/")
    assert last()[0].verb == "denied"
    assert "sirena" not in str(vars(last()[0])).lower()


def test_a_page_that_opens_is_logged_with_its_read(noe, client):
    assert sign_in(client, noe).get(f"/open/{uuid4()}/").content == b"here"
    assert last()[0].verb == "case_read"


def test_nobody_is_not_logged_as_anybody(client, db):
    before = AuditEvent.objects.count()
    assert client.get(f"/hidden/{uuid4()}/").status_code == 302
    assert AuditEvent.objects.count() == before
