"""What is typed or sent wrongly: a sentence tells it, what was typed stays, no row is written."""

import html
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import steps
from amparo.journeys.models import HostAssessment, Journey
from amparo.referrals.envelope import CannotOpen, Keys
from tests.helpers import audit_events, sign_in

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NUMBER = "0123456789abcdef" * 2
YES = {"answers": 1, "says": "yes", "host": "safe"}


def rows():
    """Everything that is kept of journeys and of packages."""
    models = [*apps.get_app_config("journeys").get_models()]
    models += apps.get_app_config("referrals").get_models()
    return {model.__name__: model.objects.count() for model in models}


@pytest.fixture
def at_the_page(crossing, client):
    """Ana types something, and the page says why not: nothing is written, nothing is lost."""

    def asked(url, typed, sentence, *kept):
        sign_in(client, crossing.town.ana)
        before = rows()
        answer = client.post(url, typed)
        page = html.unescape(answer.content.decode())
        assert answer.status_code == 200
        assert sentence in page
        for each in kept:
            assert f'value="{each}"' in page or f">{each}</textarea>" in page, each
        assert rows() == before

    return asked


@pytest.fixture
def agreed(crossing):
    crossing.asks()
    crossing.takes_in(crossing.they_say(crossing.yes(), holds=1))
    return crossing


@pytest.fixture
def announced(crossing):
    """Somebody whom they ask us to receive; our yes was said, and she set out yesterday."""
    today = clock.today()
    asked = ("request", today - 9 * DAY, crossing.request_facts(country="MX"))
    left = ("departure", today - DAY, {"expected": today.isoformat()})
    about = {"journey": NUMBER, "side": "sending", "country": "MX"}
    crossing.takes_in(crossing.they_say(asked, **about))
    held = Journey.objects.get(number=NUMBER)
    steps.say(by=crossing.town.ana, journey=held, kind="answer", day=today, facts=YES)
    crossing.takes_in(crossing.they_say(asked, left, **about))
    return held


def of(crossing, name, **more):
    about = {"case_id": crossing.case.pk, "journey_id": crossing.journey.pk} | more
    return reverse(f"journeys:{name}", kwargs=about)


# A date of arrival before departure


def test_she_would_arrive_before_she_sets_out(agreed, at_the_page):
    today = clock.today()
    typed = {"step": "depart", "day": today, "expected": today - DAY}
    at_the_page(
        of(agreed, "both_ends"), typed, "Change one of the two", today, today - DAY
    )  # fmt: skip


def test_she_would_have_set_out_before_they_were_asked(agreed, at_the_page):
    agreed.papers(), agreed.fit()
    day = clock.today() - DAY
    typed = {"step": "depart", "day": day, "expected": day}
    at_the_page(of(agreed, "both_ends"), typed, "look at the day again", day)


def test_she_would_have_arrived_before_she_set_out(announced, at_the_page):
    url = reverse("journeys:received_one", args=[announced.pk])
    day = clock.today() - 2 * DAY
    at_the_page(
        url, {"step": "arrival", "day": day}, "call the other office", day
    )  # fmt: skip


def test_a_leg_arrives_before_it_leaves(crossing, at_the_page):
    leg = {
        "start_1": "Tapachula", "end_1": "Ciudad de Guatemala", "leaves_on_1": crossing.goes,
        "leaves_at_1": "08:00", "arrives_on_1": crossing.goes, "arrives_at_1": "07:00",
        "seen": "", "cash": "200 quetzales",
    }  # fmt: skip
    sentence = "Leg 1 arrives before it leaves. Check both days and both hours"
    at_the_page(of(crossing, "itinerary"), leg, sentence, "Tapachula", "07:00", "200 quetzales")


def test_a_day_of_a_visit_before_she_arrived(announced, crossing, at_the_page):
    today = clock.today()
    steps.say(by=crossing.town.ana, journey=announced, kind="arrival", day=today)
    url = reverse("journeys:received_one", args=[announced.pk])
    typed = {"step": "visit", "v-day": today - DAY, "v-month": "1"}
    at_the_page(url, typed, "before the day of arrival", today - DAY)


