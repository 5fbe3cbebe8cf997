"""A case before a committee: codes only, while the session is open, and gone with it."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest

from amparo.agencies import OPERATOR
from amparo.committees.actions import committees, sessions
from amparo.committees.models import Session
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.actions.relations import add_related
from amparo.referrals.actions import conference as actions
from amparo.referrals.enums.conference import NOT_SAID, ConferenceEnd
from amparo.referrals.models import Conference, Hearer, OnTheTable, Referral
from amparo.referrals.queries import conference as queries
from tests.helpers import as_if, audit_events, sign_in

DAY = timedelta(days=1)


def said(answer):
    return unescape(answer.content.decode())


def test_another_code_at_each_session_and_none_of_her_case(table, monkeypatch):
    table.yes()
    first = table.bring()
    other = table.call(on=clock.today() + DAY)
    second = table.bring(session=other)
    assert first.table.code != second.table.code
    assert len(first.table.code) == 4
    assert first.table.code not in table.town.case.number
    # What chance gives twice is given to one alone.
    letters = iter([*first.table.code, *"ZZZZ"])
    monkeypatch.setattr(actions.secrets, "choice", lambda _letters: next(letters))
    assert actions._fresh(table.session) == "ZZZZ"


def test_before_it_opens_the_code_is_seen_on_her_case_alone(table, client):
    table.yes()
    code = table.bring().table.code
    assert code in said(sign_in(client, table.town.ana).get(table.of_case()))
    for member in (table.sara, table.town.bruno, table.town.ana):
        page = said(sign_in(client, member).get(table.session.get_absolute_url()))
        assert code not in page
        assert "Case conference" not in page


def test_the_page_of_the_session_counts_no_case(table, client):
    """With a case and without one it is the same page, for whoever is there and whoever is not."""
    table.yes()
    table.open()
    url, readers = table.session.get_absolute_url(), (table.sara, table.town.bruno, table.town.noe)
    bare = re.compile(r'csrf[^>]*value="[^"]*"|nonce="[^"]*"')
    pages = [bare.sub("", said(sign_in(client, each).get(url))) for each in readers]
    assert ["Case conference" in page for page in pages] == [False, True, False]
    table.bring()
    again = [bare.sub("", said(sign_in(client, each).get(url))) for each in readers]
    assert again == pages


def test_an_offer_comes_back_to_her_case_and_goes_on_as_a_referral(table, client):
    table.yes()
    made = table.bring(needed=["Legal"])
    table.open()
    row = table.row(made)
    sign_in(client, table.town.bruno)
    posted = {"row": str(row.pk), "said": "offers:Legal"}
    assert client.post(table.url, posted).status_code == 302
    page = said(sign_in(client, table.town.ana).get(table.of_case()))
    assert "Can offer: Legal support" in page
    form = re.search(rf'action="(/referrals/[^"]*/new/{table.road.service.pk}/)"', page)
    sent = {"purpose": "referral", "basis": "consent", "lasts": "30", "need": "Legal"}
    client.post(form[1], sent)
    held = Referral.objects.get()
    assert (held.organisation, held.service, held.need) == (
        table.road.faro, table.road.service, "Legal",
    )  # fmt: skip


def test_an_answer_is_of_the_list_and_may_change(table, client):
    table.yes()
    made = table.bring(needed=["Legal"])
    table.open()
    table.answer(made, "ask_us")
    assert table.row(made).said == "ask_us"
    table.answer(made, "offers", offers="Legal")
    table.answer(made, "cannot")
    held = table.row(made)
    assert (held.said, held.offers) == ("cannot", "")
    for wrong in ({"said": "maybe"}, {"said": "offers", "offers": "Shelter"}, {"said": "offers"},
                  {"said": "cannot", "offers": "Legal"}):  # fmt: skip
        with pytest.raises(Refused):
            table.answer(made, **wrong)
    sign_in(client, table.town.bruno)
    page = client.post(table.url, {"row": str(held.pk), "said": "offers:Shelter"})
    assert "offers:Shelter is not one of the available choices" in said(page)


def test_an_answer_after_the_session_is_refused_by_the_action_too(table):
    table.yes()
    made = table.bring()
    row = table.row(made)
    with pytest.raises(Refused, match="only while the session is open"):
        actions.answer(by=table.town.bruno, session=table.session, row=row, said="cannot")


def test_all_of_it_is_deleted_with_the_session_and_offers_stay(table, client):
    table.yes(table.town.faro, table.town.norte)
    made = table.bring()
    code = made.table.code
    table.open()
    table.answer(made, "offers", offers="Shelter")
    table.answer(made, "cannot", by=table.town.celia)
    before = json.dumps(Session.objects.get(pk=table.session.pk).minutes)
    table.close()
    assert not OnTheTable.objects.exists()
    (row,) = Hearer.objects.all()
    assert (row.agency, row.offers) == (table.town.faro, "Shelter")
    made.refresh_from_db()
    assert (made.ending, made.on, made.committee) == ("heard", clock.today(), table.committee)
    page = said(sign_in(client, table.town.ana).get(table.of_case()))
    assert code not in page
    for words in ("Comité inventado", "The session was closed", "Can offer: Shelter"):
        assert words in page
    assert "Norte" not in page.partition('id="h-bring"')[0].partition("h-held")[2]
    minutes = json.dumps(Session.objects.get(pk=table.session.pk).minutes, ensure_ascii=False)
    assert before == "null"
    for word in (code, "Shelter", "Refugio", "onference", "onferencia"):
        assert word not in minutes


def test_called_off_or_never_closed_it_goes_too(table):
    table.yes()
    first = table.bring()
    other = table.call(on=clock.today() + DAY)
    second = table.bring(session=other)
    sessions.call_off(by=table.sara, session=other, why="Lluvia")
    second.refresh_from_db()
    assert second.ending == "called_off"
    actions.clear_what_is_over(by=OPERATOR)
    assert OnTheTable.objects.get().conference == first
    as_if(table.session, on=clock.today() - DAY)
    actions.clear_what_is_over(by=OPERATOR)
    first.refresh_from_db()
    assert (first.ending, first.on) == ("day_over", clock.today() - DAY)
    assert not OnTheTable.objects.exists()
    assert not Hearer.objects.exists()


@pytest.mark.parametrize("word", ["withdrawn", "no", "everything"])
def test_her_no_takes_it_off_the_table_for_all(table, word):
    yes = table.yes(table.town.faro, table.town.norte)
    made = table.bring()
    table.open()
    table.answer(made, "offers", offers="Legal", by=table.town.celia)
    if word == "withdrawn":
        people.withdraw_consent(by=table.town.ana, consent=yes)
    elif word == "no":
        table.yes(answer="refused")
    else:
        table.road.yes("all", answer="refused", purpose="any")
    assert not OnTheTable.objects.exists()
    made.refresh_from_db()
    assert made.ending == "her_no"
    assert [each.agency for each in Hearer.objects.all()] == [table.town.norte]


def test_a_no_about_something_else_leaves_it(table):
    table.yes()
    table.bring()
    table.road.yes("health", answer="refused")
    table.yes(table.town.norte, answer="refused")
    assert OnTheTable.objects.exists()


def test_a_danger_written_down_later_takes_it_off(table):
    table.yes()
    made = table.bring()
    add_related(
        by=table.town.ana, person=table.town.case.person, name="Otro Nombre", relation="employer",
        suspected=True,
    )  # fmt: skip
    assert OnTheTable.objects.exists()
    add_related(
        by=table.town.ana, person=table.town.case.person, name=table.town.celia.display_name,
        relation="employer", suspected=True,
    )  # fmt: skip
    made.refresh_from_db()
    assert made.ending == "feared"
    with pytest.raises(Refused, match="bears the name of one who endangers her"):
        table.bring()


def test_to_an_agency_whose_name_she_fears_nothing_is_brought(table):
    table.yes()
    add_related(
        by=table.town.ana, person=table.town.case.person, name=table.town.norte.name,
        relation="employer", suspected=True,
    )  # fmt: skip
    with pytest.raises(Refused, match="nothing goes to this name"):
        table.bring()


def test_who_only_keeps_committees_there_is_not_asked_about(table):
    """A name of somebody who opens no case reads nothing at the table."""
    table.yes()
    add_related(
        by=table.town.ana, person=table.town.case.person, name=table.town.noe.display_name,
        relation="employer", suspected=True,
    )  # fmt: skip
    committees.seat(
        by=table.sara, committee=table.committee, role="guest", starts="2013-06",
        organisation=table.road.office.organisation("Ceiba", agency=table.town.programme),
    )  # fmt: skip
    assert table.bring().table


def test_taken_back_by_who_brought_it(table, client):
    table.yes()
    made = table.bring()
    sign_in(client, table.town.ana)
    other = table.town.new_case(by=table.town.ana)
    taken = {"step": "take_back", "conference": str(made.pk)}
    assert client.post(table.of_case(other), taken).status_code == 404
    assert client.post(table.of_case(), taken | {"conference": "x"}).status_code == 404
    assert OnTheTable.objects.exists()
    assert client.post(table.of_case(), taken).status_code == 302
    made.refresh_from_db()
    assert (made.ending, OnTheTable.objects.exists()) == ("taken_back", False)
    with pytest.raises(Refused, match="Nothing of it is at the table"):
        actions.take_back(by=table.town.ana, conference=made)
    with pytest.raises(Refused, match="Only the agency that holds this case"):
        actions.take_back(by=table.town.bruno, conference=table.bring())


def test_of_a_child_with_her_own_yes_it_may_be_brought(table):
    """A child's file opens to named people by itself; that alone does not keep her from a table."""
    as_if(table.town.case, named_only=True)
    table.yes()
    assert table.bring(age="child").table.age == "child"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"needed": []}, "Say one to 3 services"),
        ({"needed": ["Legal", "Shelter", "Food", "Health"]}, "Say one to 3 services"),
        ({"needed": ["x"]}, "Only what stands in the lists"),
        ({"asks": ""}, "Only what stands in the lists"),
        ({"age": "17"}, "Only what stands in the lists"),
        ({"waits": "since Monday"}, "Only what stands in the lists"),
        *(({"needed": [each]}, "Only what stands in the lists") for each in sorted(NOT_SAID)),
    ],
)
def test_nothing_but_codes_of_the_lists_goes(table, facts, reason):
    table.yes()
    with pytest.raises(Refused, match=reason):
        table.bring(**facts)
    assert not Conference.objects.exists()


