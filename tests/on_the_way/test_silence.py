"""An office that stays silent: who sees it, who hears of it, and that nobody writes to her."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from amparo.agencies.models import Member
from amparo.cases.models import Case
from amparo.cases.queries import due
from amparo.core import clock
from amparo.journeys import jobs
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import steps
from amparo.journeys.models import Awaited, Journey, Step
from amparo.journeys.policies.silence import ARRIVAL, VISIT
from amparo.referrals.actions import packages
from amparo.referrals.models import SentPackage
from tests.helpers import audit_events, sign_in, work_the_queue

DAY = timedelta(days=1)
NUMBER = "0123456789abcdef" * 2


@pytest.fixture
def later(monkeypatch, django_capture_on_commit_callbacks):
    """So many days after a noon, and the clock has come by: at midnight two hours are a day."""
    noon = datetime.combine(clock.today() + DAY, time(12), tzinfo=clock.programme_zone())
    monkeypatch.setattr(clock, "now", lambda: noon)

    def after(days, hours=0):
        """Who gets a mail then."""
        moment = noon + timedelta(days=days, hours=hours)
        monkeypatch.setattr(clock, "now", lambda: moment)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            jobs.notice_silence()
        work_the_queue()
        return sorted(each.to[0].split("@")[0] for each in mail.outbox)

    return after


@pytest.fixture
def addresses(crossing):
    for member in Member.objects.all():
        Member.objects.filter(pk=member.pk).update(email=f"{member.username}@example.org")


def sent(step):
    return packages.take_out(by=step.said_by, package=step.went_with)


def gone(crossing):
    """Asked, sent, answered, and she set out today."""
    sent(crossing.asks())
    crossing.takes_in(crossing.they_say(crossing.yes(), holds=1))
    crossing.goes = clock.today()
    crossing.papers()
    crossing.fit()
    crossing.itinerary()
    return crossing.say("departure", expected=(crossing.goes + DAY).isoformat())


def due_words(town, member=None):
    found = due.due(
        Case.objects.filter(pk=town.case.pk), member=member or town.ana, on=clock.today()
    )
    return [(each.what, each.url) for each in found if each.rule == "silent_office"]


def test_who_is_under_way_and_did_not_arrive_is_raised_the_day_after(
    crossing, town, later, addresses
):
    sent(gone(crossing))
    assert later(1, hours=-1) == []
    assert due_words(town) == []
    url = reverse("journeys:both_ends", args=[town.case.pk, crossing.journey.pk])
    told = later(2)
    assert told == ["alba"]
    assert later(2, hours=2) == []
    words = "She was expected there, and they have not said that she arrived."
    assert (words, url) in due_words(town)
    raised = [each.about_id for each in audit_events("journey_raised") if "arrival" in each.detail]
    assert raised == [str(crossing.journey.pk)]
    assert ARRIVAL == 0


def test_before_its_day_is_over_nobody_has_missed_it(crossing, town, later):
    sent(gone(crossing))
    url = reverse("journeys:both_ends", args=[town.case.pk, crossing.journey.pk])
    told = "She was expected there, and they have not said that she arrived."
    for days, is_missed in ((0, False), (1, False), (2, True)):
        later(days)
        page = " ".join(sign_in(Client(), town.ana).get(url).content.decode().split())
        assert (told in page) is is_missed
        assert ("Whether she arrived. <span" in page) is not is_missed


def test_she_is_told_nothing_and_the_mail_says_nothing(crossing, town, later, addresses):
    sent(gone(crossing))
    before = SentPackage.objects.count()
    later(2)
    (message,) = mail.outbox
    assert message.to == ["alba@example.org"]
    assert message.body.startswith("You have one item.")
    assert SentPackage.objects.count() == before


def test_her_arrival_ends_it_and_the_next_word_is_awaited(crossing, town, later, addresses):
    sent(gone(crossing))
    yes = crossing.yes()
    later(2)
    arrived = ("arrival", clock.today(), {})
    crossing.takes_in(crossing.they_say(yes, arrived, holds=2))
    assert due_words(town) == []
    assert list(Awaited.objects.values_list("word", "raised_at")) == [("visit", None)]
    assert later(2 + VISIT) == []
    assert later(3 + VISIT) == []
    assert [words for words, _url in due_words(town)] == [
        "She arrived, and they have told of no visit yet."
    ]
    assert later(3 + 2 * VISIT) == ["alba"]


def test_a_request_waits_for_a_working_week_and_then_for_another(crossing, town, later, addresses):
    step = crossing.asks()
    sent(step)
    jobs.notice_silence()
    held = Awaited.objects.get()
    assert (held.word, held.side, held.since) == ("answer", "receiving", clock.today())
    late, raised = (held.late_from - held.since).days, (held.raise_from - held.since).days
    assert (late, raised) in {(8, 15), (7, 14), (6, 13), (7, 15), (8, 14), (6, 15)}
    later(late - 1)
    assert due_words(town) == []
    assert later(late) == []
    assert [words for words, _url in due_words(town)] == ["They have not answered our request."]
    assert later(raised - 1) == []
    assert later(raised) == ["alba"]
    assert later(raised + 1) == []


def test_a_file_that_nobody_took_out_is_ours_until_it_leaves(crossing, town, later):
    step = crossing.asks()
    assert Awaited.objects.get().word == "file"
    later(5)
    (line,) = due_words(town)
    assert line[0].startswith("What we said has not left this house.")
    sent(step)
    later(5, hours=1)
    assert Awaited.objects.get().word == "answer"
    assert due_words(town) == []


def test_what_is_said_anew_is_raised_anew_and_only_then(crossing, town, later):
    sent(crossing.asks())
    later(30)
    held = Awaited.objects.get()
    assert held.raised_at
    later(31)
    assert len(audit_events("journey_raised")) == 1
    crossing.assess()
    crossing.decides()
    until = (clock.today() + 40 * DAY).isoformat()
    sent(crossing.say("request", **crossing.request_facts(until=until)))
    later(31)
    fresh = Awaited.objects.get()
    assert (fresh.word, fresh.since, fresh.raised_at) == ("answer", clock.today(), None)


def test_nothing_more_is_awaited_once_it_is_called_off_and_they_know(crossing, town, later):
    sent(crossing.asks())
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="her_mind")
    assert Awaited.objects.get().word == "file"
    off = Step.objects.get(kind="called_off")
    sent(off)
    later(0, hours=1)
    assert Awaited.objects.get().word == "notice"
    crossing.journey.refresh_from_db()
    Journey.objects.filter(pk=crossing.journey.pk).update(they_hold=2)
    later(0, hours=2)
    assert not Awaited.objects.exists()


def test_a_call_off_of_which_nobody_signed_is_let_be_after_a_month(crossing, town, later):
    sent(crossing.asks())
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="her_mind")
    sent(Step.objects.get(kind="called_off"))
    later(31)
    assert Awaited.objects.get().word == "notice"
    later(32)
    assert not Awaited.objects.exists()


def test_a_file_sealed_once_more_stands_for_the_lost_one(crossing, town, later):
    step = crossing.asks()
    # It still lies here: a second one takes nothing from it.
    steps.send_again(by=town.ana, journey=crossing.journey)
    step.refresh_from_db()
    first = step.went_with
    sent(step)
    again = steps.send_again(by=town.ana, journey=crossing.journey)
    step.refresh_from_db()
    assert (step.went_with, first) == (again, SentPackage.objects.get(pk=first.pk))
    assert step.went_with != first
    packages.take_out(by=town.ana, package=again)
    SentPackage.objects.filter(pk=again.pk).update(acknowledged_at=clock.now(), content=None)
    steps.send_again(by=town.ana, journey=crossing.journey)
    step.refresh_from_db()
    assert step.went_with == again


def announced(crossing):
    asked = ("request", clock.today(), crossing.request_facts(country="MX"))
    crossing.takes_in(crossing.they_say(asked, journey=NUMBER, side="sending"))
    return Journey.objects.get(number=NUMBER)


def test_our_own_silence_shows_where_no_case_stands_yet(crossing, town, client, later):
    held = announced(crossing)
    assert Awaited.objects.get(journey=held).side == "receiving"
    later(20)
    page = sign_in(client, town.ana).get(reverse("journeys:received")).content.decode()
    assert "Late: The answer to a request" in page
    page = client.get(reverse("journeys:received_one", args=[held.pk])).content.decode()
    assert "They wait for our answer." in page


@pytest.mark.parametrize("page", ["journeys:journey", "journeys:both_ends"])
def test_a_late_word_stands_on_the_pages_of_the_journey(crossing, town, client, later, page):
    sent(gone(crossing))
    url = reverse(page, args=[town.case.pk, crossing.journey.pk])
    words = "She was expected there, and they have not said that she arrived."
    text = sign_in(client, town.ana).get(url).content.decode()
    assert "Awaited from" in text
    assert "Call the other office now" not in text
    later(2)
    text = sign_in(Client(), town.ana).get(url).content.decode()
    assert words in text
    assert "Call the other office now" in text


def test_on_the_list_the_late_ones_stand_first(crossing, town, client, later):
    sent(gone(crossing))
    case = town.new_case()
    journeys.begin(
        by=town.ana, case=case, office=crossing.elsewhere.organisation, pathway="return",
        country="GT",
    )  # fmt: skip
    page = sign_in(client, town.ana).get(reverse("journeys:journeys")).content.decode()
    assert page.index(case.shown_number) < page.index(town.case.shown_number)
    assert "Late:" not in page
    later(2)
    page = sign_in(Client(), town.ana).get(reverse("journeys:journeys")).content.decode()
    assert page.index(case.shown_number) > page.index(town.case.shown_number)
    assert "Late: Whether she arrived" in page


def test_who_leads_reads_it_among_what_waits_and_others_do_not(crossing, town, later):
    from amparo.agencies import waiting

    def said(member):
        return [each.text for each in waiting.waiting_for(member) if "far too long" in each.text]

    sent(gone(crossing))
    assert said(town.alba) == []
    later(2)
    assert said(town.alba) == ["1 journey waits far too long for a word."]
    for other in (town.ana, town.bruno, town.celia, town.fina):
        assert said(other) == []


def test_who_receives_reads_it_among_what_waits(crossing, town, later):
    from amparo.agencies import waiting

    def said(member):
        return [each.text for each in waiting.waiting_for(member) if "to us" in each.text]

    announced(crossing)
    assert said(town.ana) == []
    later(20)
    assert said(town.ana) == ["1 journey to us waits too long for a word."]
    for other in (town.bruno, town.celia, town.fina):
        assert said(other) == []
