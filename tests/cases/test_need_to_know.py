"""Files for named people, and the glass that somebody breaks in an emergency."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions as members
from amparo.agencies.enums import Role
from amparo.cases import access, actions, policies
from amparo.cases.access import need_to_know as doors
from amparo.cases.actions import glass as glasses
from amparo.cases.actions import naming
from amparo.cases.models import BrokenGlass
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.actions.relations import hide_from_search
from tests.helpers import as_if, audit_events, sign_in, statuses, work_the_queue

NIGHT = datetime(2026, 11, 20, 2, 10, tzinfo=ZoneInfo("America/Mexico_City"))
WHY = {"reason": "health", "words": "The hospital calls and nobody of the team answers."}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def child(town):
    """The file of a girl of fifteen, taken in by Ana."""
    born = date(clock.today().year - 15, 1, 2)
    facts = {"birth_date": born.isoformat(), "birth_year": born.year, "given_names": "Ixchel"}
    return town.new_case(person=facts)


@pytest.fixture
def at(monkeypatch):
    """Set the clock: `at(NIGHT)`."""

    def to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    return to


@pytest.fixture
def nora(town):
    return members.enrol(
        by=agencies.OPERATOR, username="nora", display_name="Nora Nieve", agency=town.casa_luz,
        role=Role.CASEWORKER, password="nora crosses the river", language="en",
    )  # fmt: skip


def sees(member, case):
    return access.visible_cases(member).filter(pk=case.pk).exists()


def break_it(by, case):
    return glasses.break_glass(by=by, case=case, **WHY)


# Files for named people


def test_a_childs_file_opens_to_its_team_and_to_nobody_else(town, child, client):
    everyone = [None, town.ana, town.alba, town.fina, town.bruno]
    assert statuses(client, child.get_absolute_url(), everyone) == {
        "nobody": 302, "ana": 200, "alba": 404, "fina": 404, "bruno": 404,
    }  # fmt: skip
    assert sees(town.alba, town.case), "she is grown up"


@pytest.mark.parametrize(
    ("birth", "is_childs"),
    [
        ({"birth_date": "2008-11-23", "birth_year": 2008}, True),
        ({"birth_date": "2008-11-22", "birth_year": 2008}, False),
        ({"birth_date": "2008", "birth_year": 2008}, True),
        ({"birth_date": "2007", "birth_year": 2007}, False),
        ({"birth_date": "2006~", "birth_year": 2006}, True),
        ({"birth_date": "1999-01-01/.."}, True),
        ({"birth_year": 2008}, True),
        ({"birth_year": 2007}, False),
        ({}, False),
    ],
)
def test_who_may_be_a_child_is_taken_for_one(town, at, birth, is_childs):
    at(datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("America/Mexico_City")))
    assert town.new_case(person=birth).named_only == is_childs


def test_an_age_that_is_corrected_closes_the_file(town):
    person = town.case.person
    facts = {"birth_date": "2012", "birth_year": 2012}
    people.revise(by=town.ana, person=person, seen_version=person.version, **facts)
    assert not sees(town.alba, town.case)
    assert sees(town.ana, town.case)
    (closed,) = audit_events("case_closed_to_names")
    assert '"why": "child"' in closed.detail


def test_the_coordinator_sees_number_and_age_and_names_somebody(town, child, nora, client):
    sign_in(client, town.alba)
    page = client.get(reverse("cases:named_files")).content.decode()
    assert child.shown_number in page
    assert "15 years old" in page or "14 years old" in page
    assert "Ixchel" not in page
    assert town.case.shown_number not in page
    sent = {"case": child.pk, "to": nora.pk}
    assert client.post(reverse("cases:named_files"), sent).status_code == 302
    assert sees(nora, child)
    assert not sees(town.alba, child)


def test_who_opens_the_list_of_named_files(town, client):
    found = statuses(client, reverse("cases:named_files"), [town.ana, town.alba, town.fina])
    assert found == {"ana": 404, "alba": 200, "fina": 404}


@pytest.mark.parametrize("sent", [{"case": "x", "to": "y"}, {}, {"case": "ana", "to": "ana"}])
def test_nothing_is_named_that_is_not_on_the_list(town, client, sent):
    sent = {key: town.ana.pk if value == "ana" else value for key, value in sent.items()}
    sign_in(client, town.alba)
    assert client.post(reverse("cases:named_files"), sent).status_code == 404


def test_who_is_hidden_is_on_the_list_only_while_nobody_works_on_her_file(town, child):
    hide_from_search(by=town.ana, person=child.person, hidden=True, reason="Un pariente busca.")
    assert child not in doors.named_files(town.alba)
    actions.release(by=town.alba, case=child, member=town.ana)
    assert child in doors.named_files(town.alba)


def test_nobody_names_herself_unless_the_file_is_open_to_her_in_an_emergency(town, child):
    with pytest.raises(Refused, match="nobody names herself"):
        actions.assign(by=town.alba, case=child, member=town.alba)
    break_it(town.alba, child)
    actions.assign(by=town.alba, case=child, member=town.alba)
    assert sees(town.alba, child)


def test_who_is_on_the_team_brings_in_a_coordinator_and_nobody_else(town, child, nora, client):
    """A plan and a closing are approved by a coordinator, who cannot name herself."""
    sign_in(client, town.ana)
    url = reverse("cases:team", args=[child.pk])
    assert client.post(url, {"join": nora.pk}).status_code == 404
    with pytest.raises(Refused):
        actions.assign(by=town.ana, case=child, member=nora)
    with pytest.raises(Refused):
        actions.assign(by=nora, case=child, member=town.alba)
    with pytest.raises(Refused):
        actions.assign(by=town.ana, case=town.case, member=town.alba)
    assert client.post(url, {"join": town.alba.pk}).status_code == 302
    assert sees(town.alba, child)


def test_a_coordinator_closes_the_file_of_a_colleagues_relative(town, client, nora):
    actions.assign(by=town.alba, case=town.case, member=nora)
    url = reverse("cases:team_turn", args=[town.case.pk])
    sign_in(client, town.alba)
    assert client.post(url, {"why": ""}).status_code == 302
    assert sees(town.alba, town.case), "no reason, no change"
    client.post(url, {"why": "She is a relative of a colleague."})
    assert not sees(town.alba, town.case)
    assert sees(nora, town.case)
    assert "relative" not in "".join(event.detail for event in audit_events())
    assert statuses(client, url, [town.alba, town.ana], method="post", data={"why": "So"}) == {
        "alba": 404, "ana": 403,
    }  # fmt: skip


def test_only_a_named_coordinator_opens_it_to_the_others_and_a_childs_nobody(town, child):
    for case, words in ((town.case, "named to this file"), (child, "younger than 18")):
        if not case.named_only:
            naming.close_to_names(by=town.alba, case=case, why="A relative.")
        break_it(town.alba, case)
        with pytest.raises(Refused, match=words):
            naming.open_to_agency(by=town.alba, case=case, why="It is late.")
        actions.assign(by=town.alba, case=case, member=town.alba)
    naming.open_to_agency(by=town.alba, case=town.case, why="The colleague left.")
    assert not town.case.__class__.objects.get(pk=town.case.pk).named_only
    with pytest.raises(Refused, match="younger than 18"):
        naming.open_to_agency(by=town.alba, case=child, why="It is late.")


# The glass


def test_it_opens_for_sixty_minutes_exactly(town, child, at):
    at(NIGHT)
    break_it(town.alba, child)
    for after, opens in (
        (timedelta(0), True),
        (timedelta(minutes=59, seconds=59), True),
        (timedelta(minutes=60), False),
    ):
        at(NIGHT + after)
        assert sees(town.alba, child) == opens, after
    break_it(town.alba, child)
    assert sees(town.alba, child)
    assert BrokenGlass.objects.count() == 2, "each time is reviewed"


def test_who_breaks_it(town, child, nora):
    for who in (nora, town.fina, town.noe, town.bruno):
        with pytest.raises(Refused):
            break_it(who, child)
    with pytest.raises(Refused, match="open this case already"):
        break_it(town.alba, town.case)
    with pytest.raises(Refused, match="sentence"):
        glasses.break_glass(by=town.alba, case=child, reason="health", words=" ")
    assert not BrokenGlass.objects.exists()
    foreign = members.enrol(
        by=agencies.OPERATOR, username="faustina", display_name="Faustina", agency=town.faro,
        role=Role.COORDINATOR, password="faustina crosses", language="en",
    )  # fmt: skip
    with pytest.raises(Refused, match="agency that holds"):
        break_it(foreign, child)


def test_who_opens_the_page_of_emergencies(town, nora, client):
    everyone = [None, town.ana, town.alba, town.fina, town.noe, nora]
    assert statuses(client, reverse("cases:break_glass"), everyone) == {
        "nobody": 302, "ana": 403, "alba": 200, "fina": 403, "noe": 403, "nora": 403,
    }  # fmt: skip
    assert statuses(client, reverse("cases:glasses"), everyone) == {
        "nobody": 302, "ana": 403, "alba": 403, "fina": 200, "noe": 403, "nora": 403,
    }  # fmt: skip


def test_whoever_opens_nothing_in_an_emergency_reads_who_does_and_is_led_nowhere(town, client):
    said = sign_in(client, town.ana).get(reverse("cases:glasses")).content.decode()
    assert "Only the focal point for data protection reviews" in said
    said = client.get(reverse("cases:break_glass")).content.decode()
    assert "Only a coordinator, or who stands in for one" in said
    search = client.get(reverse("cases:search")).content.decode()
    assert "call your coordinator" in search
    assert reverse("cases:break_glass") not in search
    for page in (reverse("cases:caseload"), town.case.get_absolute_url(), "/roles/"):
        assert "/cases/emergencies/" not in client.get(page).content.decode(), page
    named = sign_in(client, town.alba).get(reverse("cases:named_files")).content.decode()
    assert reverse("cases:break_glass") in named


def test_a_number_that_is_not_hers_says_what_no_number_says(town, child, client):
    foreign = town.new_case(by=town.bruno)
    sign_in(client, town.alba)
    url = reverse("cases:break_glass")
    answers = set()
    for number in (foreign.shown_number, "WXYZ-2345", "nonsense"):
        page = client.post(url, WHY | {"number": number}).content.decode()
        assert "No case of yours bears this number" in page
        answers.add(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(number, "")))
    assert len(answers) == 1


def test_whoever_opens_a_file_anyway_is_led_to_it_and_breaks_nothing(town, client):
    sign_in(client, town.alba)
    sent = WHY | {"number": town.case.shown_number}
    answer = client.post(reverse("cases:break_glass"), sent, follow=True)
    assert answer.redirect_chain == [(town.case.get_absolute_url(), 302)]
    assert "You can open this case already" in answer.content.decode()
    assert not audit_events("glass_broken")


def test_the_page_opens_it_says_so_on_every_page_and_counts_the_minutes(town, child, at, client):
    sign_in(client, town.alba)
    client.get("/roles/")
    answer = client.post(
        reverse("cases:break_glass"), WHY | {"number": child.shown_number}, follow=True
    )
    assert answer.redirect_chain == [(child.get_absolute_url(), 302)]
    banner = "This file does not open to you on other days"
    assert banner in answer.content.decode()
    about = {"case_id": child.pk, "person_id": child.person_id}
    for page in ("cases:edit", "cases:team", "cases:identity", "people:edit", "people:consents",
                 "assistance:ledger"):  # fmt: skip
        key = "person_id" if page.startswith("people") else "case_id"
        body = client.get(reverse(page, kwargs={key: about[key]})).content.decode()
        assert banner in body, page
    assert banner not in client.get(town.case.get_absolute_url()).content.decode()
    assert banner not in client.get(reverse("cases:caseload")).content.decode()
    sign_in(client, town.ana)
    assert banner not in client.get(child.get_absolute_url()).content.decode()


def test_the_focal_point_is_told_at_once_and_the_mail_says_nothing(
    town, child, client, mailoutbox, django_capture_on_commit_callbacks
):
    town.fina.email = "fina@example.org"
    town.fina.save()
    with django_capture_on_commit_callbacks(execute=True):
        break_it(town.alba, child)
    work_the_queue()
    (mail,) = mailoutbox
    assert mail.to == ["fina@example.org"]
    said = mail.subject + mail.body
    for word in (child.number, child.shown_number, "Alba", "Casa Luz", "Ixchel", "health", "http"):
        assert word not in said
    sign_in(client, town.fina)
    page = client.get("/").content.decode()
    assert "1 file was opened in an emergency and waits for your review" in page


def test_the_review_closes_it_and_is_never_by_who_broke_it(town, child, client, at):
    glass = break_it(town.alba, child)
    url = reverse("cases:glass_review", args=[glass.pk])
    assert statuses(client, url, [town.ana, town.alba, town.noe, town.fina]) == {
        "ana": 404, "alba": 404, "noe": 404, "fina": 200,
    }  # fmt: skip
    sign_in(client, town.alba)
    client.get(child.get_absolute_url())
    client.get(reverse("cases:identity", args=[child.pk]))
    audit_events()
    sign_in(client, town.fina)
    page = client.get(url).content.decode()
    assert "The hospital calls" in page
    assert "Opened the identity page · in an emergency" in page
    assert "Ixchel" not in page
    assert client.post(url, {"outcome": "closed", "review": ""}).status_code == 200
    sent = {"outcome": "escalated", "review": "The hospital knows of no call."}
    assert client.post(url, sent).status_code == 302
    glass.refresh_from_db()
    assert (glass.outcome, glass.reviewed_by) == ("escalated", town.fina)
    assert client.get(url).status_code == 404, "nothing waits any more"
    assert "Nothing to review" in client.get(reverse("cases:glasses")).content.decode()


def test_who_broke_it_reviews_nothing_even_as_focal_point(town, child):
    glass = break_it(town.alba, child)
    as_if(town.alba, role=Role.DATA_PROTECTION)
    assert not doors.glasses_to_review(town.alba).exists()
    with pytest.raises(Refused, match="opened herself"):
        glasses.review_glass(by=town.alba, glass=glass, outcome="closed", review="Fine.")


def test_after_72_hours_it_is_late(town, child, client, at):
    at(NIGHT)
    glass = break_it(town.alba, child)
    assert glass.review_due_at == NIGHT + timedelta(hours=72)
    from amparo.cases.queries import glass as glass_queries

    waiting = doors.glasses_to_review(town.fina)
    for after, late in ((timedelta(hours=72), False), (timedelta(hours=72, seconds=1), True)):
        (line,) = glass_queries.lines(waiting, now=NIGHT + after)
        assert line.is_late == late


def test_she_finds_it_in_the_list_of_who_saw_her_file(town, child, client):
    break_it(town.alba, child)
    sign_in(client, town.alba)
    client.get(child.get_absolute_url())
    audit_events()
    sign_in(client, town.ana)
    page = client.get(reverse("cases:who_saw", args=[child.pk])).content.decode()
    assert "Opened the file for an hour, in an emergency" in page
    assert "Opened the case · in an emergency" in page
    assert "Alba Abedul · Casa Luz" in page


def test_who_is_hidden_from_search_stays_hidden_from_search(town, child, client):
    """Breaking the glass of one file leads to no other, and shows her in no search by name."""
    hide_from_search(by=town.ana, person=child.person, hidden=True, reason="Un pariente busca.")
    break_it(town.alba, child)
    sign_in(client, town.alba)
    found = client.post(reverse("cases:search"), {"words": "Ixchel"}).context["found"]
    assert found == []
    sent = {"words": child.shown_number}
    (found,) = client.post(reverse("cases:search"), sent).context["found"]
    assert found.line.case == child


def test_a_role_that_loses_cases_loses_what_is_open_in_an_emergency(town, child):
    break_it(town.alba, child)
    town.alba.role = Role.ANALYST
    assert not sees(town.alba, child)


# Counts


def test_counts_do_not_ask_who_may_open_a_file(town, child):
    from amparo.cases.models import Case

    assert Case.objects.filter(agency=town.casa_luz).count() == 2
    assert policies.can_assign(child, by=town.alba, member=town.ana)


# Handing over


def test_a_childs_file_is_handed_over_by_number(town, child, nora, client):
    ada = members.enrol(
        by=agencies.OPERATOR, username="ada", display_name="Ada Agua", agency=town.programme,
        role=Role.ADMINISTRATOR, password="ada crosses the river", language="en",
    )  # fmt: skip
    members.end_access(by=ada, member=town.ana, why="left")
    sign_in(client, town.alba)
    page = client.get(reverse("cases:handover")).content.decode()
    assert child.shown_number in page
    assert child.get_absolute_url() not in page
    assert town.case.get_absolute_url() in page
    client.post(reverse("cases:handover"), {"case": [child.pk], "to": nora.pk})
    assert sees(nora, child)


# Taken further


@pytest.fixture
def rita(town):
    """Somebody of the controller's office who answers for every agency."""
    return members.enrol(
        by=agencies.OPERATOR, username="rita", display_name="Rita Risco", agency=town.programme,
        role=Role.DATA_PROTECTION, password="rita crosses the river", language="en",
    )  # fmt: skip


