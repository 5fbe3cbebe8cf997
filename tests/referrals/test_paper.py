"""On paper: a letter with a folio and a slip, one page, no name where it shows; and its answer."""

import io
import re
from datetime import timedelta
from html import unescape

import pikepdf
import pytest
from django.test import Client

from amparo.cases.models import Letter
from amparo.cases.queries import due
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.actions.relations import add_related
from amparo.referrals import slip_codes
from amparo.referrals.actions import paper as papers
from amparo.referrals.actions import referral as actions
from amparo.referrals.models import Answer, Referral, Slip
from tests.helpers import as_if, audit_events, sign_in, statuses
from tests.town import FIRST, GIVEN, SECOND

USUAL = {"purpose": "referral", "basis": "consent", "lasts": "30", "recipient": "hospital"}
DAY = timedelta(days=1)


def said(answer):
    return unescape(answer.content.decode())


def code_of(referral):
    return slip_codes.shown(Slip.objects.select_related("case__person").get(referral=referral).code)


def slip(kind="accepted", **facts):
    return {"kind": kind, "said_on": str(clock.today()), "words": "", "refusal": ""} | facts


def test_three_clicks_from_the_case_to_the_paper(counter, client):
    town = counter.road.town
    counter.road.clause("identity", "health", receiver=counter.organisation)
    for block in ("identity", "health"):
        town.new_consent(purpose="referral", block=block, recipient="hospital")
    town.new_document(kind="medical", title="Receta inventada")
    sign_in(client, town.ana)
    page = said(client.get(f"/referrals/{town.case.pk}/?look=1"))  # the first click
    assert "Refer to Urgencias inventadas" in page
    assert 'name="recipient" value="hospital"' in page
    new = f"/referrals/{town.case.pk}/new/{counter.service.pk}/"
    shown = client.post(new, USUAL | {"need": "MedicalCare"}, follow=True)  # the second
    url = shown.redirect_chain[-1][0]
    assert "Issue the letter" in said(shown)
    typed = {"step": "send", "seen": shown.context["seen"], "language": "es", "copies": "Archivo"}
    answer = client.post(url, typed, follow=True)  # the third
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="documento.pdf"'
    letter = Letter.objects.get()
    assert letter.taken_out_at is not None
    assert letter.addressee.splitlines() == [
        "Hospital Inventado", "Urgencias inventadas", "Calle Inventada 7", "Puerto Vallarta",
    ]  # fmt: skip
    for word in (GIVEN, FIRST, "Receta inventada", "Atención médica", "Identidad"):
        assert word in letter.body, word
    assert "{" not in letter.body
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
        assert not re.search(
            f"{GIVEN}|{FIRST}|{SECOND}", str(pdf.docinfo) + str(pdf.open_metadata())
        )
    # Pressed again, the same letter comes again, under the same folio.
    again = client.post(url, typed, follow=True)
    assert again["Content-Type"] == "application/pdf"
    assert Letter.objects.count() == 1
    assert letter.shown_folio in said(client.get(url))


def test_what_it_says_of_her_is_what_may_go_and_no_more(counter):
    counter.road.town.new_consent(purpose="referral", block="identity", recipient="hospital")
    held = counter.sent("health")
    assert held.blocks == ["health"]
    letter = Letter.objects.select_related("case__person").get()
    assert GIVEN not in letter.body
    assert letter.blocks == ["health"]
    assert letter.disclosure == held.disclosure
    assert (held.due_on, held.channel) == (clock.today() + 7 * DAY, "on_paper")


def test_to_whom_she_fears_no_letter_is_issued(counter):
    town = counter.road.town
    add_related(
        by=town.ana, person=town.case.person, name="Diana Drago", relation="employer",
        suspected=True,
    )  # fmt: skip
    with pytest.raises(Refused):
        counter.sent(copies="Diana Drago")
    held = Referral.objects.get()
    assert (held.state, Letter.objects.count(), Slip.objects.count()) == ("drafted", 0, 0)


def test_the_slip_brings_the_answer_once_and_a_second_time_loses_nothing(counter, client):
    held, town = counter.sent(), counter.road.town
    sign_in(client, town.ana)
    code = code_of(held)
    answer = client.post("/referrals/slip/", slip(code=code.lower(), words="Cama 7."), follow=True)
    assert "The answer was kept." in said(answer)
    held.refresh_from_db()
    assert held.state == "accepted"
    again = client.post(
        "/referrals/slip/",
        slip("refused", code=code, refusal="full", words="Ya no."),
        follow=True,
    )
    assert "This slip was used on" in said(again)
    assert "changed nothing" in said(again)
    assert "Ya no." in said(again)
    held.refresh_from_db()
    assert (held.state, held.refusal) == ("accepted", "")
    kept = Answer.objects.all()
    assert [(each.kind, each.counts, each.by_way) for each in kept] == [
        ("accepted", True, "slip"), ("refused", False, "slip"),
    ]  # fmt: skip
    assert len(audit_events("slip_used")) == 2


