from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.projects import access
from amparo.projects.actions import activities as actions
from amparo.projects.forms.activity import ActivityForm
from amparo.projects.policies import project as policies
from amparo.projects.queries import activities as queries

PAGE = 50


def activities(request, project_id):
    """What was done in a project beside services, and one more."""
    held = access.get_project_or_404(request.member, project_id)
    seen = access.visible_projects(request.member)
    others = seen.exclude(pk=held.pk).order_by("code")
    today = clock.today()
    usual = {"on": today} if policies.covers(held, on=today) else {}
    form = ActivityForm(request.POST or None, others=others, initial=usual)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        projects = [held, *typed.pop("also", [])]
        try:
            actions.record(by=request.member, projects=projects, **typed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The activity was written down."))
            return redirect("projects:activities", project_id=held.pk)
    page = Paginator(queries.of_project(held, seen=seen), PAGE).get_page(request.GET.get("page"))
    context = {
        "project": held,
        "page": page,
        "form": form,
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "projects/activities.html", context)


@require_POST
def strike(request, project_id, activity_id):
    """What was written down wrongly stays, struck."""
    held = access.get_project_or_404(request.member, project_id)
    activity = access.get_activity_or_404(held, activity_id)
    actions.strike(by=request.member, activity=activity)
    messages.success(request, _("Struck. It stays and counts no more."))
    return redirect("projects:activities", project_id=held.pk)
