from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.people import access, actions
from amparo.people.forms.keeping import PeriodForm


@require_http_methods(["GET", "HEAD", "POST"])
def period(request):
    """Set how long an agency keeps its records."""
    agencies.may(request.member, Permission.SET_PERIODS).or_refuse()
    reached = access.kept_agencies(request.member)
    form = PeriodForm(request.POST or None, agencies=reached)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        agency = reached.get(code=typed.pop("agency"))
        actions.set_period(by=request.member, agency=agency, **typed)
        messages.success(request, _("The period was set. The list shows who falls due by it."))
        return redirect("people:keeping_list")
    return render(request, "people/period.html", {"form": form})
