"""The plan: hers, approved by somebody who did not write it, and kept as it was approved."""

from datetime import date, timedelta

import pytest

from amparo.agencies.enums import Role
from amparo.assistance.actions import plan as actions
from amparo.assistance.enums.plan import PlanState
from amparo.assistance.models import Plan, PlanAction, PlanGoal
from amparo.assistance.queries import plan as queries
from amparo.cases.models import Case
from amparo.cases.queries import due as what_is_due
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in, statuses
from tests.town import _member

ROWS = [("Ask for a bed", "Casa Luz", date(2026, 3, 20)), ("Find a school", "", None)]


@pytest.fixture
def second(town):
    """Adela, another coordinator of Casa Luz."""
    return _member("adela", "Adela Acacia", town.casa_luz, Role.COORDINATOR)


def written(town, by=None, agreed="yes", **facts):
    by = by or town.ana
    plan = actions.begin(by=by, case=town.case)
    actions.write_goal(by=by, plan=plan, words="I want to sleep without fear.", rows=ROWS)
    facts = {"agreed": agreed, "language": "es"} | facts
    return actions.say_about(by=by, plan=plan, seen_version=2, **facts)


def approved(town, **facts):
    plan = actions.send(by=town.ana, plan=written(town, **facts))
    return actions.approve(by=town.alba, plan=plan, seen_version=plan.version)


def test_who_opens_a_plan(town, client):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, f"/assistance/{town.case.pk}/plan/", everyone) == table
    plan = written(town)
    url = f"/assistance/{town.case.pk}/plan/1/"
    goal = PlanGoal.objects.get()
    for page in ("", "goals/new/", f"goals/{goal.pk}/"):
        assert statuses(client, url + page, everyone) == table
    other = town.new_case()
    assert statuses(client, f"/assistance/{other.pk}/plan/{plan.number}/", [town.ana]) == {
        "ana": 404
    }
    actions.begin(by=town.ana, case=other)
    foreign = f"/assistance/{other.pk}/plan/1/goals/{goal.pk}/"
    assert statuses(client, foreign, [town.ana]) == {"ana": 404}


def test_a_plan_is_written_sent_and_approved_on_its_pages(town, client):
    url = f"/assistance/{town.case.pk}/plan/"
    sign_in(client, town.ana).post(f"{url}begin/")
    client.post(
        f"{url}1/goals/new/", {"words": "A school.", "what_0": "Ask", "due_0": "2026-03-20"}
    )
    page = client.get(f"{url}1/")
    seen = page.context["form"]["seen"].value()
    client.post(f"{url}1/", {"agreed": "yes", "language": "es", "seen": seen})
    assert client.post(f"{url}1/send/").status_code == 302
    assert client.post(f"{url}1/answer/", {"approve": "1", "version": "3"}).status_code == 403
    page = sign_in(client, town.alba).get(url)
    assert page.context["may_answer"]
    version = page.context["plan"].version
    assert client.post(f"{url}1/answer/", {"approve": "1", "version": version}).status_code == 302
    assert Plan.objects.get().state == PlanState.APPROVED
    action = PlanAction.objects.get()
    end = f"{url}1/actions/{action.pk}/end/"
    assert client.post(end, {"state": "dropped"}).status_code == 403
    assert client.post(end, {"state": "dropped", "reason": "She moved."}).status_code == 302
    assert "She moved." in client.get(url).content.decode()


def test_nobody_approves_what_she_wrote_or_changed(town, second):
    plan = actions.send(by=town.alba, plan=written(town, by=town.alba))
    with pytest.raises(Refused, match="You wrote or changed"):
        actions.approve(by=town.alba, plan=plan, seen_version=plan.version)
    # Adela changes a word, and has written it too: nobody of the two may approve it.
    plan = actions.say_about(by=second, plan=plan, seen_version=plan.version, note="She smiled.")
    assert plan.state == PlanState.DRAFT
    plan = actions.send(by=town.ana, plan=plan)
    for writer in (town.alba, second):
        with pytest.raises(Refused, match="You wrote or changed"):
            actions.approve(by=writer, plan=plan, seen_version=plan.version)


def test_neither_a_caseworker_nor_another_agency_approves(town):
    plan = actions.send(by=town.alba, plan=written(town, by=town.alba))
    with pytest.raises(Refused, match="Your role does not allow"):
        actions.approve(by=town.ana, plan=plan, seen_version=plan.version)
    bea = _member("bea", "Bea Boj", town.faro, Role.COORDINATOR)
    with pytest.raises(Refused, match="Only the agency"):
        actions.approve(by=bea, plan=plan, seen_version=plan.version)


def test_only_what_was_read_is_approved(town):
    plan = actions.send(by=town.ana, plan=written(town))
    with pytest.raises(Refused, match="changed after you opened"):
        actions.approve(by=town.alba, plan=plan, seen_version=plan.version - 1)
    actions.write_goal(by=town.ana, plan=plan, words="One more.", rows=[])
    with pytest.raises(Refused, match="does not wait"):
        actions.approve(by=town.alba, plan=plan, seen_version=plan.version)


@pytest.mark.parametrize("agreed", ["no", "not_asked"])
def test_a_plan_that_is_not_hers_is_not_sent(town, agreed):
    plan = written(town, agreed=agreed)
    with pytest.raises(Refused, match="made with her"):
        actions.send(by=town.ana, plan=plan)


