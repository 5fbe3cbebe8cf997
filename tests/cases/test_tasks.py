"""Tasks of a case: added, done, opened again, given to somebody; and when they are due."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amparo.cases import actions as cases
from amparo.cases import due_dates
from amparo.cases.actions import tasks as actions
from amparo.cases.models import Case, Task
from amparo.cases.queries import due as queries_due
from amparo.cases.queries import tasks as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in, statuses
from tests.town import FIRST, GIVEN


def page(case):
    return reverse("cases:tasks", args=[case.pk])


def in_days(count):
    return clock.today() + timedelta(days=count)


def due_tasks(client, member):
    answer = sign_in(client, member).get("/cases/due/")
    return [each.detail for each in answer.context["due"] if each.rule == "task"]


def test_who_opens_the_tasks_of_a_case(town, client):
    assert statuses(client, page(town.case), [*town.everyone, town.alba, town.fina, town.noe]) == {
        "nobody": 302,
        "ana": 200,
        "bruno": 404,
        "celia": 404,
        "alba": 200,
        "fina": 404,
        "noe": 404,
    }


def test_ana_adds_a_task_does_it_and_opens_it_again(town, client):
    sign_in(client, town.ana)
    url = page(town.case)
    typed = {"text": "Pedir el acta", "due_on": in_days(0), "assignee": town.ana.pk}
    assert client.post(url, typed).status_code == 302
    (task,) = queries.tasks_of(town.case).open
    assert (task.text, task.assignee, task.added_by) == ("Pedir el acta", town.ana, town.ana)
    assert due_tasks(client, town.ana) == ["Pedir el acta"]
    client.post(url, {"task": task.pk, "do": "done"})
    assert queries.tasks_of(town.case).open == []
    assert due_tasks(client, town.ana) == []
    client.post(url, {"task": task.pk, "do": "reopen"})
    (task,) = queries.tasks_of(town.case).open
    assert (task.done_at, task.done_by) == (None, None)
    verbs = [event.verb for event in audit_events() if event.verb.startswith("task_")]
    assert verbs == ["task_added", "task_done", "task_reopened"]


def test_what_is_to_be_done_is_asked_for(town, client):
    answer = sign_in(client, town.ana).post(page(town.case), {"text": "", "due_on": "ayer"})
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"text", "due_on"}


def test_a_task_goes_to_somebody_of_the_team_only(town):
    with pytest.raises(Refused, match="somebody of the team"):
        actions.add(by=town.ana, case=town.case, text="llamar", assignee=town.alba)
    cases.assign(by=town.alba, case=town.case, member=town.alba)
    task = actions.add(by=town.ana, case=town.case, text="llamar", assignee=town.alba)
    with pytest.raises(Refused, match="somebody of the team"):
        actions.reassign(by=town.ana, task=task, to=town.bruno)
    actions.reassign(by=town.ana, task=task, to=town.ana)
    assert queries.tasks_of(town.case).open[0].assignee == town.ana


def test_a_task_of_another_case_is_not_there(town, client):
    mine, other = town.new_case(), town.new_case(by=town.bruno)
    foreign = actions.add(by=town.bruno, case=other, text="llamar")
    sign_in(client, town.ana)
    for sent in (foreign.pk, "x", ""):
        answer = client.post(page(mine), {"task": sent, "do": "done"})
        assert answer.status_code == 404
    assert Task.objects.get().done_at is None


def test_who_leaves_the_team_leaves_her_tasks_to_the_others(town, client):
    cases.assign(by=town.alba, case=town.case, member=town.alba)
    actions.add(by=town.alba, case=town.case, text="llamar", due_on=in_days(0), assignee=town.alba)
    assert due_tasks(client, town.ana) == []
    cases.release(by=town.alba, case=town.case, member=town.alba)
    assert due_tasks(client, town.ana) == ["llamar"]


@pytest.mark.parametrize(("days", "due"), [(-1, 1), (0, 1), (1, 0)])
def test_a_task_is_due_on_its_day_and_not_the_day_before(town, client, days, due):
    actions.add(by=town.ana, case=town.case, text="llamar", due_on=in_days(days))
    assert len(due_tasks(client, town.ana)) == due


def test_what_somebody_else_has_to_do_is_not_mine(town, client):
    cases.assign(by=town.alba, case=town.case, member=town.alba)
    actions.add(by=town.ana, case=town.case, text="suya", due_on=in_days(0), assignee=town.alba)
    actions.add(by=town.ana, case=town.case, text="de nadie", due_on=in_days(0))
    assert due_tasks(client, town.ana) == ["de nadie"]
    assert sorted(due_tasks(client, town.alba)) == ["de nadie", "suya"]


def test_tasks_are_put_in_order(town):
    texts = ["uno", "dos", "tres"]
    made = [actions.add(by=town.ana, case=town.case, text=text) for text in texts]
    actions.move(by=town.ana, task=made[2], up=True)
    assert [task.text for task in queries.tasks_of(town.case).open] == ["uno", "tres", "dos"]
    actions.move(by=town.ana, task=made[0], up=True)
    assert [task.text for task in queries.tasks_of(town.case).open] == ["uno", "tres", "dos"]


def test_nothing_is_done_twice(town):
    task = actions.add(by=town.ana, case=town.case, text="llamar")
    with pytest.raises(Refused, match="not done yet"):
        actions.reopen(by=town.ana, task=task)
    actions.finish(by=town.ana, task=task)
    with pytest.raises(Refused, match="done already"):
        actions.finish(by=town.ana, task=task)


def test_the_case_page_says_how_many_are_due(town, client):
    actions.add(by=town.ana, case=town.case, text="llamar", due_on=in_days(-1))
    actions.add(by=town.ana, case=town.case, text="buscar escuela")
    answer = sign_in(client, town.ana).get(town.case.get_absolute_url())
    assert "2 open, 1 due" in answer.content.decode()


def test_no_rule_says_anything_of_the_person_or_its_case(town):
    """What may be read over a shoulder: a fixed phrase for each kind, whatever the file says."""
    actions.add(by=town.ana, case=town.case, text=f"llamar a {GIVEN}", due_on=in_days(0))
    cases.revise(
        by=town.ana,
        case=town.case,
        seen_version=town.case.version,
        next_step=FIRST,
        next_step_on=in_days(0),
    )
    town.new_consent(expires_on=in_days(3), recipient_name=FIRST)
    found = queries_due.due(Case.objects.all(), member=town.ana, on=in_days(0))
    assert {each.rule for each in found} >= {"task", "next_step", "consent_ends"}
    for each in found:
        for word in (GIVEN, FIRST, town.case.number, town.case.shown_number):
            assert word not in str(each.what), each.rule


def test_the_pages_of_what_is_due_ask_a_fixed_number_of_times(
    town, client, django_assert_max_num_queries
):
    def fill(count):
        for number in range(count):
            case = town.new_case(next_step="x", next_step_on=in_days(-number))
            actions.add(by=town.ana, case=case, text="x", due_on=in_days(0))

    cases_of_hers = Case.objects.filter(agency=town.casa_luz)
    most = 4 + 2 * len(due_dates.rules())
    fill(2)
    with django_assert_max_num_queries(most):
        queries_due.due(cases_of_hers, member=town.ana, on=in_days(0))
    fill(6)
    with django_assert_max_num_queries(most):
        assert len(queries_due.due(cases_of_hers, member=town.ana, on=in_days(0))) >= 16
