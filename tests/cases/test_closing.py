"""A case is closed by two, with a reason, and taken up again with a trail."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from amparo.cases import actions as cases
from amparo.cases import before_closing
from amparo.cases.actions import closing as actions
from amparo.cases.models import Case, Closing, Reopening
from amparo.cases.queries import due as what_is_due
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision, Refused
from tests.helpers import audit_events, closed, reopened, sign_in, statuses

ENDS = {"status": "Closed", "reason": "she_asked", "words": "She lives with Xquic's aunt."}


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are read in English, whichever test ran before."""
    with translation.override("en"):
        yield


@pytest.fixture
def url(town):
    return f"/cases/{town.case.pk}/closing/"


@pytest.fixture
def asked(town):
    return actions.ask(by=town.ana, case=town.case, **ENDS)


def status(town):
    return Case.objects.get(pk=town.case.pk).status


def test_who_opens_the_closing_of_a_case(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, url, everyone) == table


def test_it_is_asked_for_approved_and_taken_up_again_on_its_page(town, client, url):
    assert sign_in(client, town.ana).post(url, ENDS).status_code == 302
    assert status(town) == "Active"
    assert client.post(f"{url}answer/", {"approve": "1"}).status_code == 403
    assert sign_in(client, town.alba).post(f"{url}answer/", {"approve": "1"}).status_code == 302
    assert status(town) == "Closed"
    again = {"reason": "she_came_back", "words": "She needs a doctor."}
    assert sign_in(client, town.ana).post(url, again).status_code == 302
    assert status(town) == "Active"
    page = client.get(url).content.decode()
    assert "She asked to end it" in page
    assert "She needs a doctor." in page
    assert "Alba Abedul" in page


def test_nobody_closes_a_case_alone(town, asked):
    with pytest.raises(Refused, match="You asked for this closing"):
        actions.approve(by=town.ana, closing=asked)
    with pytest.raises(Refused, match="page of their own"):
        cases.change_status(by=town.alba, case=town.case, status="Closed")
    hers = actions.ask(by=town.alba, case=town.new_case(), **ENDS)
    with pytest.raises(Refused, match="You asked for this closing"):
        actions.approve(by=town.alba, closing=hers)
    with pytest.raises(Refused, match="Your role does not allow"):
        actions.approve(by=town.ana, closing=hers)
    with pytest.raises(Refused, match="Only the agency"):
        actions.approve(by=town.bruno, closing=hers)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.filter(pk=hers.pk).update(state="approved", answered_by=town.alba)


def test_a_closed_case_is_not_opened_round_the_trail(town):
    case = closed(town.case, by=town.ana)
    with pytest.raises(Refused, match="page of their own"):
        cases.change_status(by=town.ana, case=case, status="Active")
    with pytest.raises(Refused, match="Say why"):
        actions.reopen(by=town.ana, case=case, reason="she_came_back", words="")
    with pytest.raises(Refused):
        actions.reopen(by=town.bruno, case=case, reason="she_came_back", words="x")
    assert reopened(case, by=town.ana).status == "Active"
    assert Reopening.objects.get().reopened_by == town.ana
    with pytest.raises(Refused, match="is open"):
        actions.reopen(by=town.ana, case=case, reason="she_came_back", words="x")


@pytest.mark.parametrize("missing", ["status", "reason", "words"])
def test_a_closing_without_its_reason_is_not_kept(town, client, url, missing):
    with pytest.raises(Refused, match="with a reason"):
        actions.ask(by=town.ana, case=town.case, **ENDS | {missing: ""})
    page = sign_in(client, town.ana).post(url, ENDS | {missing: ""})
    assert page.context["form"].errors[missing]
    assert not Closing.objects.exists()


def test_it_is_returned_with_a_reason_or_called_off_and_asked_for_again(town, asked):
    with pytest.raises(Refused, match="waits for approval already"):
        actions.ask(by=town.ana, case=town.case, **ENDS)
    with pytest.raises(Refused, match="Say why"):
        actions.send_back(by=town.alba, closing=asked, words=" ")
    actions.send_back(by=town.alba, closing=asked, words="Where does she live now?")
    with pytest.raises(Refused, match="answered before"):
        actions.approve(by=town.alba, closing=asked)
    again = actions.ask(by=town.ana, case=town.case, **ENDS)
    actions.call_off(by=town.ana, closing=again)
    assert status(town) == "Active"
    assert Closing.objects.count() == 2


def test_a_room_above_says_what_must_stand_before(town, monkeypatch):
    """As a decision about a child's best interests does: asked twice, since it may fall away."""
    said = [Decision("Her best interests were not decided."), ALLOWED, Decision("Not any more.")]
    monkeypatch.setattr(before_closing, "_rules", [lambda case: said.pop(0)])
    with pytest.raises(Refused, match="best interests"):
        actions.ask(by=town.ana, case=town.case, **ENDS)
    asked = actions.ask(by=town.ana, case=town.case, **ENDS)
    with pytest.raises(Refused, match="Not any more"):
        actions.approve(by=town.alba, closing=asked)
    assert status(town) == "Active"


def test_the_page_says_beforehand_what_must_stand_before(town, client, url, monkeypatch):
    monkeypatch.setattr(before_closing, "_rules", [lambda case: Decision("Not decided yet.")])
    assert "Not decided yet." in sign_in(client, town.ana).get(url).content.decode()


def test_words_lie_sealed_and_the_log_keeps_codes(town, asked):
    assert "aunt" not in str(Closing.objects.values_list("words", flat=True).get())
    (event,) = audit_events("closing_asked")
    assert "aunt" not in event.detail + event.fields
    assert "she_asked" in event.detail


def test_what_waits_is_due_for_whoever_may_approve_it(town, asked):
    for member, told in ((town.alba, True), (town.ana, False)):
        lines = what_is_due.due(Case.objects.all(), member=member, on=clock.today())
        assert ("A closing waits for your approval" in [str(one.what) for one in lines]) is told
