from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.core.decisions import Refused
from amparo.projects import access, catalogue
from amparo.projects.actions import frame as actions
from amparo.projects.feeding import is_fed
from amparo.projects.forms.frame import RowForm, TargetForm
from amparo.projects.policies import project as policies
from amparo.projects.queries import frame as queries


def frame(request, project_id):
    """What a project wants to change, and by what that is read."""
    held = access.get_project_or_404(request.member, project_id)
    known = catalogue.indicators()
    steps = [
        (step, [(each, known[each.indicator], is_fed(each.indicator)) for each in _targets(step)])
        for step in queries.steps(held)
    ]
    context = {
        "project": held,
        "steps": steps,
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "projects/frame.html", context)


def _targets(step):
    known = catalogue.indicators()
    return [each for each in step.row.targets.all() if each.indicator in known]


def row(request, project_id):
    """One more row of the log-frame."""
    held = access.get_project_or_404(request.member, project_id)
    form = RowForm(request.POST or None, parents=queries.parents(held))
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_row(by=request.member, project=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The row was written down."))
            return redirect("projects:frame", project_id=held.pk)
    context = {"project": held, "form": form, "may_keep": policies.can_keep(by=request.member)}
    return render(request, "projects/row.html", context)


def target(request, project_id, row_id):
    """By which indicator a row is read."""
    held = access.get_project_or_404(request.member, project_id)
    step = access.get_row_or_404(held, row_id)
    usual = {"starts_on": held.starts_on, "ends_on": held.ends_on}
    form = TargetForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_target(by=request.member, row=step, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The target was set."))
            return redirect("projects:frame", project_id=held.pk)
    may_keep = policies.can_keep(by=request.member)
    context = {"project": held, "row": step, "form": form, "may_keep": may_keep}
    return render(request, "projects/target.html", context)
