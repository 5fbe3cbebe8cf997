from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.core import clock
from amparo.directory import access, policies
from amparo.directory.forms.service import FindForm
from amparo.directory.queries import service as queries
from amparo.directory.shown import shown

PAGE = 20


def services(request):
    """Services found by what somebody needs: a girl of 15 who speaks Mam, tonight."""
    form = FindForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    now = clock.now()
    visible = access.visible_services(request.member)
    found = queries.in_order(queries.found(visible, now=now, **asked))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [shown(request.member, each, now=now) for each in queries.of(visible, page)],
        "asked": any(value not in (None, "", False) for value in asked.values()),
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "directory/services.html", context)
