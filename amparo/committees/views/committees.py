from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.committees import access
from amparo.committees.forms.committee import FindForm
from amparo.committees.policies import committee as policies
from amparo.committees.queries import committees as queries
from amparo.taxonomy import vague

PAGE = 50


def committees(request):
    """Committees and mechanisms, the newest first."""
    form = FindForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.listed(access.visible_committees(request.member), **asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [(each, vague.display(each.began)) for each in page],
        "asked": any(asked.values()),
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "committees/committees.html", context)
