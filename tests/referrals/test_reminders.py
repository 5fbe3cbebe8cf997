"""Unanswered: after a day both sides are told, after two who answers for the cases. Once each."""

from datetime import timedelta

import pytest
from django.core import mail

from amparo.agencies import OPERATOR
from amparo.agencies import actions as members
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.core.duties import DUTIES
from amparo.referrals import jobs
from tests.helpers import as_if, audit_events, sign_in, work_the_queue
from tests.town import FIRST, GIVEN


@pytest.fixture
def rosa(road):
    return members.enrol(
        by=OPERATOR, username="rosa", display_name="Rosa Roble", agency=road.town.faro,
        role="coordinator", language="en",
    )  # fmt: skip


@pytest.fixture
def post(road, rosa, django_capture_on_commit_callbacks):
    """Everybody has an address; `post(hours)` says who gets a mail so long after it was sent."""
    for member in Member.objects.all():
        Member.objects.filter(pk=member.pk).update(email=f"{member.username}@example.org")
    held = road.sent()

    def after(hours, minutes=0):
        sent = clock.now() - timedelta(hours=hours, minutes=minutes)
        as_if(held, sent_at=sent)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            jobs.remind()
        work_the_queue()
        return sorted(each.to[0].split("@")[0] for each in mail.outbox)

    after.held = held
    return after


def test_after_a_day_both_sides_and_after_two_who_answers_for_the_cases(post):
    assert post(23, 59) == []
    assert post(24) == ["ana", "bruno", "rosa"]
    assert post(24, 30) == []
    assert post(47, 59) == []
    assert post(48) == ["alba", "rosa"]
    assert post(50) == []
    assert [each.actor for each in audit_events("referral_reminded")] == [str(OPERATOR.id)]
    assert len(audit_events("referral_raised")) == 1


def test_the_mail_says_one_item_and_nothing_else(post, road):
    post(24)
    for message in mail.outbox:
        assert message.body.startswith("You have one item.")
        whole = message.subject + message.body
        for word in (GIVEN, FIRST, "Casa Luz", "Faro", road.town.case.number, "referral", "http"):
            assert word not in whole


def test_what_was_answered_or_closed_is_left_alone(post, road):
    road.answer(post.held, "accepted")
    assert post(24) == []
    assert post(48) == []


def test_a_file_that_nobody_opens_is_left_alone(post, road):
    from amparo.cases.models import Disposal

    act = Disposal.objects.create(
        agency=road.town.casa_luz, code="x", version="1", at_end="block", asked_files=1,
        asked_by=road.town.fina, asked_at=clock.now(),
    )  # fmt: skip
    as_if(road.town.case, disposal=act)
    assert post(48) == []


def test_a_feared_colleague_there_gets_no_mail(post, road):
    from amparo.people.actions.relations import add_related

    add_related(
        by=road.town.ana, person=road.town.case.person, name=road.town.bruno.display_name,
        relation="employer", suspected=True,
    )  # fmt: skip
    assert post(24) == ["ana", "rosa"]


def test_the_coordinator_reads_it_above_her_caseload(road, client):
    words, held = "has had no answer for two days", road.sent()

    def reads(member):
        page = sign_in(client, member).get("/cases/")
        assert page.status_code == 200
        return words in page.content.decode()

    as_if(held, sent_at=clock.now() - timedelta(hours=47, minutes=59))
    assert not reads(road.town.alba)
    as_if(held, sent_at=clock.now() - timedelta(hours=48))
    assert reads(road.town.alba)
    assert not reads(road.town.ana)
    assert not reads(road.town.bruno)


def test_the_clock_asks_every_quarter_of_an_hour():
    assert DUTIES["remind_of_referrals"].every == timedelta(minutes=15)
