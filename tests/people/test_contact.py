"""Contacting her: what nobody knows is a no, and no contact of ours goes round what she said."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from amparo.cases import access as case_access
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.people.actions import contact as actions
from amparo.people.enums.contact import Began, Channel, YesNo
from amparo.people.models import Contact, SafeContact
from amparo.people.policies.contact import Rules, Way, can_contact
from amparo.people.queries import contact as queries
from tests.helpers import as_if, audit_events, sign_in, statuses

ALL_DAYS = list(range(7))
MORNINGS = {"channel": "call", "days": [0, 1], "from": "09:00", "until": "12:00"}
ANY_TIME = {"channel": "call", "days": ALL_DAYS, "from": "00:00", "until": "23:59"}
CALLED = {"channel": "call", "began": "us", "outcome": "reached"}
# A Monday in the zone of the programme.
MONDAY = (2026, 11, 16)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def local(hour, minute=0, day=MONDAY):
    return datetime(*day, hour, minute, tzinfo=clock.programme_zone())


@pytest.fixture
def person(town):
    return town.case.person


@pytest.fixture
def url(person):
    return f"/people/{person.pk}/contact/"


def says(town, **facts):
    seen = queries.current(town.case.person)
    return actions.say_how_to_contact(
        by=town.ana,
        person=town.case.person,
        seen_version=seen.version if seen else 0,
        **facts,
    )


# The rule


def rules(answer="yes", days=(0, 1), start=time(9), end=time(12)):
    return Rules(answer, (Way("call", frozenset(days), start, end),))


@pytest.mark.parametrize("answer", [each for each in YesNo if each != YesNo.YES])
def test_whatever_is_not_a_yes_closes_every_way(answer):
    assert not any(can_contact(rules(answer), channel=c, at=local(10)) for c in Channel)


def test_nobody_asked_is_a_no():
    assert "Nobody has asked her" in can_contact(None, channel="call", at=local(10)).reason
    assert not can_contact(Rules("yes"), channel="call", at=local(10))


@pytest.mark.parametrize(
    ("hour", "minute", "may"),
    [(8, 59, False), (9, 0, True), (12, 0, True), (12, 1, False)],
)
def test_the_hours_hold_to_the_minute(hour, minute, may):
    assert bool(can_contact(rules(), channel="call", at=local(hour, minute))) == may


def test_another_day_and_another_way_stay_closed():
    sunday = local(10, day=(2026, 11, 15))
    assert "day of the week" in can_contact(rules(), channel="call", at=sunday).reason
    assert "this way is safe" in can_contact(rules(), channel="visit", at=local(10)).reason


def test_the_day_is_that_of_the_programme_not_of_greenwich():
    late = local(22)
    asked = late.astimezone(tz=None)
    assert can_contact(rules(days=[0], start=time(21), end=time(23)), channel="call", at=asked)


ways = st.builds(
    Way,
    st.sampled_from([str(each) for each in Channel]),
    st.frozensets(st.integers(0, 6)),
    st.times(),
    st.times(),
)
moments = st.integers(0, 7 * 24 * 60 - 1).map(lambda minute: local(0) + timedelta(minutes=minute))


@given(st.sampled_from(YesNo), st.lists(ways), st.sampled_from(Channel), moments)
def test_nothing_opens_a_way_but_her_own_word_for_it(answer, held, channel, at):
    said = Rules(answer, tuple(held))
    opened = [
        way
        for way in held
        if way.channel == channel and at.weekday() in way.days and way.start <= at.time() <= way.end
    ]
    assert bool(can_contact(said, channel=channel, at=at)) == (answer == "yes" and bool(opened))


@given(st.lists(ways), st.sampled_from(Channel), moments, st.data())
def test_taking_back_a_way_or_the_yes_never_opens_another(held, channel, at, data):
    before = bool(can_contact(Rules("yes", tuple(held)), channel=channel, at=at))
    fewer = tuple(way for way in held if data.draw(st.booleans()))
    for after in (Rules("yes", fewer), Rules("no", tuple(held))):
        assert before or not can_contact(after, channel=channel, at=at)


# What she says


def test_what_she_said_before_stays_with_who_and_when(town, person):
    says(town, answer="yes", ways=[MORNINGS], words="I am her cousin.")
    says(town, answer="no", ways=[])
    now, before, first = queries.versions(person)
    assert (now.answer, before.answer, before.words) == ("no", "yes", "I am her cousin.")
    assert before.recorded_by == town.ana
    assert first.version == 1
    assert audit_events("safe_contact_said")[-1].detail == '{"answer": "no", "version": 3}'


def test_two_who_write_at_once_lose_nothing(town, person):
    says(town, answer="no")
    with pytest.raises(ChangedMeanwhile):
        actions.say_how_to_contact(by=town.ana, person=person, seen_version=1, answer="yes")
    assert queries.current(person).answer == "no"


# The contact log


def test_a_contact_of_ours_outside_her_rules_is_refused_with_the_reason(town, person):
    with pytest.raises(Refused, match="She did not say that this way is safe"):
        actions.log_contact(by=town.ana, person=person, **CALLED)
    says(town, ways=[ANY_TIME])
    contact = actions.log_contact(by=town.ana, person=person, **CALLED)
    assert contact.outside_rules is False
    says(town, answer="unknown")
    with pytest.raises(Refused, match="It is not known whether"):
        actions.log_contact(by=town.ana, person=person, **CALLED)


def test_she_may_always_come_by_herself(town, person):
    says(town, answer="no")
    came = CALLED | {"began": Began.HER}
    assert not actions.log_contact(by=town.ana, person=person, **came).outside_rules


def test_what_happened_all_the_same_is_kept_and_owned(town, person):
    said = actions.log_contact(
        by=town.ana, person=person, **CALLED, outside_reason="The doctor called her back."
    )
    assert said.outside_rules is True
    assert said.outside_reason == "The doctor called her back."
    assert len(audit_events("contact_outside_rules")) == 1
    assert "doctor" not in str(audit_events("contact_outside_rules")[0].detail)


def test_a_contact_is_judged_by_what_was_known_then(town, person):
    first = queries.versions(person)[0]
    then = first.recorded_at - timedelta(hours=1)
    as_if(first, recorded_at=then)
    as_if(says(town, ways=[ANY_TIME]), recorded_at=then)
    says(town, answer="no", ways=[])
    assert actions.log_contact(by=town.ana, person=person, at=then, **CALLED)
    with pytest.raises(Refused):
        actions.log_contact(by=town.ana, person=person, **CALLED)


def test_tomorrow_is_not_recorded_today(town, person):
    says(town, ways=[ANY_TIME])
    ahead = clock.now() + timedelta(minutes=2)
    with pytest.raises(Refused, match="This moment lies ahead"):
        actions.log_contact(by=town.ana, person=person, at=ahead, **CALLED)


def test_another_agency_writes_nothing(town, person):
    with pytest.raises(Refused):
        actions.say_how_to_contact(by=town.bruno, person=person, answer="yes")
    with pytest.raises(Refused):
        actions.log_contact(by=town.bruno, person=person, **CALLED | {"began": "her"})


# The pages


def test_who_opens_how_to_contact_her(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {
        "nobody": 302,
        "ana": 200,
        "bruno": 404,
        "celia": 404,
        "alba": 200,
        "fina": 404,
        "noe": 404,
    }
    assert statuses(client, url, everyone) == table
    assert statuses(client, f"{url}rules/", everyone) == table


def test_who_has_not_confirmed_is_asked_first(town, client, url):
    sign_in(client, town.ana, confirmed=False)
    assert "/reauthenticate/" in client.get(url)["Location"]
    assert "/reauthenticate/" in client.get(f"{url}rules/")["Location"]
    says(town, words="Her cousin calls", ways=[ANY_TIME])
    page = client.post(url, {}).content.decode()
    assert "Her cousin calls" not in page
    assert "555-0100" not in page


def test_number_and_address_stand_on_the_page_only_while_their_way_is_open(town, client, url):
    sign_in(client, town.ana)
    page = client.get(url).content.decode()
    assert "555-0100" not in page
    assert "Calle Inventada" not in page
    says(town, ways=[ANY_TIME])
    page = client.get(url).content.decode()
    assert "555-0100" in page
    assert "Calle Inventada" not in page
    assert audit_events("identity_revealed")[-1].fields == '["phone"]'


def typed(**changes):
    sent = {"answer": "yes", "call_days": ["0", "1"], "call_from": "09:00", "call_until": "12:00"}
    return sent | changes


def test_she_says_it_and_it_stands_on_the_page_of_the_case(town, client, url):
    sign_in(client, town.ana)
    seen = client.get(f"{url}rules/").context["form"]["seen"].value()
    days = {"call_days": [str(day) for day in ALL_DAYS], "call_from": "00:00"}
    sent = typed(seen=seen, words="I am the dressmaker.", **days, call_until="23:59")
    assert client.post(f"{url}rules/", sent).status_code == 302
    held = queries.current(town.case.person)
    assert held.words == "I am the dressmaker."
    assert held.ways == [ANY_TIME]
    assert "Safe now: Call" in client.get(town.case.get_absolute_url()).content.decode()
    assert "I am the dressmaker." in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"call_until": ""}, "call_until"),
        ({"call_from": "", "call_until": ""}, "call_from"),
        ({"call_from": "12:00", "call_until": "12:00"}, "call_until"),
        ({"call_from": "noon"}, "call_from"),
        ({"call_days": []}, "call_days"),
        ({"answer": "unknown"}, "answer"),
        ({"third_days": ["0"], "third_from": "09:00", "third_until": "10:00"}, "third_person"),
    ],
)
def test_rules_that_leave_something_open_are_asked_again(town, client, url, changed, wrong):
    page = sign_in(client, town.ana).post(f"{url}rules/", typed(**changed))
    assert page.context["form"].errors[wrong]
    assert SafeContact.objects.count() == 1


def a_contact(**changes):
    now = clock.now().astimezone(clock.programme_zone())
    return CALLED | {"on": f"{now:%Y-%m-%d}", "hour": f"{now:%H:%M}"} | changes


def test_a_refused_contact_keeps_what_was_typed_and_says_why(town, client, url):
    page = sign_in(client, town.ana).post(url, a_contact(note="She sounded well."))
    assert "this way is safe" in str(page.context["form"].errors["outside_reason"])
    assert "She sounded well." in page.content.decode()
    assert not Contact.objects.exists()
    sent = a_contact(note="She sounded well.", outside_reason="She had asked for it.")
    assert client.post(url, sent).status_code == 302
    assert "Outside her rules" in client.get(url).content.decode()


def test_the_price_does_not_grow_with_the_contacts(
    town, client, url, django_assert_max_num_queries
):
    for _ in range(5):
        actions.log_contact(by=town.ana, person=town.case.person, **CALLED | {"began": "her"})
    sign_in(client, town.ana).get(url)
    with django_assert_max_num_queries(16):
        client.get(url)


def test_the_case_page_says_first_what_holds_now_and_not_what_she_once_answered(town, client):
    """Whoever reads one line before she calls reads that line."""
    sign_in(client, town.ana)
    address = town.case.get_absolute_url()
    says(town, answer="yes", ways=[])
    page = client.get(address).content.decode()
    box = page[page.index('id="h-safety"') :].split("</section>")[0]
    assert "Do not contact now" in box
    assert "Yes" not in box.split("Safe to contact")[1]
    always = {"days": list(range(7)), "from": "00:00", "until": "23:59"}
    says(town, answer="yes", ways=[{"channel": "call"} | always])
    page = client.get(address).content.decode()
    box = page[page.index('id="h-safety"') :].split("</section>")[0]
    assert "Safe now: Call" in box


def test_whoever_may_not_read_how_she_is_contacted_learns_no_way(town, client, monkeypatch):
    """A file may open to another agency one day; the ways to her stay with her own."""
    always = {"days": list(range(7)), "from": "00:00", "until": "23:59"}
    says(town, answer="yes", ways=[{"channel": "call"} | always])
    rule = lambda member: Case.objects.filter(agency=town.casa_luz)  # noqa: E731
    monkeypatch.setattr(case_access.case, "_granted", [rule])
    page = sign_in(client, town.bruno).get(town.case.get_absolute_url()).content.decode()
    box = page[page.index('id="h-safety"') :].split("</section>")[0]
    assert "Do not contact now" in box
    assert "Call" not in box
