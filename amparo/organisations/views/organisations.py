from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.organisations import access, policies
from amparo.organisations.forms.organisation import FindForm
from amparo.organisations.queries import organisation as queries

PAGE = 50


def organisations(request):
    """With whom the programme works, found by name, sector and level."""
    form = FindForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.found(access.visible_organisations(request.member), **asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    may_keep = policies.can_keep(by=request.member)
    context = {"form": form, "page": page, "may_keep": may_keep, "asked": any(asked.values())}
    return render(request, "organisations/organisations.html", context)
