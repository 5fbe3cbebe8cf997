from django.shortcuts import redirect, render

from amparo.agencies import actions, enrolment, queries
from amparo.agencies.forms import EnrolmentCodeForm


def first_factor(request):
    """The one page for who has no second factor yet. A password alone leads no further."""
    member = request.member
    if queries.has_second_factor(member):
        return redirect("mfa_index")
    form = EnrolmentCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if actions.use_enrolment_code(by=member, code=form.cleaned_data["code"]):
            enrolment.allow(request, member)
            return redirect("account_first_factor")
        form.say_wrong()
    context = {"form": form, "is_allowed": enrolment.is_allowed(request)}
    return render(request, "agencies/first_factor.html", context)
