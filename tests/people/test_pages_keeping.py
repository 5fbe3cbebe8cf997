"""The pages of keeping: numbers and no names, the same words on a button and in a refusal."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions as agency_actions
from amparo.core import clock
from amparo.people import actions, policies
from amparo.people.models import Erasure, KeepingPeriod, LegalHold, Person
from amparo.people.queries.keeping import end_of
from tests.helpers import audit_events, closed, sign_in, statuses
from tests.town import FIRST, GIVEN

LIST = "/people/keeping/"
QUERIES = 24


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def town(town):
    """And Olga, focal point in the office of the controller; Nora, focal point of Norte."""

    def enrol(name, agency):
        return agency_actions.enrol(
            by=agencies.OPERATOR, username=name, display_name=name.title(), agency=agency,
            role="data_protection", language="en",
        )  # fmt: skip

    town.olga, town.nora = enrol("olga", town.programme), enrol("nora", town.norte)
    return town


@pytest.fixture
def url(town):
    return f"/people/{town.case.person_id}/keeping/"


@pytest.fixture
def due(town, monkeypatch):
    """A woman whose period ended yesterday, as the nightly duty listed her."""
    case = town.new_case(person={"birth_year": 1990, "given_names": GIVEN})
    closed(case, by=town.ana)
    audit_events()
    later = end_of(case.person).ends_on + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: later)
    actions.list_ends(by=agencies.OPERATOR, agency=town.casa_luz)
    return case


def everyone(town):
    return [*town.everyone, town.alba, town.fina, town.olga, town.nora, town.noe, town.dora]


def lifting(hold, reason="Over."):
    return {"step": "lift", "hold": hold.pk, f"lift-{hold.pk}-reason": reason}


def words(page) -> str:
    return unescape(page.content.decode())


def ask(town, by=None):
    by = by or town.alba
    return actions.ask_erasure(by=by, person=town.case.person, ground="she_asked")


def test_who_opens_the_list(town, client):
    opened = {"alba": 200, "fina": 200, "olga": 200, "nora": 200}
    closed = {"nobody": 302, "ana": 403, "bruno": 403, "celia": 403, "noe": 403, "dora": 403}
    assert statuses(client, LIST, everyone(town)) == opened | closed
    found = statuses(client, LIST, everyone(town), method="post", data={"number": town.case.number})
    # Nora answers for another shelter: the number is not there for her.
    assert found == opened | closed | {"alba": 302, "fina": 302, "olga": 302}


def test_who_opens_the_keeping_of_a_record(town, client, url):
    opened = {"alba": 200, "fina": 200, "olga": 200}
    closed = {"nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "nora": 404}
    closed |= {"noe": 404, "dora": 404}
    assert statuses(client, url, everyone(town)) == opened | closed


def test_who_asks_confirms_calls_off_and_holds(town, client, url):
    strangers = {"nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "nora": 404}
    strangers |= {"noe": 404, "dora": 404}
    few = [None, town.ana, town.bruno, town.celia, town.nora, town.noe, town.dora]
    asked = ask(town)
    hold = actions.place_hold(by=town.fina, person=town.case.person, reason="x")
    forms = [
        ("", {"step": "ask", "ground": "she_asked"}),
        ("", {"step": "hold", "reason": "y"}),
        ("", lifting(hold)),
        (f"{asked.pk}/confirm/", {}),
        (f"{asked.pk}/off/", {}),
    ]
    for page, typed in forms:
        assert statuses(client, url + page, few, method="post", data=typed) == strangers, page
    assert LegalHold.objects.filter(lifted_at__isnull=True).count() == 1
    assert Erasure.objects.get().state == "asked"


def test_who_sets_a_period(town, client):
    typed = {"agency": "casa-luz", "years": 7, "rests_on": "Rule 9 (invented)"}
    table = {"nobody": 302, "ana": 403, "bruno": 403, "celia": 403, "alba": 403, "noe": 403}
    table |= {"dora": 403, "fina": 302, "olga": 302, "nora": 200}
    assert statuses(client, f"{LIST}period/", everyone(town), method="post", data=typed) == table
    table |= {"fina": 200, "olga": 200}
    assert statuses(client, f"{LIST}period/", everyone(town)) == table
    held = KeepingPeriod.objects.get()
    assert (held.agency, held.years, held.set_by) == (town.casa_luz, 7, town.olga)


def test_the_pages_say_numbers_and_no_names(town, client, url, due):
    ask(town)
    actions.place_hold(by=town.alba, person=due.person, reason="Carpeta 12 (invented)")
    for member in (town.alba, town.fina, town.olga):
        for page in (LIST, url, f"/people/{due.person_id}/keeping/"):
            said = words(sign_in(client, member).get(page))
            number = town.case.shown_number if page == url else due.shown_number
            assert number in said
            assert GIVEN not in said
            assert FIRST not in said
    assert "Carpeta" not in words(client.get(LIST))
    assert "Carpeta 12 (invented)" in words(client.get(f"/people/{due.person_id}/keeping/"))


def test_the_record_is_shown_after_confirming_alone_and_the_log_says_so(town, client, url):
    sign_in(client, town.fina, confirmed=False)
    assert "/account/" in client.get(url)["Location"]
    sign_in(client, town.fina).get(url)
    (event,) = audit_events("keeping_opened")
    assert (event.actor, event.person) == (str(town.fina.pk), str(town.case.person_id))


def test_two_people_erase_through_the_pages(town, client, due, django_capture_on_commit_callbacks):
    line = words(sign_in(client, town.fina).get(LIST))
    assert f"Ask to erase {due.shown_number}" in line
    client.post(f"/people/{due.person_id}/keeping/", {"step": "ask", "ground": "period_ended"})
    asked = Erasure.objects.get()
    url = f"/people/{due.person_id}/keeping/"
    assert "Nobody confirms her own request" in words(client.get(LIST))
    refused = client.post(f"{url}{asked.pk}/confirm/")
    assert (refused.status_code, Person.objects.count()) == (403, 2)
    sign_in(client, town.alba)
    assert f"Look at {due.shown_number} and confirm" in words(client.get(LIST))
    assert f"Erase {due.shown_number} for good" in words(client.get(url))
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(f"{url}{asked.pk}/confirm/", follow=True)
    assert "She is erased." in words(done)
    assert "The period of keeping ended" in words(done)
    assert due.shown_number not in words(client.get(LIST))
    assert client.get(url).status_code == 404
    assert list(Person.objects.all()) == [town.case.person]


def test_a_form_that_comes_back_shows_no_reason_to_whoever_did_not_confirm(town, client, url):
    hold = actions.place_hold(by=town.alba, person=town.case.person, reason="Carpeta 12 (invented)")
    sign_in(client, town.fina, confirmed=False)
    for typed in ({"step": "hold", "reason": ""}, lifting(hold, ""), {"step": "ask"}, {}):
        answer = client.post(url, typed)
        assert (answer.status_code, "Carpeta" in words(answer)) == (200, False)
    # What she typed is not lost on the way.
    answer = client.post(url, {"step": "hold", "reason": "x" * 3_000})
    assert "x" * 3_000 in words(answer)
    other = actions.place_hold(by=town.alba, person=town.new_case().person, reason="y")
    assert client.post(url, lifting(other)).status_code == 404


def test_confirming_asks_again_who_is_there(town, client, url):
    asked = ask(town)
    sign_in(client, town.fina, confirmed=False)
    answer = client.post(f"{url}{asked.pk}/confirm/")
    assert (answer.status_code, "/account/" in answer["Location"]) == (302, True)
    assert Person.objects.exists()


def test_a_hold_says_the_same_on_the_button_and_in_the_refusal(town, client, url, due):
    said = policies.not_held(held=True).reason
    asked = ask(town)
    for person in (town.case.person, due.person):
        actions.place_hold(by=town.alba, person=person, reason="x")
    sign_in(client, town.fina)
    # Once for the request that waits, once for whoever falls due.
    assert words(client.get(LIST)).count(said) == 2
    page = words(client.get(url))
    assert said in page
    assert "disabled" in page
    refused = client.post(f"{url}{asked.pk}/confirm/")
    assert refused.status_code == 403
    assert said in words(refused)
    refused = client.post(f"/people/{due.person_id}/keeping/", {"step": "ask", "ground": "order"})
    assert said in words(refused)
    assert Person.objects.count() == 2


def test_a_hold_is_placed_and_lifted_with_a_reason_and_not_without(town, client, url):
    sign_in(client, town.fina)
    page = client.post(url, {"step": "hold", "reason": " "})
    assert page.context["hold_form"].errors["reason"]
    assert client.post(url, {"step": "hold", "reason": "Order 7"}).status_code == 302
    hold = LegalHold.objects.get()
    wrong = client.post(url, lifting(hold, ""))
    assert "This field is required" in words(wrong)
    sign_in(client, town.alba)
    lifted = client.post(url, lifting(hold))
    assert lifted.status_code == 302
    assert "Over." in words(client.get(url))
    assert LegalHold.objects.get().lifted_by == town.alba


@pytest.mark.parametrize("typed", ["x" * 10_000_000, "\x00", ""])
def test_what_cannot_be_a_reason_is_asked_again(town, client, url, typed):
    page = sign_in(client, town.fina).post(url, {"step": "hold", "reason": typed})
    assert page.status_code == 200
    assert not LegalHold.objects.exists()


@pytest.mark.parametrize("years", ["0", "61", "-5", "five", ""])
def test_a_period_is_between_one_and_sixty_years(town, client, years):
    typed = {"agency": "casa-luz", "years": years, "rests_on": "x"}
    page = sign_in(client, town.fina).post(f"{LIST}period/", typed)
    assert page.context["form"].errors["years"]


def test_a_number_that_is_none_is_said_in_the_words_of_the_log(town, client):
    page = sign_in(client, town.fina).post(LIST, {"number": "ABCD-2345"})
    assert "letter by letter" in words(page)
    assert GIVEN not in words(page)


def test_the_case_leads_its_coordinator_to_its_keeping(town, client, url):
    link = f'href="{url}"'
    case = town.case.get_absolute_url()
    assert link in words(sign_in(client, town.alba).get(case))
    assert link not in words(sign_in(client, town.ana).get(case))


def test_the_price_does_not_grow_with_the_list(town, client, due, django_assert_max_num_queries):
    for _ in range(5):
        actions.place_hold(by=town.alba, person=town.new_case().person, reason="x")
        actions.ask_erasure(by=town.alba, person=town.new_case().person, ground="mistake")
    sign_in(client, town.fina).get(LIST)
    with django_assert_max_num_queries(QUERIES):
        client.get(LIST)
