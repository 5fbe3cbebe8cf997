"""The case page: who opens it, what stands on it, what it hides."""

import pytest

from amparo.cases import actions, parts
from amparo.core import clock
from tests.helpers import audit_events, sign_in, statuses

# The page itself, and at most one for each subject that says a line on it.
QUERIES = 20 + len(parts._rules)


@pytest.fixture
def url(town):
    return town.case.get_absolute_url()


def test_who_opens_a_case(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    assert statuses(client, url, everyone) == {
        "nobody": 302,
        "ana": 200,
        "bruno": 404,
        "celia": 404,
        "alba": 200,
        "fina": 404,
        "noe": 404,
    }


def test_who_leaves_the_team_no_longer_finds_the_case(town, client, url):
    actions.release(by=town.alba, case=town.case, member=town.ana)
    assert statuses(client, url, [town.ana, town.alba]) == {"ana": 404, "alba": 200}


def test_opening_is_logged_and_a_refusal_too(town, client, url):
    sign_in(client, town.ana).get(url)
    sign_in(client, town.bruno).get(url)
    (opened,) = audit_events("case_opened")
    assert opened.person == str(town.case.person_id)
    assert opened.actor == str(town.ana.pk)
    (denied,) = audit_events("denied")
    assert denied.actor == str(town.bruno.pk)


def test_identity_is_hidden_and_the_rest_is_there(town, client, url):
    page = sign_in(client, town.ana).get(url).content.decode()
    for hidden in ("Xquic", "Piedraluna", "Nubarrón", "555-0100", "Calle Inventada"):
        assert hidden not in page
    for shown in ("Nobody at the market may know.", "Take her to the doctor.", "Guatemala"):
        assert shown in page


def test_everything_of_the_case_stands_on_the_page(town, client, url):
    town.new_event(purposes=["ForcedBegging"], places=[("07089", "exploitation")], started="2025")
    town.new_consent()
    town.new_assistance(cost=450, currency="MXN")
    page = sign_in(client, town.ana).get(url).content.decode()
    for shown in ("Forced begging", "Tapachula", "Yes, holds today", "450.00 MXN"):
        assert shown in page


def test_a_minor_whose_age_nobody_knows_is_still_seen_to_be_one(town, client):
    today = clock.today()
    born = {"2011-05-04": True, f"{today.year - 17}-01-01/..": True, "1998": False, "": False}
    for birth, is_minor in born.items():
        case = town.new_case(person={"birth_date": birth})
        page = sign_in(client, town.ana).get(case.get_absolute_url()).content.decode()
        assert ("Younger than 18" in page) == is_minor, birth
        sheet = client.get(f"{case.get_absolute_url()}print/").content.decode()
        assert ("Younger than 18" in sheet) == is_minor, birth


def test_identified_and_assisted_are_two_flags(town, client, url):
    town.new_assistance()
    page = sign_in(client, town.ana).get(url)
    case = page.context["case"]
    assert (case.is_assisted, case.is_identified) == (True, False)


def test_the_price_does_not_grow_with_the_file(town, client, url, django_assert_max_num_queries):
    for _ in range(4):
        town.new_event(places=[("07089", "exploitation"), ("MX-CHP", "transit")])
        town.new_consent()
        town.new_assistance()
    sign_in(client, town.ana).get(url)
    with django_assert_max_num_queries(QUERIES):
        client.get(url)


def test_a_foreign_event_under_ones_own_case_is_not_there(town, client):
    mine = town.new_case()
    event = town.new_event()
    url = f"/cases/{mine.pk}/events/{event.pk}/"
    assert statuses(client, url, [town.ana]) == {"ana": 404}
