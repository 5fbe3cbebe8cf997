"""What helps her is found under its own case alone."""

from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

from amparo.assistance.access import feedback, justice, medication
from amparo.assistance.access import plan as plans
from amparo.assistance.actions import feedback as asking
from amparo.assistance.models import (
    FeedbackTurn,
    JusticeDate,
    Medication,
    Plan,
    PlanAction,
    PlanGoal,
)
from amparo.cases.models import Case
from amparo.core import clock
from tests.doors import is_read_with, opens
from tests.town import town  # noqa: F401


def test_a_medicine_and_a_day_before_an_authority(town):  # noqa: F811
    case, other = Case.objects.get(pk=town.case.pk), town.new_case()
    today = clock.today()
    for model, door, facts in (
        (Medication, medication.medication_of, {"hours": ["08:00"], "begins_on": today}),
        (JusticeDate, justice.date_of, {"kind": "hearing", "day": today}),
    ):
        mine, theirs = (_row(model, each, town.ana, facts) for each in (case, other))
        found = door(case, mine.pk)
        assert found == mine
        assert found.case is case
        for wanted in (theirs.pk, uuid4()):
            assert opens(door, case, wanted) is None


def _row(model, case, by, facts):
    names = {field.name for field in model._meta.get_fields()}
    who = {name: by for name in ("recorded_by", "added_by", "prescribed_by") if name in names}
    return model.objects.create(case=case, **facts, **who)


def test_a_plan_its_goals_and_its_actions(town):  # noqa: F811
    case, other = Case.objects.get(pk=town.case.pk), town.new_case()
    first, second, theirs = (
        Plan.objects.create(
            case=each,
            number=number,
            state=state,
            answered_by=town.alba,
            answered_at=clock.now(),
            writers=[],
        )
        for each, number, state in ((case, 1, "approved"), (case, 2, "draft"), (other, 3, "draft"))
    )
    for plan in (first, second):
        found = plans.plan_of(case, plan.number)
        assert found == plan
        assert found.case is case
        assert is_read_with(found, "answered_by")
    for number in (3, 4):
        assert opens(plans.plan_of, case, number) is None
    goals = [PlanGoal.objects.create(plan=each, words="Sleep.") for each in (first, second, theirs)]
    steps = [PlanAction.objects.create(goal=each, what="Call.") for each in goals]
    found = plans.goal_of(first, goals[0].pk)
    assert found == goals[0]
    assert found.plan is first
    assert plans.action_of(first, steps[0].pk) == steps[0]
    for number in (1, 2):
        assert opens(plans.goal_of, first, goals[number].pk) is None
        assert opens(plans.action_of, first, steps[number].pk) is None
    assert opens(plans.goal_of, first, uuid4()) is None
    assert opens(plans.action_of, first, uuid4()) is None


def test_she_has_an_hour_for_her_answers(town, monkeypatch):  # noqa: F811
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    token = asking.hand_over(by=town.ana, about="all", is_safe=True, is_wanted=True)
    for minutes, opens_still in ((59, True), (60, False)):
        monkeypatch.setattr(clock, "now", lambda minutes=minutes: now + timedelta(minutes=minutes))
        assert (feedback.turn_of(token) is not None) is opens_still


def test_a_turn_opens_to_its_token_until_it_ends(town, monkeypatch):  # noqa: F811
    now, minute = clock.now(), timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: now)
    made = [
        FeedbackTurn.objects.create(
            agency=town.casa_luz, about="all", ends_at=now + minute,
            token=sha256(token.encode()).hexdigest(),
        )
        for token in ("one", "two")
    ]  # fmt: skip
    assert [feedback.turn_of(token) for token in ("one", "two")] == made
    assert [feedback.turn_of(token) for token in ("three", "", made[0].token)] == [None] * 3
    monkeypatch.setattr(clock, "now", lambda: now + minute)
    assert feedback.turn_of("one") is None
