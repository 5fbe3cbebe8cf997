from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies.models import Agency
from amparo.core.decisions import Refused
from amparo.organisations.queries import organisation as organisations
from amparo.projects import access
from amparo.projects.actions import projects as actions
from amparo.projects.forms.project import DONORS, ProjectForm
from amparo.projects.policies import project as policies


def record(request):
    """A new project."""
    form = ProjectForm(request.POST or None, agencies=Agency.objects.all())
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.record(by=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The project was recorded. Now write its budget."))
            return redirect("projects:money", project_id=held.pk)
    return _page(request, form)


def edit(request, project_id):
    """What was recorded wrongly, or what the donor changed."""
    held = access.get_project_or_404(request.member, project_id)
    form = ProjectForm(request.POST or None, agencies=Agency.objects.all(), initial=_as_held(held))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(by=request.member, project=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The project was changed."))
            return redirect(held)
    return _page(request, form, held)


def _as_held(held):
    plain = {name: getattr(held, name) for name in actions.PLAIN}
    donors = dict(zip(DONORS, held.donors.all(), strict=False))
    return plain | donors | {"agencies": [str(each.pk) for each in held.agencies.all()]}


def _page(request, form, held=None):
    context = {
        "form": form,
        "project": held,
        "offered": organisations.offered(),
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "projects/edit.html", context)
