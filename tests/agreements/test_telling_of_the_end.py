"""An agreement that ends: who answers for it is told 60 and 15 days before, once each."""

from datetime import date, timedelta

import pytest
from django.core import mail

from amparo.agencies import OPERATOR
from amparo.agencies.models import Member
from amparo.agreements import jobs
from amparo.agreements.actions import agreements as actions
from amparo.agreements.models import Agreement
from amparo.core import clock
from amparo.core.duties import DAILY, DUTIES
from tests.helpers import audit_events, work_the_queue

DAY = timedelta(days=1)


@pytest.fixture
def ending(signed, monkeypatch, django_capture_on_commit_callbacks):
    """`ending(60)`: who gets a mail so many days before the end, when the clock comes round."""
    for member in Member.objects.all():
        Member.objects.filter(pk=member.pk).update(email=f"{member.username}@example.org")
    last = clock.today() + 100 * DAY
    actions.change(by=signed.office.sara, agreement=signed.agreement, ends=last.isoformat())

    def before(days, of=last):
        monkeypatch.setattr(clock, "today", lambda: of - days * DAY)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            jobs.tell_of_ending_agreements()
        work_the_queue()
        return sorted(each.to[0].split("@")[0] for each in mail.outbox)

    before.last = last
    return before


def test_sixty_days_before_and_fifteen_and_once_each(ending):
    said = [(days, ending(days)) for days in (90, 61, 60, 59, 30, 16, 15, 14, 1, 0, -1, -40)]
    assert [(days, who) for days, who in said if who] == [(60, ["sara"]), (15, ["sara"])]
    assert [each.actor for each in audit_events("agreement_end_told")] == [str(OPERATOR.id)] * 2


def test_who_has_no_address_is_told_by_a_colleague_and_otherwise_nobody_was_told(ending, signed):
    sara = signed.office.sara
    Member.objects.filter(pk=sara.pk).update(email="")
    colleagues = ending(60)
    assert sara.username not in colleagues
    assert bool(audit_events("agreement_end_told")) == bool(colleagues)
    Agreement.objects.update(told_early_on=None)
    Member.objects.update(email="")
    before = len(audit_events("agreement_end_told"))
    assert ending(59) == []
    assert len(audit_events("agreement_end_told")) == before
    assert Agreement.objects.get(pk=signed.agreement.pk).told_early_on is None
    Member.objects.filter(pk=sara.pk).update(email="sara@example.org")
    assert ending(58) == ["sara"]


def test_the_mail_says_one_item_and_nothing_else(ending, signed):
    ending(60)
    (message,) = mail.outbox
    assert message.subject == "For today"
    assert message.body.startswith("You have one item.")
    for word in (signed.agreement.title, "Casa Luz", "agreement", "http", "Hospital"):
        assert word not in message.subject + message.body


def test_what_is_recorded_late_is_told_once(ending):
    assert ending(10) == ["sara"]
    assert ending(9) == []


def test_a_day_on_which_the_clock_stood_still_loses_nothing(ending):
    assert (ending(58), ending(12), ending(11)) == (["sara"], ["sara"], [])


def test_a_vague_end_counts_from_the_first_day_that_it_may_mean(ending, signed):
    year = clock.today().year + 2
    actions.change(by=signed.office.sara, agreement=signed.agreement, ends=f"{year}-06")
    first = date(year, 6, 1)
    assert (ending(61, first), ending(60, first)) == ([], ["sara"])


def test_a_new_end_is_told_anew(ending, signed):
    assert ending(60) == ["sara"]
    later = ending.last + 200 * DAY
    actions.change(by=signed.office.sara, agreement=signed.agreement, title="Otro nombre")
    assert ending(59) == []
    actions.change(by=signed.office.sara, agreement=signed.agreement, ends=later.isoformat())
    assert ending(59) == []
    assert ending(60, later) == ["sara"]


def test_what_is_renewed_ended_or_not_signed_is_left_alone(ending, signed):
    sara, held = signed.office.sara, signed.agreement
    newer = actions.record(by=sara, title="El nuevo", kind="data_sharing", renews=held)
    assert ending(60) == ["sara"]
    actions.change(by=sara, agreement=newer, signed="2026-02")
    assert ending(15) == []
    Agreement.objects.filter(pk=newer.pk).update(renews=None)
    Agreement.objects.filter(pk=held.pk).update(ended_on=date(2026, 3, 1), ended_why="Acabó")
    assert ending(15) == []
    Agreement.objects.filter(pk=held.pk).update(ended_on=None, ended_why="", signed="")
    assert ending(15) == []
    Agreement.objects.filter(pk=held.pk).update(signed="2026-01")
    assert ending(15) == ["sara"]


def test_who_answers_for_it(ending, signed, town):
    """Whoever keeps agreements after her; of what nobody recorded, those of who signed."""
    Member.objects.filter(pk=signed.office.sara.pk).update(is_active=False)
    assert ending(60) == ["pablo"]
    Member.objects.filter(pk=signed.office.sara.pk).update(is_active=True, role="caseworker")
    assert ending(15) == ["pablo"]
    Agreement.objects.update(recorded_by=None, told_early_on=None, told_late_on=None)
    assert ending(60) == ["alba"]
    Agreement.objects.update(told_early_on=None)
    Member.objects.filter(pk=town.alba.pk).update(email="")
    assert ending(60) == []


def test_it_is_done_daily_where_reminders_are_wanted(settings):
    found = DUTIES["tell_of_ending_agreements"]
    assert found.every == DAILY
    for wanted in (True, False):
        settings.REMINDERS = wanted
        assert found.wanted() == wanted