def test_a_slip_of_what_was_closed_meanwhile_is_kept_and_changes_nothing(counter, client):
    held, town = counter.sent(), counter.road.town
    actions.close(by=town.ana, referral=held, ending="mistake")
    answer = sign_in(client, town.ana).post(
        "/referrals/slip/", slip(code=code_of(held), words="Vino."), follow=True
    )
    assert "changed nothing" in said(answer)
    assert Answer.objects.get().counts is False
    held.refresh_from_db()
    assert held.state == "closed"


def test_a_wrong_code_a_foreign_one_and_a_wrong_day_keep_what_was_typed(counter, client):
    held, town = counter.sent(), counter.road.town
    code = code_of(held)
    sign_in(client, town.ana)
    for typed in (slip(code="2222-2222", words="Vino."), slip(code="x", words="Vino.")):
        page = said(client.post("/referrals/slip/", typed))
        assert "No slip of a case that opens to you" in page
        assert "Vino." in page
    for day in (clock.today() + DAY, clock.today() - DAY):
        page = said(client.post("/referrals/slip/", slip(code=code, said_on=str(day))))
        assert "has not come yet" in page or "before the letter was issued" in page
    page = said(client.post("/referrals/slip/", slip("refused", code=code)))
    assert "needs a reason of the list" in page
    bruno = sign_in(Client(), town.bruno)
    assert "No slip of a case" in said(bruno.post("/referrals/slip/", slip(code=code)))
    assert not Answer.objects.exists()
    assert Slip.objects.get().used_at is None


def test_the_code_stands_nowhere_in_the_clear(counter):
    from django.db import connection

    held = counter.sent()
    code = code_of(held).replace("-", "")
    with connection.cursor() as cursor:
        cursor.execute("select * from referrals_slip")
        row = " ".join(map(str, cursor.fetchone()))
    assert code not in row
    assert slip_codes.digest(code) in row
    for event in audit_events():
        assert code not in event.detail


def test_what_was_told_or_scanned_is_written_down(counter, client):
    held, town = counter.sent(), counter.road.town
    scan = town.new_document(title="Acuse sellado")
    foreign = town.new_document(case=town.new_case(), title="Ajeno")
    sign_in(client, town.ana)
    url = held.get_absolute_url()
    typed = slip("received", step="told", document=str(scan.pk))
    assert client.post(url, typed).status_code == 302
    assert client.post(url, typed | {"document": str(foreign.pk)}).status_code == 200
    with pytest.raises(Refused, match="another case"):
        papers.write_down(
            by=town.ana, referral=held, kind="received", said_on=clock.today(), document=foreign
        )
    typed = slip("refused", step="told", words="No hay cama.")
    assert "needs a reason" in said(client.post(url, typed))
    assert client.post(url, typed | {"refusal": "full"}).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.refusal) == ("refused", "full")
    assert [(each.kind, each.by_way) for each in Answer.objects.all()] == [
        ("received", "scanned"), ("refused", "told"),
    ]  # fmt: skip


def test_her_no_closes_the_paper_and_says_whom_to_tell(counter, client):
    held, town = counter.sent(), counter.road.town
    sign_in(client, town.ana)
    letter = Letter.objects.get()
    file = f"/cases/{town.case.pk}/letters/{letter.pk}/file/"
    assert client.get(file).status_code == 200
    people.withdraw_consent(by=town.ana, consent=town.case.person.consents.get(block="health"))
    held.refresh_from_db()
    assert (held.state, held.ending, held.due_on) == ("closed", "withdrawn", clock.today())
    assert client.get(file).status_code == 403
    page = said(client.get(f"/referrals/{town.case.pk}/"))
    assert f"Letter no. {letter.shown_folio}" in page
    assert "Tell whoever got a referral on paper to stop" in said(client.get("/cases/due/"))
    url = held.get_absolute_url()
    assert "They were told to stop" in said(client.get(url))
    assert client.post(url, {"step": "told_to_stop"}).status_code == 302
    held.refresh_from_db()
    assert held.stopped_by == town.ana
    assert "on paper to stop" not in said(client.get("/cases/due/"))


def test_an_answer_is_awaited_for_a_week(counter):
    from amparo.cases.access import visible_cases

    held, town = counter.sent(), counter.road.town
    found = due.due(visible_cases(town.ana), member=town.ana, on=clock.today() + 6 * DAY)
    assert "referral_answer" not in {each.rule for each in found}
    found = due.due(visible_cases(town.ana), member=town.ana, on=clock.today() + 7 * DAY)
    assert "referral_answer" in {each.rule for each in found}
    as_if(held, state="accepted")
    found = due.due(visible_cases(town.ana), member=town.ana, on=clock.today() + 7 * DAY)
    assert "referral_answer" not in {each.rule for each in found}


def test_the_slip_is_for_who_records_cases(town, client):
    everyone = [*town.everyone, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 200, "celia": 200, "fina": 403}
    assert statuses(client, "/referrals/slip/", everyone) == table


def test_no_template_of_a_room_is_offered_for_a_plain_letter(town, client):
    page = said(sign_in(client, town.ana).get(f"/cases/{town.case.pk}/letters/"))
    assert 'value="medical_care"' in page
    assert 'value="referral"' not in page
