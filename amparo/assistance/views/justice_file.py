from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.assistance.access import justice as access
from amparo.assistance.actions import justice as actions
from amparo.assistance.forms.justice import JusticeDateForm, JusticeFileForm
from amparo.assistance.queries import justice as queries
from amparo.cases import access as cases
from amparo.cases.policies import can_record
from amparo.core.changes import ChangedMeanwhile


def file(request, case_id):
    """What is known of the investigation, her adviser and the register of victims."""
    case = cases.open_case(request.member, case_id, page="justice")
    form = JusticeFileForm.of(queries.file_of(case), request.POST or None)
    keep = {"title": _("Change what is known"), "action": actions.keep_file}
    return answer(request, case, form, keep)


def date_new(request, case_id):
    """One more hearing, measure or paper with a last day."""
    case = cases.open_case(request.member, case_id, page="justice")
    form = JusticeDateForm(request.POST or None)
    return answer(request, case, form, {"title": _("Add a day"), "action": actions.keep_date})


def date(request, case_id, date_id):
    """Change a day, say how it went, or settle it."""
    case = cases.open_case(request.member, case_id, page="justice")
    entry = access.date_of(case, date_id)
    form = JusticeDateForm.of(entry, request.POST or None)
    keep = {"title": _("Change a day"), "action": actions.keep_date, "entry": entry}
    return answer(request, case, form, keep)


def answer(request, case, form, keep):
    title, action = keep.pop("title"), keep.pop("action")
    differences = ()
    if request.method == "POST" and form.is_valid():
        version = form.version if form.cleaned_data["seen"] else 0
        facts = form.changes() if form.cleaned_data["seen"] else form.facts()
        try:
            action(by=request.member, case=case, seen_version=version, **keep, **facts)
        except ChangedMeanwhile as clash:
            form, differences = form.again(clash.held), form.beside(clash.held)
        else:
            messages.success(request, _("It was saved."))
            return redirect("assistance:justice", case_id=case.pk)
    context = {
        "case": case,
        "form": form,
        "title": title,
        "differences": differences,
        "may_record": can_record(case, by=request.member),
    }
    return render(request, "assistance/justice/form.html", context)
