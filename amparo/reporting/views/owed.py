from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agreements.wording import LIGHTS
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.organisations.queries import organisation as organisations
from amparo.reporting import access
from amparo.reporting.actions import owed as actions
from amparo.reporting.enums import ReturnKind, Sending
from amparo.reporting.forms.owed import OweForm, SendForm, named
from amparo.reporting.policies import owed as policies
from amparo.reporting.queries import owed as queries

PAGE = 50


def returns(request):
    """What is owed to others, the most urgent first, and a form for one more."""
    if not access.reads_what_is_owed(request.member):
        raise Http404
    form = OweForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.owe(by=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down as owed."))
            return redirect(row)
    everything = request.GET.get("show") == "all"
    rows = queries.board(access.visible_returns(request.member), everything=everything)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    lights = [(each, queries.light_of(each, on=today)) for each in page]
    context = {
        "form": form,
        "page": page,
        "lines": [(each, light, LIGHTS[light]) for each, light in lights],
        "everything": everything,
        "offered": organisations.offered(),
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "reporting/returns.html", context)


def owed(request, owed_id):
    """One return: which releases feed it, how it was sent."""
    row = access.get_return_or_404(request.member, owed_id)
    form = SendForm(request.POST or None, offered=queries.out())
    if request.method == "POST" and form.is_valid():
        try:
            _settled(request, row, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("reporting:returns")
    context = {
        "owed": row,
        "releases": [(each, named(each)) for each in row.releases.all()],
        "open": row.state == Sending.OWED,
        "rows_apart": row.kind == ReturnKind.CTDC,
        "form": form,
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "reporting/owed.html", context)


def _settled(request, row, typed):
    if request.POST.get("do") == "drop":
        actions.drop(by=request.member, owed=row, words=typed["words"])
        messages.success(request, _("Written down as not sent."))
    else:
        actions.send(by=request.member, owed=row, **typed)
        messages.success(request, _("Written down as sent."))
