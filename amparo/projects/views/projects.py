from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.core import clock
from amparo.projects import access
from amparo.projects.forms.project import FindForm
from amparo.projects.policies import project as policies
from amparo.projects.queries import projects as queries
from amparo.projects.wording import line

PAGE = 50


def projects(request):
    """Which projects there are, from whose money and until when."""
    today = clock.today()
    form = FindForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    visible = access.visible_projects(request.member)
    rows = queries.found(visible, on=today, **asked)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [line(each, on=today) for each in page],
        "asked": any(asked.values()),
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "projects/projects.html", context)
