from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.cases import access, actions
from amparo.cases.forms.case import LabelForm


@require_POST
def label(request, case_id):
    """Choose the word by which she knows a case."""
    case = access.open_case(request.member, case_id, page="case")
    form = LabelForm(request.POST)
    if form.is_valid():
        actions.choose_label(by=request.member, case=case, text=form.cleaned_data["text"])
        messages.success(request, _("Your label was saved. Only you see it."))
    else:
        messages.error(request, form.errors["text"][0])
    return redirect(case)
