"""A question that is written out once gives what the query itself would give, whoever is asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amparo.cases.access.grants import live_teams
from amparo.cases.actions import tasks
from amparo.cases.models import Case, Task
from amparo.core import clock
from amparo.core.question import Question


def of_case(case):
    return Task.objects.filter(case=case).select_related("case__agency").order_by("-due_on")


def on_team(case, day):
    return live_teams(day).filter(case=case).order_by("pk").values_list("member_id", flat=True)


def test_it_gives_what_the_query_gives_for_each_key(town):
    other, empty = town.new_case(), town.new_case()
    for case, days in ((town.case, (2, 9, 4)), (other, (1,))):
        for day in days:
            due_on = clock.today() + timedelta(days=day)
            tasks.add(by=town.ana, case=case, text="llamar", due_on=due_on)
    asked = Question(of_case)
    for _again in range(2):
        for case in (town.case, other, empty):
            assert asked.all(case.pk) == list(of_case(case.pk))
            assert asked.first(case.pk) == of_case(case.pk).first()
    with CaptureQueriesContext(connection) as queries:
        found = asked.first(town.case.pk)
        assert (found.case, found.case.agency) == (town.case, town.casa_luz)
        assert found.due_on == clock.today() + timedelta(days=9)
    assert len(queries) == 1
    assert "LIMIT 1" in queries[0]["sql"]


def test_the_day_changes_with_the_key(town):
    asked, today = Question(on_team), clock.today()
    team = live_teams(today).filter(case=town.case).first()
    team.until = today
    team.save(update_fields=["until"])
    for day in (today, today + timedelta(days=1), today):
        assert asked.all(town.case.pk, day) == list(on_team(town.case.pk, day))
    assert asked.all(town.case.pk, today) != asked.all(town.case.pk, today + timedelta(days=1))


def test_what_django_would_fetch_beside_it_is_not_left_out_in_silence(town):
    asked = Question(lambda case: Case.objects.filter(pk=case).prefetch_related("labels"))
    with pytest.raises(ValueError, match="nothing else in it changes"):
        asked.all(town.case.pk)


def test_a_question_without_its_key_is_none(town):
    with pytest.raises(ValueError, match="about what it is given"):
        Question(lambda case: Case.objects.all()).all(town.case.pk)


def test_a_moment_would_stay_that_of_the_first_time(town):
    for earlier in ({"added_at__lt": clock.now()}, {"due_on__lt": clock.today()}):
        asked = Question(lambda case, then=earlier: Task.objects.filter(case=case, **then))
        with pytest.raises(ValueError, match="nothing else in it changes"):
            asked.all(town.case.pk)