def test_they_say_that_she_arrived_before_we_say_that_she_left(crossing, monkeypatch):
    """It is kept as they say it, and both ends are told to call each other."""
    crossing.asks()
    yes = crossing.yes()
    crossing.takes_in(crossing.they_say(yes, holds=1))
    crossing.papers(), crossing.fit(), crossing.itinerary()
    later = clock.now() + 10 * DAY
    monkeypatch.setattr(clock, "now", lambda: later)
    crossing.say("departure", expected=crossing.goes.isoformat())
    early = ("arrival", crossing.goes - DAY, {})
    crossing.takes_in(crossing.they_say(yes, early, holds=2))
    assert (crossing.journey.state, crossing.journey.riddle) == ("arrived", "arrived_before")
    assert "One of the two days is wrong" in crossing.journey.get_riddle_display()


# Two receivers


def test_nobody_is_received_by_two(crossing, at_the_page, office):
    other = office.organisation("Otra Oficina Inventada", level="international")
    typed = {"pathway": "return", "country": "GT", "office": other.name}
    sentence = "nobody takes two at a time, or is received by two. Call the other one off first"
    at_the_page(reverse("journeys:of_case", args=[crossing.case.pk]), typed, sentence, other.name)


def test_two_journeys_are_not_joined_to_one_case(announced, crossing, at_the_page):
    url = reverse("journeys:received_one", args=[announced.pk])
    number = crossing.case.shown_number
    typed = {"step": "link", "l-number": number}
    at_the_page(url, typed, "another journey that is not over. Look whose it is", number)


# An escort without clearance


@pytest.mark.parametrize(
    ("cleared", "sentence"),
    [
        ({}, "Write down on which day, and until when the clearance holds"),
        ({"cleared_on": 0}, "until when the clearance holds"),
        ({"cleared_until": 9}, "on which day"),
        ({"cleared_on": 1, "cleared_until": 9}, "was given before today and ends after"),
        ({"cleared_on": 0, "cleared_until": -1}, "was given before today and ends after"),
    ],
)
def test_nobody_travels_with_her_without_clearance(crossing, at_the_page, cleared, sentence):
    days = {name: clock.today() + ahead * DAY for name, ahead in cleared.items()}
    typed = {"name": "Irma Inventada", "cleared_by": "DIF Inventado", **days}
    url = of(crossing, "record", kind="escort")
    at_the_page(url, typed, sentence, "Irma Inventada", "DIF Inventado", *days.values())


# Too late: somebody else was faster


@pytest.mark.parametrize("step", ["ask", "depart", "off"])
def test_what_is_pressed_when_it_was_called_off_meanwhile(crossing, at_the_page, step):
    journeys.call_off(by=crossing.town.ana, journey=crossing.journey, ending="other")
    goes = crossing.goes
    typed = {"step": step, "first": goes, "last": goes, "day": clock.today(), "expected": goes}
    typed["ending"] = "her_mind"
    at_the_page(of(crossing, "both_ends"), typed, "This journey was called off")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"step": "answer", "a-says": "no", "a-host": "safe"}, "come to its end"),
        ({"step": "arrival", "day": "2026-11-20"}, "come to its end"),
        ({"step": "visit", "v-day": "2026-11-20", "v-month": "3"}, "come to its end"),
        ({"step": "closure", "c-day": "2026-11-20"}, "come to its end"),
        ({"step": "off", "o-ending": "other"}, "come to its end"),
    ],
)
def test_what_is_pressed_when_it_has_ended_meanwhile(
    announced, crossing, at_the_page, typed, sentence
):
    for kind in ("arrival", "closure"):
        steps.say(by=crossing.town.ana, journey=announced, kind=kind, day=clock.today())
    at_the_page(reverse("journeys:received_one", args=[announced.pk]), typed, sentence)


# A package for another person, agency, office or journey


@pytest.fixture
def brings(crossing, client):
    """A file is opened on its page by a member, and refused with a sentence."""

    def brought(content, sentence, *, by=None):
        sign_in(client, by or crossing.town.ana)
        before, steps_before = rows(), journeys_as_they_are()
        file = SimpleUploadedFile("x.age", content)
        answer = client.post(reverse("packages:packages"), {"package": file})
        assert answer.status_code == 200
        assert sentence in html.unescape(answer.content.decode())
        assert rows() == before
        assert journeys_as_they_are() == steps_before
        assert audit_events("package_refused")

    return brought


