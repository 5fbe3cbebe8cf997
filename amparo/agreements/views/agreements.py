from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.agreements import access
from amparo.agreements.forms.agreement import FindForm
from amparo.agreements.policies import agreement as policies
from amparo.agreements.queries import agreements as queries
from amparo.agreements.queries import data_clauses
from amparo.agreements.wording import dated
from amparo.core import clock
from amparo.organisations.queries import organisation as organisations

PAGE = 50


def agreements(request):
    """What was signed with whom, and what runs out soon."""
    today = clock.today()
    form = FindForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    visible = access.visible_agreements(request.member)
    page = Paginator(queries.found(visible, on=today, **asked), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "page": page,
        "lines": [dated(each, on=today) for each in page],
        "asked": any(asked.values()),
        "expiring": [dated(each, on=today) for each in queries.expiring(visible, on=today)],
        "waiting": data_clauses.waiting(request.member),
        "offered": organisations.offered(),
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "agreements/agreements.html", context)