def test_what_was_taken_further_waits_for_a_third_and_stops_who_opened_it(
    town, child, client, rita
):
    other = town.new_case(person={"birth_date": "2015-02-03", "birth_year": 2015})
    glass = break_it(town.alba, child)
    glasses.review_glass(by=town.fina, glass=glass, outcome="escalated", review="No call came.")
    with pytest.raises(Refused, match="Call her now"):
        break_it(town.alba, other)
    url = reverse("cases:glass_review", args=[glass.pk])
    assert statuses(client, url, [town.ana, town.alba, town.fina, rita]) == {
        "ana": 404, "alba": 404, "fina": 404, "rita": 200,
    }  # fmt: skip
    with pytest.raises(Refused, match="third person"):
        glasses.settle_glass(by=town.fina, glass=glass, settlement="measures", words="So.")
    sign_in(client, rita)
    assert "taken further" in client.get("/").content.decode()
    assert child.shown_number in client.get(reverse("cases:glasses")).content.decode()
    assert client.post(url, {"settlement": "measures", "words": " "}).status_code == 200
    sent = {"settlement": "measures", "words": "Both were heard; a talk until Friday."}
    assert client.post(url, sent).status_code == 302
    glass.refresh_from_db()
    assert (glass.settlement, glass.settled_by) == ("measures", rita)
    assert "Friday" not in str([event.detail for event in audit_events("glass_settled")])
    assert client.get(url).status_code == 404
    break_it(town.alba, other)


def test_a_sheet_that_is_printed_in_an_emergency_says_so(town, child, client):
    break_it(town.alba, child)
    sign_in(client, town.alba)
    words = "This sheet is reviewed."
    assert words in client.get(reverse("cases:print", args=[child.pk])).content.decode()
    assert words not in client.get(reverse("cases:print", args=[town.case.pk])).content.decode()
