"""The doors to searches and claims: who opens what, and what the log says."""

import json
from html import unescape

import pytest
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions as members
from amparo.cases.actions import naming
from amparo.cases.models import Disposal
from amparo.cases.queries import due
from amparo.core import clock
from amparo.journeys.access import tracing as access
from amparo.journeys.actions import tracing as actions
from amparo.journeys.models import Claim, Match, Tracing
from amparo.journeys.queries import tracing as queries
from tests.doors import an_event, is_read_with, last_event, opens
from tests.helpers import as_if, audit_events, sign_in, statuses
from tests.on_the_way.tracing import FATHER, FEARED, later
from tests.town import FIRST, GIVEN, SECOND


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def everyone(search):
    town = search.town
    return [*town.everyone, town.alba, town.fina, town.noe]


def said(answer):
    return unescape(answer.content.decode())


def enrol(search, display_name, role="coordinator"):
    town = search.town
    return members.enrol(
        by=agencies.OPERATOR, username=display_name.split()[0].lower(), display_name=display_name,
        agency=town.casa_luz, role=role, password="crosses the river twice", language="en",
    )  # fmt: skip


def test_who_opens_which_page(search, client):
    search.begun()
    match = search.found()
    claim = match.claim
    at = f"/journeys/claims/{claim.pk}/"
    ours = {"nobody": 302, "ana": 404, "bruno": 200, "celia": 404, "alba": 404, "fina": 404,
            "noe": 404}  # fmt: skip
    hers = ours | {"ana": 200, "bruno": 404, "alba": 200}
    any_agency = ours | {"ana": 200, "celia": 200, "alba": 200, "fina": 403, "noe": 403}
    for url, expected in (
        ("/journeys/claims/", any_agency),
        ("/journeys/claims/new/", any_agency),
        (at, ours),
        (f"{at}claimant/", ours),
        ("/journeys/matches/", any_agency),
        (match.get_absolute_url(), hers),
        (f"/journeys/{search.case.pk}/tracing/", hers),
    ):
        assert statuses(client, url, everyone(search)) == expected, url


def test_who_took_a_claim_down_sees_number_days_and_answer_and_no_name(search, client):
    search.begun()
    claim = search.found().claim
    sign_in(client, search.town.bruno)
    for url in ("/journeys/claims/", claim.get_absolute_url()):
        page = said(client.get(url))
        assert claim.number in page
        for word in (FATHER, GIVEN, FIRST, SECOND, "parroquia", search.case.shown_number,
                     "Casa Luz", "Luna"):  # fmt: skip
            assert word not in page, word
    assert last_event() == an_event("claim_opened", search.town.bruno, claim)


def test_who_asked_is_shown_after_confirming_who_reads_and_is_logged(search, client):
    claim = search.claim()
    url = f"{claim.get_absolute_url()}claimant/"
    answer = sign_in(client, search.town.bruno, confirmed=False).get(url)
    assert (answer.status_code, "reauthenticate" in answer.url) == (302, True)
    assert audit_events("claimant_revealed") == []
    page = said(sign_in(client, search.town.bruno).get(url))
    for word in (FATHER, "parroquia", "Luna", "Acta inventada."):
        assert word in page
    fields = ["claimant", "reached_by", "sought", "tells"]
    assert last_event() == an_event("claimant_revealed", search.town.bruno, claim, fields)


def test_claims_are_of_the_agency_that_took_them_down(search):
    town = search.town
    claim, other = search.claim(), search.claim(by=town.celia)
    assert set(access.visible_claims(town.bruno)) == {claim}
    assert set(access.visible_claims(town.celia)) == {other}
    for nobody in (town.ana, town.alba, town.fina, town.noe):
        assert set(access.visible_claims(nobody)) == set()
    assert opens(access.get_claim_or_404, town.bruno, claim.pk) == claim
    assert opens(access.get_claim_or_404, town.bruno, other.pk) is None
    assert opens(access.get_claim_or_404, town.bruno, search.case.pk) is None
    assert access.get_claim_or_404(town.bruno, claim.pk).number == claim.number


def test_a_member_of_no_agency_sees_no_claim(search, town):
    search.claim()
    town.bruno.agency_id = None
    assert not access.visible_claims(town.bruno).exists()


