"""The doors to a table: who looks at what, when, and what the log says."""

import json
from datetime import timedelta
from html import unescape

import pytest

from amparo.cases.actions import naming
from amparo.cases.models import Disposal
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.actions.relations import add_related, hide_from_search
from amparo.referrals.access import conference as access
from tests.doors import opens
from tests.helpers import as_if, audit_events, closed, sign_in, statuses
from tests.town import FIRST, GIVEN

DAY = timedelta(days=1)


def said(answer):
    return unescape(answer.content.decode())


def test_who_opens_the_table_and_when(table, client):
    town = table.town
    table.yes()
    table.bring()
    everyone = [*town.everyone, town.alba, town.fina, table.sara]
    names = ["nobody", "ana", "bruno", "celia", "alba", "fina", "sara"]
    none = dict.fromkeys(names, 404) | {"nobody": 302}
    assert statuses(client, table.url, everyone) == none
    table.open()
    there = none | {"ana": 200, "bruno": 200, "celia": 200, "alba": 200}
    assert statuses(client, table.url, everyone) == there
    table.attend(here=["Casa Luz", "Norte"], left=["Faro"])
    assert statuses(client, table.url, everyone) == there | {"bruno": 404}
    table.attend(here=["Casa Luz"])
    assert statuses(client, table.url, everyone) == there | {"bruno": 404, "celia": 404}
    table.close()
    assert statuses(client, table.url, everyone) == none
    assert statuses(client, f"/referrals/table/{table.committee.pk}/", everyone) == none


def test_the_page_of_the_case_opens_as_the_case_does(table, client):
    town = table.town
    everyone = [*town.everyone, town.alba, town.fina, table.sara]
    found = statuses(client, table.of_case(), everyone)
    assert list(found.values()) == [302, 200, 404, 404, 200, 404, 404]


def test_codes_and_coded_facts_and_nothing_else(table, client):
    table.yes()
    made = table.bring(age="adult", waits="weeks")
    code = made.table.code
    table.open()
    page = said(sign_in(client, table.town.bruno).get(table.url))
    for word in (code, "Legal support", "Shelter", "An adult", "For a week to a month"):
        assert word in page
    case = table.town.case
    for word in (GIVEN, FIRST, case.number[:4], case.shown_number, str(case.pk), "Casa Luz",
                 "Ana Arroyo", str(made.pk)):  # fmt: skip
        assert word not in page, word
    # Norte sits there too, and she said nothing of Norte.
    page = said(sign_in(client, table.town.celia).get(table.url))
    assert code not in page
    assert "Nothing is before you at this table." in page


def test_looking_asks_again_who_she_is_and_is_logged(table, client):
    table.yes()
    made = table.bring()
    table.open()
    answer = sign_in(client, table.town.bruno, confirmed=False).get(table.url)
    assert (answer.status_code, "reauthenticate" in answer.url) == (302, True)
    # A form that comes back wrong shows no code either.
    wrong = said(client.post(table.url, {"row": str(table.row(made).pk), "said": "x"}))
    assert made.table.code not in wrong
    assert audit_events("conference_heard") == []
    sign_in(client, table.town.bruno).get(table.url)
    (event,) = audit_events("conference_heard")
    assert (event.actor, event.about_id) == (str(table.town.bruno.pk), str(made.pk))
    assert event.person == str(table.town.case.person_id)
    (event,) = audit_events("conference_table_opened")
    assert event.about_id == str(table.session.pk)
    assert made.table.code not in json.dumps([each.detail for each in audit_events()])


def test_a_row_of_another_agency_or_none_is_not_there(table, client):
    table.yes()
    made = table.bring()
    table.open()
    answer = {"said": "cannot"}
    for member, row in (
        (table.town.celia, str(table.row(made).pk)),
        (table.town.bruno, str(made.pk)),
        (table.town.bruno, "x"),
        (table.town.bruno, ""),
    ):
        page = sign_in(client, member).post(table.url, answer | {"row": row})
        assert page.status_code == 404
    assert table.row(made).said == ""
    table.close()
    posted = {"row": str(made.pk), "said": "cannot"}
    assert sign_in(client, table.town.bruno).post(table.url, posted).status_code == 404


