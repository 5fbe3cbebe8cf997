"""A letter declared void closes its referral, in one transaction; its slip brings nothing."""

from html import unescape

import pytest

from amparo.cases.actions import letters
from amparo.cases.enums.disclosure import DisclosureState
from amparo.cases.models import Letter
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.referrals import slip_codes
from amparo.referrals.actions import paper as papers
from amparo.referrals.actions import referral as actions
from amparo.referrals.models import Answer, Referral, Slip
from amparo.referrals.policies import referral as policies
from tests.helpers import as_if, audit_events, sign_in


def said(answer):
    return unescape(answer.content.decode())


def void(counter, reason="mistake", **facts):
    return letters.void_letter(
        by=counter.road.town.ana, letter=Letter.objects.get(), reason=reason, **facts
    )


def typed(referral):
    code = Slip.objects.select_related("case__person").get(referral=referral).code
    return {
        "code": slip_codes.shown(code), "kind": "accepted", "said_on": str(clock.today()),
        "words": "Cama 7.", "refusal": "",
    }  # fmt: skip


def test_it_closes_its_referral_and_ends_what_it_let_go(counter):
    held = counter.sent()
    assert held.disclosure.state == DisclosureState.READY
    void(counter)
    held = Referral.objects.select_related("disclosure").get()
    assert (held.state, held.ending) == ("closed", "letter_void")
    assert held.ended_at is not None
    assert held.disclosure.state == DisclosureState.ENDED
    assert [each.about_id for each in audit_events("referral_closed")] == [str(held.pk)]
    assert '"letter_void"' in audit_events("referral_closed")[0].detail


@pytest.mark.parametrize("taken_out", [True, False])
def test_whoever_has_it_is_told_to_stop_and_only_then(counter, client, taken_out):
    held, town = counter.sent(), counter.road.town
    if taken_out:
        letters.take_out_letter(by=town.ana, letter=Letter.objects.get())
    void(counter)
    held.refresh_from_db()
    assert held.due_on == (clock.today() if taken_out else None)
    sign_in(client, town.ana)
    assert ("They were told to stop" in said(client.get(held.get_absolute_url()))) == taken_out
    assert ("on paper to stop" in said(client.get("/cases/due/"))) == taken_out


def test_an_accepted_one_closes_too_and_one_that_is_done_stays(counter):
    held, town = counter.sent(), counter.road.town
    papers.write_down(by=town.ana, referral=held, kind="accepted", said_on=clock.today())
    void(counter)
    held.refresh_from_db()
    assert (held.state, held.ending) == ("closed", "letter_void")


@pytest.mark.parametrize("state", ["done", "refused", "closed"])
def test_what_has_ended_stays_as_it_ended(counter, state):
    held, town = counter.sent(), counter.road.town
    if state == "closed":
        actions.close(by=town.ana, referral=held, ending="not_needed")
    else:
        refusal = "full" if state == "refused" else ""
        papers.write_down(
            by=town.ana, referral=held, kind=state, said_on=clock.today(), refusal=refusal
        )
    void(counter)
    held.refresh_from_db()
    assert held.state == state
    assert held.ending == ("not_needed" if state == "closed" else "")


def test_if_the_letter_stays_the_referral_stays(counter):
    held = counter.sent()
    with pytest.raises(Refused):
        void(counter, reason="no such reason")
    held.refresh_from_db()
    assert held.state == "sent"


def test_a_letter_of_no_referral_closes_none(counter):
    held, town = counter.sent(), counter.road.town
    other = letters.issue_letter(
        by=town.ana, case=town.case, template="referral", language="es",
        issued_on=clock.today(), addressee="Oficina inventada", body="Nada de ella.",
    )  # fmt: skip
    letters.void_letter(by=town.ana, letter=other, reason="mistake")
    held.refresh_from_db()
    assert held.state == "sent"


def test_its_slip_is_refused_with_its_reason_and_what_was_typed_stays(counter, client):
    held, town = counter.sent(), counter.road.town
    given = typed(held)
    void(counter)
    page = said(sign_in(client, town.ana).post("/referrals/slip/", given))
    assert "was declared void" in page
    assert Letter.objects.get().shown_folio in page
    assert "Cama 7." in page
    assert given["code"] in page
    assert not Answer.objects.exists()
    assert Slip.objects.get().used_at is None


def test_the_rule_of_the_slip(counter):
    counter.sent()
    letter = Letter.objects.select_related("agency").get()
    assert policies.letter_stands(letter)
    as_if(letter, void_at=clock.now(), void_reason="mistake")
    letter.refresh_from_db()
    assert not policies.letter_stands(letter)


def test_the_case_says_so(counter, client):
    held, town = counter.sent(), counter.road.town
    sign_in(client, town.ana)
    assert "its letter is void" not in said(client.get(town.case.get_absolute_url()))
    url = f"/cases/{town.case.pk}/letters/{Letter.objects.get().pk}/void/"
    answer = said(client.post(url, {"reason": "mistake", "words": ""}, follow=True))
    assert "The referral for which it was written was closed with it." in answer
    assert "its letter is void" in said(client.get(town.case.get_absolute_url()))
    assert "Its letter was declared void" in said(client.get(f"/referrals/{town.case.pk}/"))
    assert "Its letter was declared void" in said(client.get(held.get_absolute_url()))


def test_a_letter_without_a_referral_says_nothing_of_one(counter, client):
    town = counter.road.town
    letter = letters.issue_letter(
        by=town.ana, case=town.case, template="referral", language="es",
        issued_on=clock.today(), addressee="Oficina inventada", body="Nada de ella.",
    )  # fmt: skip
    url = f"/cases/{town.case.pk}/letters/{letter.pk}/void/"
    answer = said(sign_in(client, town.ana).post(url, {"reason": "mistake"}, follow=True))
    assert "The letter is void" in answer
    assert "for which it was written" not in answer