def test_a_match_is_of_the_team_of_its_case(search):
    search.begun()
    match = search.found()
    town = search.town
    for member, there in ((town.ana, True), (town.alba, True), (town.bruno, False),
                          (town.celia, False), (town.fina, False)):  # fmt: skip
        assert set(access.visible_matches(member)) == ({match} if there else set())
        assert (opens(access.open_match, member, match.pk) == match) is there
    for other in (town.bruno, town.celia):
        assert access.matches_of(other, search.case) == []
    found = access.open_match(town.ana, match.pk)
    assert is_read_with(found, "claim", "tracing", "case", "case__person")
    assert last_event() == an_event("match_opened", town.ana, match, ["claimant"])
    assert audit_events("case_opened")[-1].about_id == str(search.case.pk)
    assert json.loads(audit_events("case_opened")[-1].detail) == {"page": "claim"}
    (held,) = access.matches_of(town.ana, search.case)
    assert held.case is search.case
    assert is_read_with(held, "claim")


def test_a_file_for_named_people_stays_theirs(search, client):
    search.begun()
    match = search.found()
    town = search.town
    naming.close_to_names(by=town.alba, case=search.case, why="Familiar inventado.")
    assert set(access.visible_matches(town.alba)) == set()
    assert opens(access.open_match, town.alba, match.pk) is None
    assert set(access.visible_matches(town.ana)) == {match}
    page = said(sign_in(client, town.alba).get("/journeys/matches/"))
    assert search.case.shown_number not in page


def test_a_blocked_file_is_there_for_nobody(search):
    search.begun()
    match = search.confirmed()
    claim = later(match.claim)
    act = Disposal.objects.create(
        agency=search.town.casa_luz, code="atencion", version="1", at_end="erase", asked_files=1,
        asked_by=search.town.alba, asked_at=clock.now(),
    )  # fmt: skip
    claim.refresh_from_db()
    assert queries.answer(claim, on=clock.today()) == "will_call"
    as_if(search.case, disposal=act)
    assert set(access.visible_matches(search.town.ana)) == set()
    assert queries.answer(claim, on=clock.today()) == "neutral"
    search.claim()
    assert search.compare() == 0


def test_a_colleague_who_bears_a_feared_name_sees_no_claim_about_her(search, client):
    """He coordinates there, so the case itself opens to him; the claims do not."""
    search.begun()
    search.fear()
    match = search.found()
    other = search.found(claimant=FEARED)
    rigo = enrol(search, FEARED)
    town = search.town
    assert set(access.visible_matches(town.alba)) == {match, other}
    assert set(access.visible_matches(rigo)) == set()
    assert access.matches_of(rigo, search.case) == []
    assert opens(access.open_match, rigo, match.pk) is None
    cases = access.visible_cases(town.alba)
    on = clock.today()
    hers = {each.rule for each in due.due(cases, member=town.alba, on=on)}
    his = {each.rule for each in due.due(cases, member=rigo, on=on)}
    assert "claim_about_her" in hers
    assert "claim_about_her" not in his
    sign_in(client, rigo)
    for url in (f"/journeys/{search.case.pk}/tracing/", search.case.get_absolute_url(),
                "/journeys/matches/"):  # fmt: skip
        page = said(client.get(url))
        assert "Blocked" not in page
        assert "asks for her" not in page
    assert "Blocked" in said(sign_in(client, town.alba).get("/journeys/matches/"))


def test_conflicts_are_asked_of_the_cases_of_these_rows_alone(search):
    search.begun()
    match = search.found()
    rows = Match.objects.all()
    assert set(access.without_conflicts(rows, search.town.ana)) == {match}
    rigo = enrol(search, FEARED)
    assert set(access.without_conflicts(rows, rigo)) == {match}
    search.fear()
    assert set(access.without_conflicts(rows, rigo)) == set()
    assert set(access.without_conflicts(rows, search.town.ana)) == {match}


def test_a_search_under_way_and_none(search):
    assert access.tracing_of(search.case) is None
    made = search.begun()
    held = access.tracing_of(search.case)
    assert held == made
    assert held.case is search.case
    other = search.town.new_case()
    assert access.tracing_of(other) is None
    actions.end(by=search.town.ana, tracing=made, why="nothing")
    assert access.tracing_of(search.case) is None


def test_a_case_of_another_agency_shows_no_claims_even_where_it_opens(search):
    search.begun()
    search.found()
    search.case.agency = search.town.faro
    assert access.matches_of(search.town.ana, search.case) == []


def test_the_list_of_claims_about_her_shows_no_name_and_no_place(search, client):
    search.begun()
    search.found(sought_places="Barrio Inventado")
    page = said(sign_in(client, search.town.ana).get("/journeys/matches/"))
    assert search.case.shown_number in page
    assert "very alike" in page
    for word in (FATHER, GIVEN, FIRST, "Barrio", "terminal", "Faro", "parroquia"):
        assert word not in page, word


