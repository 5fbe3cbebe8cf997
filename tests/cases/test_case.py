"""The case page: who opens it, what stands on it, what it hides."""

import re

import pytest
from django.urls import reverse

from amparo.cases import actions, parts
from amparo.cases.actions import tasks
from amparo.core import clock
from amparo.people.actions import contact as contacts
from amparo.people.actions.relations import hide_from_search
from tests.helpers import audit_events, closed, sign_in, statuses

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


def opened(client, case):
    return client.get(case.get_absolute_url()).content.decode()


def safety_of(page):
    return page[page.index('id="h-safety"') :].split("</section>")[0]


ABOUT_SAFETY = ("Safety plan", "Risk", "People around her", "Safe contact")


@pytest.mark.parametrize(
    ("danger", "answer", "presses"),
    [("yes", "yes", True), ("no", None, True), ("no", "no", True), ("no", "yes", False)],
)
def test_safety_comes_first_with_what_to_do_about_it(town, client, danger, answer, presses):
    case = town.new_case(immediate_danger=danger, next_step="Call.")
    if answer:
        always = {"channel": "call", "days": list(range(7)), "from": "00:00", "until": "23:59"}
        ways = [always] if answer == "yes" else []
        contacts.say_how_to_contact(by=town.ana, person=case.person, answer=answer, ways=ways)
    page = opened(sign_in(client, town.ana), case)
    assert page.index('id="h-safety"') < page.index('id="h-next"') < page.index('id="h-person"')
    box = safety_of(page)
    for title in ABOUT_SAFETY:
        (link,) = re.findall(rf"<a ([^>]*)>{title}", page)
        assert ('class="button"' in link) == presses
        assert f">{title}" in box


def test_what_presses_stands_beside_the_next_step(town, client):
    def beside_it(case):
        page = opened(client, case)
        return page[page.index('id="h-next"') :].split("</section>")[0]

    sign_in(client, town.ana)
    assert "1 open, 1 due" not in beside_it(town.case)
    tasks.add(by=town.ana, case=town.case, text="Ask.", due_on=clock.today())
    card = beside_it(town.case)
    assert card.index("Take her to the doctor.") < card.index("1 open, 1 due")
    assert f'href="/cases/due/#{town.case.pk}"' in card
    closed(town.case, by=town.ana)
    assert "/cases/due/" not in beside_it(town.case)


FOLDED = "notes events assistance documents consents facts decision status team label paper"


def test_all_but_safety_next_step_and_person_is_folded_and_says_what_it_holds(town, client, url):
    town.new_document()
    town.new_assistance()
    page = sign_in(client, town.ana).get(url).content.decode()
    for part in [*FOLDED.split(), "finding_out", "help", "papers", "rights"]:
        assert f'<details class="fold" id="{part}"><summary><h2' in page, part
    for words in ("1 · last: ", '<span class="muted">last: ', "1 person", "since"):
        assert words in page
    for heading in ("h-safety", "h-next", "h-person"):
        assert "<details" not in page[page.index(f'id="{heading}"') :].split("</section>")[0]


def test_a_folded_part_says_how_much_in_it_presses(town, client):
    tasks.add(by=town.ana, case=town.case, text="Ask.", due_on=clock.today())
    page = opened(sign_in(client, town.ana), town.case)
    summary = page[page.index('id="help"') :].split("</summary>")[0]
    assert "1 presses" in summary


@pytest.mark.parametrize("page", ["team", "notes"])
def test_each_page_of_a_case_is_named_and_led_to_once(town, client, page):
    case = town.new_case(notes="Speaks Mam.")
    link = reverse(f"cases:{page}", args=[case.pk])
    said = opened(sign_in(client, town.ana), case)
    assert said.count(f'href="{link}"') == 1
    assert said.count(f">{page.title()}<") == 1


def test_it_says_whether_she_is_found_by_name(town, client):
    sign_in(client, town.ana)
    assert "Found by name" in safety_of(opened(client, town.case))
    hide_from_search(by=town.ana, person=town.case.person, hidden=True, reason="A relative.")
    assert "Not found by name" in safety_of(opened(client, town.case))