def test_without_a_seat_or_her_yes_or_twice_it_is_refused(table):
    with pytest.raises(Refused, match="said yes to no agency of this table"):
        table.bring()
    table.yes()
    elsewhere = committees.record(by=table.sara, name="Otro comité", began="2013-06")
    committees.seat(
        by=table.sara, committee=elsewhere, organisation=table.road.faro, role="member",
        starts="2013-06",
    )  # fmt: skip
    with pytest.raises(Refused, match="has no seat in this committee"):
        table.bring(session=table.call(elsewhere))
    table.bring()
    with pytest.raises(Refused, match="before this session already"):
        table.bring()


def test_only_sessions_with_a_seat_of_hers_are_offered(table, client):
    late = table.call(on=clock.today() + 9 * DAY)
    elsewhere = committees.record(by=table.sara, name="Otro comité", began="2013-06")
    table.call(elsewhere)
    off = table.call(on=clock.today() + DAY)
    sessions.call_off(by=table.sara, session=off, why="x")
    table.call(on=clock.today() - DAY)
    found = queries.sittings(table.town.case, on=clock.today())
    assert [each.session for each in found] == [table.session, late]
    there = [(each.agency.name, each.verdict.goes) for each in found[0].there]
    assert there == [(table.town.faro.name, False), (table.town.norte.name, False)]
    sign_in(client, table.town.ana)
    posted = {"needed": "Legal", "asks": "offer", "session": str(off.pk)}
    assert client.post(table.of_case(), posted).status_code == 200
    assert not Conference.objects.exists()