def test_a_plan_without_a_goal_is_not_sent(town):
    plan = actions.begin(by=town.ana, case=town.case)
    plan = actions.say_about(by=town.ana, plan=plan, seen_version=1, agreed="yes")
    with pytest.raises(Refused, match="at least one goal"):
        actions.send(by=town.ana, plan=plan)


def test_it_is_returned_with_a_reason(town):
    plan = actions.send(by=town.ana, plan=written(town))
    with pytest.raises(Refused, match="Say why"):
        actions.send_back(by=town.alba, plan=plan, reason=" ")
    plan = actions.send_back(by=town.alba, plan=plan, reason="By whom is the school found?")
    assert plan.state == PlanState.RETURNED
    (event,) = audit_events("plan_returned")
    assert "school" not in event.detail + event.fields
    assert actions.send(by=town.ana, plan=plan).state == PlanState.WAITING


def test_what_was_approved_stays_readable_and_a_change_needs_approval_again(town, client):
    first = approved(town)
    with pytest.raises(Refused, match="stays as it is"):
        actions.write_goal(by=town.ana, plan=first, words="Other.", rows=[])
    newer = actions.begin(by=town.ana, case=town.case)
    goal = queries.goals(newer)[0]
    actions.write_goal(
        by=town.ana, plan=newer, goal=goal, words="A school.", rows=ROWS[:1], seen_version=1
    )
    newer = actions.say_about(by=town.ana, plan=newer, seen_version=2, agreed="in_part")
    newer = actions.send(by=town.ana, plan=newer)
    assert Plan.objects.get(pk=first.pk).state == PlanState.APPROVED
    actions.approve(by=town.alba, plan=newer, seen_version=newer.version)
    assert Plan.objects.get(pk=first.pk).state == PlanState.REPLACED
    url = f"/assistance/{town.case.pk}/plan/1/"
    page = sign_in(client, town.ana).get(url).content.decode()
    assert "sleep without fear" in page
    assert "Find a school" in page
    assert "A school." in client.get(f"/assistance/{town.case.pk}/plan/").content.decode()


def test_what_is_done_meanwhile_is_done_in_the_version_being_written_too(town):
    first = approved(town)
    newer = actions.begin(by=town.ana, case=town.case)
    action = queries.goals(first)[0].actions.first()
    actions.end_action(by=town.ana, action=action, state="done")
    assert [one.state for one in queries.goals(newer)[0].actions.all()] == ["done", "open"]
    with pytest.raises(Refused, match="ended before"):
        actions.end_action(by=town.ana, action=action, state="dropped", reason="x")


def test_two_people_write_one_goal_and_lose_nothing(town, client):
    plan = written(town)
    goal = PlanGoal.objects.get()
    url = f"/assistance/{town.case.pk}/plan/1/goals/{goal.pk}/"
    seen = sign_in(client, town.alba).get(url).context["form"]["seen"].value()
    actions.write_goal(by=town.ana, plan=plan, goal=goal, words="Hers.", rows=[], seen_version=2)
    page = client.post(url, {"words": "Alba's.", "what_0": "Ask for a bed", "seen": seen})
    assert page.status_code == 200
    text = page.content.decode()
    assert "Alba&#x27;s." in text
    assert "Hers." in text
    with pytest.raises(ChangedMeanwhile):
        actions.write_goal(by=town.ana, plan=plan, goal=goal, words="x", rows=[], seen_version=2)


def test_a_goal_that_is_emptied_goes_away(town):
    plan = written(town)
    goal = PlanGoal.objects.get()
    assert actions.write_goal(
        by=town.ana, plan=plan, goal=goal, words="", rows=[], seen_version=goal.version
    ) is None  # fmt: skip
    assert not PlanGoal.objects.exists()


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"words": "", "what_0": "Ask"}, "words"),
        ({"words": "A school.", "due_0": "2026-03-20"}, "what_0"),
        ({"words": "x" * 2001}, "words"),
        ({"words": "A school.", "what_0": "Ask", "due_0": "never"}, "due_0"),
    ],
)
def test_what_cannot_be_is_asked_again(town, client, sent, wrong):
    actions.begin(by=town.ana, case=town.case)
    url = f"/assistance/{town.case.pk}/plan/1/goals/new/"
    page = sign_in(client, town.ana).post(url, sent)
    assert page.context["form"].errors[wrong]
    assert not PlanGoal.objects.exists()


def test_one_version_is_written_at_a_time_and_it_lies_sealed(town):
    written(town)
    with pytest.raises(Refused, match="being written already"):
        actions.begin(by=town.ana, case=town.case)
    with pytest.raises(Refused):
        actions.begin(by=town.bruno, case=town.case)
    assert "fear" not in str(PlanGoal.objects.values_list("words", flat=True).get())
    assert "bed" not in str(list(PlanAction.objects.values_list("what", flat=True)))


def test_a_plan_that_waits_is_due_for_whoever_may_approve_it(town):
    actions.send(by=town.ana, plan=written(town))
    for member, told in ((town.alba, True), (town.ana, False)):
        lines = what_is_due.due(Case.objects.all(), member=member, on=clock.today())
        assert ("A plan waits for your approval" in [str(one.what) for one in lines]) is told


def test_the_approved_plan_says_what_falls_due(town):
    today = clock.today()
    approved(town, review_on=today + timedelta(days=5))
    lines = what_is_due.due(Case.objects.all(), member=town.ana, on=today)
    words = [str(line.what) for line in lines]
    assert "Something of the plan is to be done" in words
    assert "The plan is to be looked at again with her" in words
    assert not any("bed" in word for word in words)
