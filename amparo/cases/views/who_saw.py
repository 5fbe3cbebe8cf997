from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases import access, queries
from amparo.cases.forms.case import NumberForm
from amparo.cases.queries import log as queries_log


def who_saw(request, case_id):
    """Who has seen this file, when, and what they did with it."""
    case = access.open_log_of(request.member, case_id)
    before = request.GET.get("before", "")
    before = int(before) if before.isdecimal() and len(before) < 19 else None
    page = queries_log.log_page(case, before=before)
    context = {
        "case": case,
        "page": page,
        "readers": queries_log.readers(case) if before is None else [],
        "older": f"?before={page.before}" if page.before else "",
        "may_open_case": request.member.may(Permission.OPEN_CASES),
    }
    return render(request, "cases/who_saw.html", context)


def find(request):
    """Reach the log of a case by its number, for who may read the log and not the case."""
    agencies.may(request.member, Permission.SEE_WHO_SAW).or_refuse()
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = queries.case_number(form.cleaned_data["number"])
        case = access.log_of_number(request.member, number) if number else None
        if case is not None:
            return redirect("cases:who_saw", case_id=case.pk)
        form.add_error(
            "number",
            _(
                "No case of yours bears this number. Compare it letter by letter with the paper: "
                "the last letter is a check."
            ),
        )
    return render(request, "cases/who_saw_find.html", {"form": form})
