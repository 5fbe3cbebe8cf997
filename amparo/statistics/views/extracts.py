from django.http import Http404
from django.shortcuts import redirect, render

from amparo.agencies.policies import may
from amparo.agencies.roles import Permission
from amparo.core import clock
from amparo.statistics import access, actions
from amparo.statistics.forms import CountForm
from amparo.taxonomy import codes
from amparo.taxonomy.queries import place_name


def extracts(request):
    """The internal counts made so far, and the form that makes another."""
    if not may(request.member, Permission.COUNT):
        raise Http404
    form = CountForm(request.POST or None, initial={"as_of": clock.today()})
    if request.method == "POST" and form.is_valid():
        made = actions.count(by=request.member, **form.cleaned_data)
        return redirect("statistics:extract", made.pk)
    rows = [
        {
            "extract": found,
            "place": place_name(found.scope),
            "definition": codes.definition(found.definition_version),
        }
        for found in access.visible_extracts(request.member)[:50]
    ]
    return render(request, "statistics/extracts.html", {"form": form, "rows": rows})
