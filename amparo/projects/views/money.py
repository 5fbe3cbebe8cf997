from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.projects import access
from amparo.projects.actions import money as actions
from amparo.projects.forms.money import LineForm, PaymentForm
from amparo.projects.policies import project as policies
from amparo.projects.queries import money as queries

PAGE = 50


def money(request, project_id):
    """What was given for what, what was paid, and what is left."""
    held = access.get_project_or_404(request.member, project_id)
    form = PaymentForm(request.POST or None, lines=held.lines.all(), initial=_usual(held))
    if request.method == "POST" and form.is_valid():
        try:
            actions.spend(by=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The payment was written down."))
            return redirect("projects:money", project_id=held.pk)
    lines = queries.lines(held)
    given, spent = queries.sums(lines)
    page = Paginator(queries.payments(held), PAGE).get_page(request.GET.get("page"))
    context = {
        "project": held,
        "lines": lines,
        "given": given,
        "spent": spent,
        "left": given - spent,
        "page": page,
        "form": form,
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "projects/money.html", context)


def _usual(held):
    today = clock.today()
    return {"on": today} if policies.covers(held, on=today) else {}


def budget(request, project_id):
    """One more line of the budget."""
    held = access.get_project_or_404(request.member, project_id)
    form = LineForm(request.POST or None, donors=held.donors.all())
    if request.method == "POST" and form.is_valid():
        try:
            actions.budget(by=request.member, project=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The budget line was added."))
            return redirect("projects:money", project_id=held.pk)
    context = {"project": held, "form": form, "may_keep": policies.can_keep(by=request.member)}
    return render(request, "projects/budget.html", context)


@require_POST
def strike(request, project_id, payment_id):
    """A payment that was written down wrongly stays, struck."""
    held = access.get_project_or_404(request.member, project_id)
    payment = access.get_payment_or_404(held, payment_id)
    actions.strike(by=request.member, payment=payment)
    messages.success(request, _("Struck. It stays and counts no more."))
    return redirect("projects:money", project_id=held.pk)