def test_a_term_that_ended_is_no_seat(table):
    (seat,) = table.committee.seats.filter(organisation=table.road.luz)
    committees.end_term(by=table.sara, seat=seat, on=clock.today() - DAY)
    assert queries.sittings(table.town.case, on=clock.today()) == []


def test_brought_by_the_page_in_one_form(table, client):
    table.yes()
    sign_in(client, table.town.ana)
    page = said(client.get(table.of_case()))
    assert "She said yes to this." in page
    assert "There is no yes of hers to this." in page
    posted = {"needed": ["Legal"], "asks": "together", "session": str(table.session.pk)}
    refused = said(client.post(table.of_case(), posted | {"needed": list("abcd")}))
    assert "Before" not in refused.partition("h-held")[2]
    assert client.post(table.of_case(), posted).status_code == 302
    made = Conference.objects.get()
    assert made.table.needs == ["Legal"]
    (event,) = audit_events("conference_brought")
    assert json.loads(event.fields) == ["age", "asks", "needs", "waits"]
    assert json.loads(event.detail) == {}
    page = said(client.get(f"/cases/{table.town.case.pk}/"))
    assert "Case conference" in page


def test_she_is_told_before_which_table_it_was(table):
    from amparo.cases.queries import what_we_hold

    table.yes()
    table.bring()
    (gone,) = what_we_hold.went(table.town.case.person)
    assert (gone.to, gone.on) == ("Comité inventado", clock.today())
    assert "without your name" in str(gone.what)


def test_nothing_of_it_in_the_papers_of_the_session(table, client):
    """Agenda, letter, calendar, minutes, plan, the pages of the committee: as without it."""
    table.yes()
    table.open()
    base = table.session.get_absolute_url()
    committee = table.committee.get_absolute_url()
    pages = [f"{base}{tail}" for tail in ("", "agenda/", "attendance/", "minutes/", "calendar/")]
    pages += [committee, f"{committee}plan/", "/committees/", "/committees/commitments/"]
    bare = re.compile(rb'csrf[^>]*value="[^"]*"|nonce="[^"]*"|DTSTAMP[^\r\n]*')
    sign_in(client, table.sara)
    before = [bare.sub(b"", client.get(each).content) for each in pages]
    table.bring()
    assert [bare.sub(b"", client.get(each).content) for each in pages] == before


def test_a_case_that_goes_to_another_agency_is_off_every_table(table, way):
    table.yes()
    held = table.bring()
    way.opened().accepted()
    held.refresh_from_db()
    assert held.ending == ConferenceEnd.TAKEN_BACK
    assert not OnTheTable.objects.exists()
