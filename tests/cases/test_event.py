"""Events: what happened, coded, vague and placed, without a verdict."""

from datetime import date

import pytest

from amparo.cases import queries
from amparo.cases.models import Event
from tests.helpers import audit_events, sign_in, statuses

SENT = {"definition_version": "htcds-2.0"}


@pytest.fixture
def url(town):
    return f"{town.case.get_absolute_url()}events/new/"


def address(town, event):
    return f"{town.case.get_absolute_url()}events/{event.pk}/"


def test_who_records_and_opens_an_event(town, client, url):
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    assert statuses(client, url, town.everyone) == table
    assert statuses(client, address(town, town.new_event()), town.everyone) == table


def test_an_event_is_recorded_with_codes_dates_and_places(town, client, url, places):
    sent = SENT | {
        "acts": ["Recruitment", "Transportation"],
        "means": ["Deception"],
        "purposes": ["ForcedBegging", "ForcedLabour"],
        "art10_fractions": ["IV", "VII"],
        "started": "about September 2025",
        "ended": "2026",
        "place_0": "Tapachula",
        "role_0": "exploitation",
        "place_1": "chiapas",
        "role_1": "transit",
        "narrative": "They told her of a shop.",
    }
    assert sign_in(client, town.ana).post(url, sent).status_code == 302
    event = Event.objects.get()
    assert event.purposes == ["ForcedBegging", "ForcedLabour"]
    assert event.art10_fractions == ["IV", "VII"]
    assert (event.started, event.started_low) == ("2025-09~", date(2025, 9, 1))
    assert [(p.place_code, p.role) for p in event.places.all()] == [
        ("07089", "exploitation"),
        ("MX-CHP", "transit"),
    ]
    assert event.narrative == "They told her of a shop."


def test_a_name_of_several_places_is_asked_back_and_the_answer_holds(town, client, url, places):
    sent = SENT | {"place_0": "benito juarez", "role_0": "origin", "narrative": "Kept."}
    page = sign_in(client, town.ana).post(url, sent)
    choices = dict(page.context["form"].fields["which_0"].choices)
    assert set(choices) == {"09014", "23005"}
    assert "Kept." in page.content.decode()
    assert client.post(url, sent | {"which_0": "23005"}).status_code == 302
    assert Event.objects.get().places.get().place_code == "23005"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Guatemala", "GT"),
        ("Guatemala, Guatemala", "GT-01"),
        ("Benito Juárez, Quintana Roo", "23005"),
        ("14067", "14067"),
        ("puerto vallarta", "14067"),
    ],
)
def test_a_place_is_understood_as_it_is_usually_written(town, client, url, places, typed, code):
    sign_in(client, town.ana).post(url, SENT | {"place_0": typed, "role_0": "transit"})
    assert Event.objects.get().places.get().place_code == code


def test_an_unknown_place_is_asked_again(town, client, url, places):
    page = sign_in(client, town.ana).post(url, SENT | {"place_0": "Nowhere at all"})
    assert page.context["form"].errors["place_0"]
    assert not Event.objects.exists()


def test_an_end_before_the_beginning_is_asked_again(town, client, url):
    page = sign_in(client, town.ana).post(url, SENT | {"started": "2025", "ended": "2024"})
    assert "ends before it began" in page.content.decode()


def test_an_event_opens_as_it_was_saved_and_saving_it_changes_nothing(town, client, places):
    event = town.new_event(
        purposes=["ForcedBegging"],
        started="2025-09~",
        started_low=date(2025, 9, 1),
        started_high=date(2025, 9, 30),
        places=[("07089", "exploitation"), ("GT", "origin")],
    )
    sign_in(client, town.ana)
    form = client.get(address(town, event)).context["form"]
    held = {b.name: "" if b.value() is None else b.value() for b in form}
    assert client.post(address(town, event), held).status_code == 302
    assert Event.objects.get().version == event.version
    client.post(address(town, event), held | {"place_1": "", "acts": ["Harbouring"]})
    saved = Event.objects.get()
    assert saved.acts == ["Harbouring"]
    assert [p.place_code for p in saved.places.all()] == ["07089"]


def test_two_members_at_once_lose_nothing_of_an_event(town, client, places):
    event = town.new_event(purposes=["ForcedBegging"])
    url = address(town, event)
    sign_in(client, town.ana)
    held = {b.name: "" if b.value() is None else b.value() for b in client.get(url).context["form"]}
    sign_in(client, town.alba).post(url, held | {"purposes": ["ForcedLabour"]})
    page = sign_in(client, town.ana).post(
        url, held | {"narrative": "Ana's words", "place_0": "Tapachula", "role_0": "origin"}
    )
    assert [row.label for row in page.context["differences"]] == ["Purpose: forms of exploitation"]
    again = {b.name: "" if b.value() is None else b.value() for b in page.context["form"]}
    assert client.post(url, again).status_code == 302
    saved = Event.objects.get()
    assert saved.purposes == ["ForcedLabour"]
    assert saved.narrative == "Ana's words"
    assert [p.place_code for p in saved.places.all()] == ["07089"]


def test_under_18_no_means_is_needed_and_nothing_is_judged(town, client):
    event = town.new_event(
        started="2015", started_low=date(2015, 1, 1), started_high=date(2015, 12, 31)
    )
    page = sign_in(client, town.ana).get(address(town, event))
    assert page.context["elements"].missing == ["purpose"]
    assert "it decides nothing about her" in page.content.decode()
    (opened,) = audit_events("event_opened")
    assert opened.person == str(town.case.person_id)


@pytest.mark.parametrize(
    ("born", "began", "minor"),
    [
        ("2007-05-04", date(2025, 5, 3), True),
        ("2007-05-04", date(2025, 5, 4), False),
        ("2008-02-29", date(2026, 2, 27), True),
        ("2008-02-29", date(2026, 2, 28), False),
        ("2007", date(2025, 5, 4), None),
        ("2009~", date(2024, 5, 4), True),
        ("2009~", date(2026, 5, 4), None),
        ("", date(2025, 5, 4), None),
    ],
)
def test_whether_she_was_under_18(town, born, began, minor):
    case = town.new_case(person={"birth_date": born})
    event = Event(started_low=began, started_high=began)
    assert queries.was_minor(case.person, event) is minor


@pytest.mark.parametrize("field", ["narrative", "place_0", "started"])
def test_ten_megabytes_are_refused_in_words(town, client, url, field):
    page = sign_in(client, town.ana).post(url, SENT | {field: "x" * 10_000_000})
    assert "Nothing was lost" in page.context["form"].errors[field][0]


def test_the_list_by_which_it_is_counted_stands_there_and_is_asked_of_nobody(town, client, url):
    page = sign_in(client, town.ana).get(url)
    assert page.context["form"]["definition_version"].value() == "htcds-2.0"
    said = page.content.decode().split("List by which this is counted")[1]
    assert said.startswith("</label>")
    assert client.post(url, {"acts": ["Recruitment"]}).status_code == 302
    assert Event.objects.get().definition_version == "htcds-2.0"


def test_an_event_keeps_the_list_by_which_it_was_counted(town, client):
    event = town.new_event(definition_version="seed-2010")
    held = sign_in(client, town.ana).get(address(town, event)).context["form"].initial
    sent = {"seen": held["seen"], "narrative": "She told more."}
    assert client.post(address(town, event), sent).status_code == 302
    assert Event.objects.get().definition_version == "seed-2010"