def test_the_day_over_nothing_is_read_though_nobody_closed_it(table, client):
    table.yes()
    table.bring()
    table.open()
    as_if(table.session, on=clock.today() - DAY)
    assert sign_in(client, table.town.bruno).get(table.url).status_code == 404


def barred(table, how):
    town, case = table.town, table.town.case
    if how == "closed":
        closed(case, town.ana)
    elif how == "hidden":
        hide_from_search(by=town.ana, person=case.person, hidden=True, reason="La buscan.")
    elif how == "named":
        naming.close_to_names(by=town.alba, case=case, why="Familiar.")
    elif how == "held":
        people.place_hold(by=town.alba, person=case.person, reason="Juzgado.")
    elif how == "erasing":
        people.ask_erasure(by=town.alba, person=case.person, ground="she_asked")
    else:
        act = Disposal.objects.create(
            agency=town.casa_luz, code="atencion", version="1", at_end="erase", asked_files=1,
            asked_by=town.alba, asked_at=clock.now(),
        )  # fmt: skip
        as_if(case, disposal=act)
    case.refresh_from_db()


BARS = {
    "closed": "This case is closed", "hidden": "hidden from the search",
    "named": "closed this file to named people", "held": "legal hold",
    "erasing": "erasure was asked for", "blocked": "This case is closed",
}  # fmt: skip


@pytest.mark.parametrize("how", BARS)
def test_what_bars_every_table_bars_bringing_and_looking(table, client, how):
    table.yes()
    made = table.bring()
    table.open()
    row = str(table.row(made).pk)
    other = table.call(on=clock.today() + DAY)
    sign_in(client, table.town.bruno)
    assert made.table.code in said(client.get(table.url))
    barred(table, how)
    with pytest.raises(Refused, match=BARS[how]):
        table.bring(session=other)
    assert made.table.code not in said(client.get(table.url))
    assert client.post(table.url, {"row": row, "said": "cannot"}).status_code == 404


def test_a_feared_colleague_at_the_table_reads_none(table):
    """Written down without the file being told, as an import does."""
    from amparo.people.models.relations import RelatedPerson

    table.yes()
    made = table.bring()
    table.open()
    assert opens(access.heard_or_404, table.town.bruno, table.session, table.row(made).pk)
    RelatedPerson(
        person=table.town.case.person, name=table.town.bruno.display_name, relation="employer",
        suspected=True,
    ).save(force_insert=True)  # fmt: skip
    assert opens(access.heard_or_404, table.town.bruno, table.session, table.row(made).pk) is None


def test_her_yes_ended_and_nothing_is_heard(table):
    yes = table.yes(expires_on=clock.today())
    made = table.bring()
    table.open()
    assert access.heard(table.town.bruno, table.session)
    as_if(yes, given_on=clock.today() - 2 * DAY, expires_on=clock.today() - DAY)
    assert access.heard(table.town.bruno, table.session) == []
    assert made.hearers.count() == 1


def test_a_conference_under_its_own_case_alone(table):
    table.yes()
    made, other = table.bring(), table.town.new_case(by=table.town.ana)
    assert access.conference_or_404(table.town.case, made.pk) == made
    assert opens(access.conference_or_404, other, made.pk) is None
    assert list(access.of_case(table.town.case)) == [made]
    assert list(access.of_case(other)) == []


def test_whom_she_fears_at_the_table_and_elsewhere(table):
    town, case = table.town, table.town.case
    there = [town.faro, town.norte]
    assert access.nobody_is_feared(case, there)
    add_related(
        by=town.ana, person=case.person, name=town.celia.display_name, relation="employer",
        suspected=True,
    )  # fmt: skip
    assert not access.nobody_is_feared(case, there)
    assert access.nobody_is_feared(case, [town.faro])
    add_related(
        by=town.ana, person=case.person, name=town.noe.display_name, relation="employer",
        suspected=True,
    )  # fmt: skip
    # Noé opens no case, and so reads nothing at any table.
    assert access.nobody_is_feared(case, [town.faro, town.programme])


def test_nothing_stands_against_her_until_something_does(table):
    from amparo.referrals.policies.conference import Standing

    assert access.standing_of(table.town.case) == Standing(False, False, False, False)
    assert Standing() == Standing(False, False, False, False)
    as_if(table.town.case, named_only=True)
    table.town.case.refresh_from_db()
    assert not access.standing_of(table.town.case).named
