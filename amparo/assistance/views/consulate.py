from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.assistance.actions import justice as actions
from amparo.assistance.forms.justice import ConsularNoticeForm
from amparo.cases import access
from amparo.cases.policies import can_record
from amparo.core import clock
from amparo.core.decisions import Refused


def consulate(request, case_id):
    """Record that a consulate was told of her. Refused without her live yes, in so many words."""
    case = access.open_case(request.member, case_id, page="justice")
    form = ConsularNoticeForm(request.POST or None, initial={"notified_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_consulate(by=request.member, case=case, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, ValidationError(str(refusal)))
        else:
            messages.success(request, _("The notice was recorded."))
            return redirect("assistance:justice", case_id=case.pk)
    may_record = can_record(case, by=request.member)
    context = {"case": case, "form": form, "may_record": may_record}
    return render(request, "assistance/justice/consulate.html", context)