def journeys_as_they_are():
    return list(Journey.objects.order_by("pk").values_list("pk", "state", "version", "they_hold"))


def test_a_package_of_a_journey_that_we_never_asked_about(crossing, brings):
    crossing.asks()
    content = crossing.they_say(crossing.yes(), journey="f" * 32)
    brings(content, "Nothing was changed. Call the office that signed it.")


def test_a_package_for_another_office(crossing, brings):
    crossing.asks()
    said = {"journey": crossing.journey.number, "from": "receiving", "steps": [], "blocks": []}
    other = crossing.elsewhere.keys.card("Otra")
    brings(
        crossing.elsewhere.sealed("journey", said, to=Keys.fresh().card("Otra")),
        "sealed to other keys than ours",
    )
    brings(
        crossing.elsewhere.sealed("journey", said, recipient=other.code),
        "signed this package for another office",
    )


def test_a_package_of_an_office_that_has_no_part_in_it(crossing, brings, office):
    crossing.asks()
    other = office.organisation("Otra Oficina Inventada", level="international")
    Journey.objects.filter(pk=crossing.journey.pk).update(office=other)
    brings(crossing.they_say(crossing.yes()), "Nothing was changed")


def test_a_package_about_a_journey_of_another_agency_here(crossing, brings):
    """Bruno opens what came for Casa Luz. Ana opens the same file after him."""
    crossing.asks()
    content = crossing.they_say(crossing.yes())
    sentence = "Another agency of this installation accompanies it"
    brings(content, sentence, by=crossing.town.bruno)
    assert crossing.takes_in(content).received_by == crossing.town.ana
    assert crossing.journey.state == "agreed"


def test_what_was_said_otherwise_before(crossing, brings):
    crossing.asks()
    crossing.takes_in(crossing.they_say(crossing.yes()))
    brings(crossing.they_say(crossing.yes(says="no")), "cut short or was altered")


# A clock an hour off, and days that end at other hours

MIDNIGHT = datetime(2026, 11, 24, 6, tzinfo=UTC)  # in Mexico and in Guatemala


@pytest.mark.parametrize("theirs", [-12, -1, 0, 1, 11])
@pytest.mark.parametrize("ours", [-0.5, 0, 0.5])
def test_clocks_that_differ_lose_nothing(crossing, monkeypatch, theirs, ours):
    """Around midnight each end has a day of its own: their answer may be of our tomorrow."""
    here = MIDNIGHT + ours * HOUR
    monkeypatch.setattr(clock, "now", lambda: here)
    crossing.asks()
    crossing.moment = here + theirs * HOUR
    day = crossing.moment.astimezone(clock.programme_zone()).date()
    yes = ("answer", day, YES)
    crossing.takes_in(crossing.they_say(yes, holds=1))
    assert crossing.journey.state == "agreed"
    # By our calendar, and never on a day to come.
    assert HostAssessment.objects.get().assessed_on == min(day, clock.today())


def test_a_clock_that_is_days_off_is_told_of_and_the_file_taken_later(crossing, monkeypatch):
    crossing.asks()
    crossing.moment = clock.now() + 13 * HOUR
    content = crossing.they_say(crossing.yes())
    before = rows()
    with pytest.raises(CannotOpen, match="wrong_clock"):
        crossing.takes_in(content)
    assert rows() == before
    later = clock.now() + 2 * HOUR
    monkeypatch.setattr(clock, "now", lambda: later)
    crossing.takes_in(content)
    assert crossing.journey.state == "agreed"


def test_a_day_far_ahead_is_no_day_on_which_anything_happened(crossing):
    crossing.asks()
    with pytest.raises(CannotOpen, match="wrong_clock"):
        crossing.takes_in(crossing.they_say(("answer", clock.today() + 3 * DAY, YES)))
    crossing.takes_in(crossing.they_say(("answer", clock.today() + DAY, YES)))
    assert crossing.journey.state == "agreed"


def test_a_day_of_ours_that_lies_ahead_is_not_said(crossing):
    crossing.decides(), crossing.says_yes(), crossing.assess(), crossing.clause()
    before = rows()
    with pytest.raises(Refused, match="Write it down when it has happened"):
        crossing.say("request", day=clock.today() + DAY, **crossing.request_facts())
    assert rows() == before
