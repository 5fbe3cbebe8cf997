from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.cases import access, policies, queries
from amparo.cases.access import tasks as access_tasks
from amparo.cases.actions import tasks as actions
from amparo.cases.forms.task import TaskForm
from amparo.cases.queries import tasks as queries_tasks
from amparo.core import clock


def tasks(request, case_id):
    """What is to be done in a case: add, do, open again, give to somebody, put in order."""
    case = access.open_case(request.member, case_id, page="tasks")
    team = queries.team_of(case)
    if request.method == "POST" and "task" in request.POST:
        return change(request, case, team)
    form = TaskForm(request.POST or None, team=team)
    if request.method == "POST" and form.is_valid():
        actions.add(by=request.member, case=case, **form.cleaned_data)
        messages.success(request, _("The task was added."))
        return redirect("cases:tasks", case_id=case.pk)
    context = {
        "case": case,
        "form": form,
        "team": team,
        "tasks": queries_tasks.tasks_of(case),
        "today": clock.today(),
        "may_record": policies.can_record(case, by=request.member),
    }
    return render(request, "cases/tasks/tasks.html", context)


def change(request, case, team):
    """One button of one task."""
    task = access_tasks.get_task_or_404(case, request.POST["task"])
    by, wanted = request.member, request.POST.get("do", "")
    if wanted == "done":
        actions.finish(by=by, task=task)
        messages.success(request, _("The task is done."))
    elif wanted == "reopen":
        actions.reopen(by=by, task=task)
        messages.success(request, _("The task is open again."))
    elif wanted == "up":
        actions.move(by=by, task=task, up=True)
    elif wanted == "give":
        chosen = request.POST.get("to", "")
        to = next((member for member in team if str(member.pk) == chosen), None)
        actions.reassign(by=by, task=task, to=to)
        messages.success(request, _("The task was given over."))
    return redirect("cases:tasks", case_id=case.pk)