def test_a_claim_about_her_shows_who_asks_and_where_they_met_to_nobody(search, client):
    search.begun()
    match = search.found(sought_year=2001)
    url = match.get_absolute_url()
    answer = sign_in(client, search.town.ana, confirmed=False).get(url)
    assert (answer.status_code, "reauthenticate" in answer.url) == (302, True)
    # A form that comes back wrong shows nothing either.
    wrong = said(client.post(url, {"step": "verify", "papers": "", "fits": ""}))
    assert FATHER not in wrong
    assert "Luna" not in wrong
    page = said(sign_in(client, search.town.ana).get(url))
    for word in (FATHER, "Luna", "very alike", "the same relation"):
        assert word in page
    # How to reach him is told when somebody is to call; who took it down, never.
    for word in ("terminal", "parroquia", "Faro", "Bruno"):
        assert word not in page, word
    page = said(sign_in(client, search.town.ana).get(search.confirmed(match).get_absolute_url()))
    assert "parroquia" in page


def test_a_warning_is_what_it_is_to_her_team(search, client):
    search.begun()
    search.fear()
    match = search.found(claimant=FEARED)
    town = search.town
    page = said(sign_in(client, town.ana).get(match.get_absolute_url()))
    assert "bears the name of somebody who endangers her" in page
    case = said(client.get(search.case.get_absolute_url()))
    assert "Somebody who may endanger her asks for her" in case
    line = next(
        each
        for each in due.due(access.visible_cases(town.ana), member=town.ana, on=clock.today())
        if each.rule == "claim_about_her"
    )
    assert str(line.what) == "Somebody who may endanger her asks for her"
    client.post(match.get_absolute_url(), {"step": "note", "what": ""})
    assert Match.objects.get().is_a_warning
    client.post(match.get_absolute_url(), {"step": "note", "what": "Se mudó."})
    assert not Match.objects.get().is_a_warning
    assert queries.waits(town.ana) == []


def test_everything_is_done_on_the_pages(search, client):
    search.yes()
    at = f"/journeys/{search.case.pk}/tracing/"
    ana, alba = search.town.ana, search.town.alba
    sign_in(client, ana).post(at, {"step": "begin", "name": FATHER, "relation": "father"})
    assert Tracing.objects.get().name == FATHER
    sign_in(client, search.town.bruno)
    typed = {
        "claimant": FATHER, "sought": f"{GIVEN} {FIRST}", "relation": "father",
        "tells": "La perra Luna.", "reached_by": "Radio", "sought_year": "2001",
    }  # fmt: skip
    answer = client.post("/journeys/claims/new/", typed)
    claim = Claim.objects.get()
    assert answer.url == claim.get_absolute_url()
    search.compare()
    url = Match.objects.get().get_absolute_url()
    sign_in(client, ana)
    client.post(url, {"step": "verify", "papers": "Acta.", "fits": "Luna."})
    answered = {
        "step": "ask", "answer": "granted", "language": "quc", "how": "spoken",
        "notice_version": "2026-11-23", "given_on": clock.today().isoformat(),
    }  # fmt: skip
    client.post(url, answered)
    assert Match.objects.get().state == "agreed"
    page = said(client.post(url, {"step": "confirm"}, follow=True))
    assert "You verified this claim yourself" in page
    sign_in(client, alba).post(url, {"step": "confirm"})
    assert Match.objects.get().state == "confirmed"
    later(claim)
    page = said(sign_in(client, search.town.bruno).get(claim.get_absolute_url()))
    assert "The programme will call you" in page
    client.post(claim.get_absolute_url())
    assert Claim.objects.get().given_on == clock.today()
    sign_in(client, ana).post(url, {"step": "call"})
    assert Match.objects.get().state == "called"
    client.post(url, {"step": "refuse", "why": "she_said_no"})
    assert Match.objects.get().state == "refused"
    client.post(at, {"step": "end", "why": "nothing"})
    assert not Tracing.objects.get().is_open


def test_what_was_typed_wrong_is_said_on_the_page_in_whole_sentences(search, client):
    sign_in(client, search.town.bruno)
    page = said(client.post("/journeys/claims/new/", {"claimant": "José", "sought_year": "20"}))
    for words in ("in full, given name and surname", "This year of birth cannot be right"):
        assert words in page
    assert not Claim.objects.exists()
    sign_in(client, search.town.ana)
    at = f"/journeys/{search.case.pk}/tracing/"
    page = said(client.post(at, {"step": "begin", "name": FATHER, "relation": "father"}))
    assert "She has not said yes to this" in page
    assert not Tracing.objects.exists()
    client.post(at, {"step": "end", "why": "found"})
    claim = search.claim(by=search.town.ana)
    assert client.post(claim.get_absolute_url()).status_code == 403
