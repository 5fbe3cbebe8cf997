from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.cases import access
from amparo.cases.forms.same import SameForm
from amparo.cases.queries import person_words
from amparo.cases.queries import same as queries
from amparo.people import actions
from amparo.people.policies import same as policies
from amparo.people.queries import same as people


def same(request, case_id, other_id):
    """Two records side by side: one person or two? Nothing on this page names anybody."""
    case, other = both(request, case_id, other_id)
    form = SameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.compare(by=request.member, one=case.person, other=other.person, **form.cleaned_data)
        messages.success(request, _("Kept. It can be taken back at any time on this page."))
        return redirect(case)
    context = {
        "case": case,
        "sides": [queries.words_of(each) | person_words(each.person) for each in (case, other)],
        "other": other,
        "evidence": queries.compare(case.person, other.person),
        "found": people.between(case.person, other.person),
        "form": form,
        "may_compare": policies.can_compare(
            case.person, other.person, by=request.member, verdict="two"
        ),
    }
    return render(request, "cases/same/same.html", context)


@require_POST
def undo(request, case_id, other_id):
    case, other = both(request, case_id, other_id)
    found = people.between(case.person, other.person)
    if found is None:
        raise Http404
    actions.undo_comparison(by=request.member, comparison=found)
    messages.success(request, _("Taken back. Nobody has compared these two any more."))
    return redirect("cases:same", case.pk, other.pk)


def both(request, case_id, other_id):
    """Both must be hers to open: of what she may not see she is told nothing."""
    case = access.open_case(request.member, case_id, page="same")
    other = access.open_case(request.member, other_id, page="same")
    if case.person_id == other.person_id:
        raise Http404
    return case, other
