from django.http import Http404
from django.shortcuts import redirect, render

from amparo.agencies.policies import may
from amparo.agencies.roles import Permission
from amparo.analyses import access
from amparo.analyses.forms import BuildForm
from amparo.core import clock


def analyses(request):
    """Choose a place, a language and a cut-off; see what was built before."""
    if not may(request.member, Permission.BUILD_ANALYSIS):
        raise Http404
    asked = {"language": request.LANGUAGE_CODE, "as_of": clock.today(), "place": "14067"}
    form = BuildForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        return redirect(
            "analyses:read", wanted["place"], wanted["language"], wanted["as_of"].isoformat()
        )
    built = access.visible_analyses(request.member)[:20]
    return render(request, "analyses/analyses.html", {"form": form, "built": built})
