from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.core.errors import BadInput
from amparo.directory import access, policies
from amparo.directory.actions import bringing as actions
from amparo.directory.enums import Tier
from amparo.directory.forms.bringing import BringForm, FileForm, TakeOutForm
from amparo.directory.hsds import writing
from amparo.directory.queries import bringing as queries
from amparo.directory.queries import service as services

MOST_LINES = 500


def bring(request):
    """A file of services comes to the desk. It waits, sealed, until somebody has looked at it."""
    may_keep = policies.can_keep(by=request.member)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        try:
            queries.looked_at(content, by=request.member)
        except BadInput as error:
            form.add_error("file", str(error))
        else:
            return redirect(actions.hold(by=request.member, content=content))
    context = {
        "form": form,
        "may_keep": may_keep,
        "waiting": access.visible_bringings(request.member),
    }
    return render(request, "directory/bring.html", context)


def brought(request, bringing_id):
    """What the file would bring, entry by entry. Only then is it recorded, or thrown away."""
    held = access.get_bringing_or_404(request.member, bringing_id)
    form = BringForm(request.POST or None, initial={"sector": "social", "level": "municipal"})
    if "drop" in request.POST:
        actions.drop(by=request.member, bringing=held)
        messages.success(request, _("The file was thrown away. Nothing of it was recorded."))
        return redirect("directory:bring")
    if request.method == "POST" and form.is_valid():
        preview = actions.bring(by=request.member, bringing=held, **form.cleaned_data)
        counts = {"new": preview.new, "here": preview.here, "wrong": preview.wrong}
        messages.success(
            request,
            _("Services recorded: %(new)s. Here already: %(here)s. Not fitting: %(wrong)s.")
            % counts,
        )
        return redirect("directory:services")
    preview = queries.looked_at(held.content, by=request.member)
    context = {
        "form": form,
        "preview": preview,
        "lines": preview.lines[:MOST_LINES],
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "directory/brought.html", context)


@require_POST
def take_out(request):
    """The directory as a file of the standard: what anybody may read, or what the network may."""
    form = TakeOutForm(request.POST)
    if not form.is_valid():
        raise Http404
    tier = form.cleaned_data["tier"]
    found = services.leaving(access.visible_services(request.member), tier)
    actions.take_out(by=request.member, tier=tier)
    answer = HttpResponse(writing.whole(found), content_type="application/json")
    name = "public" if tier == Tier.PUBLIC else "network"
    answer["Content-Disposition"] = f'attachment; filename="services-{name}.json"'
    return answer
