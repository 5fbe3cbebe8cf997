from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agreements.wording import LIGHTS
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.reporting import access, asked_before
from amparo.reporting.actions import transparency as actions
from amparo.reporting.forms.owed import AnswerForm, ReceiveForm, ReturnForm, named
from amparo.reporting.models import TransparencyRequest
from amparo.reporting.policies import transparency as policies
from amparo.reporting.queries import owed as releases
from amparo.reporting.queries import transparency as queries

PAGE = 50


def requests(request):
    """Questions that came in, the most urgent first, and a form for one more."""
    member = request.member
    if not access.reads_requests(member):
        raise Http404
    form = ReceiveForm(request.POST or None, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.receive(by=member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The request was written down."))
            return redirect(row)
    everything = request.GET.get("show") == "all"
    rows = queries.board(access.visible_requests(member), everything=everything)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    lights = [(each, queries.light_of(each, on=today)) for each in page]
    context = {
        "form": form,
        "page": page,
        "lines": [(each, light, LIGHTS[light]) for each, light in lights],
        "everything": everything,
        "rule": actions.RULE,
        "may_keep": policies.can_keep(by=member),
    }
    return render(request, "reporting/requests.html", context)


def one(request, asked_id):
    """One question: its answer, and who lets it out."""
    asked = access.get_request_or_404(request.member, asked_id)
    before = queries.answered_before(asked)
    answer = AnswerForm(
        request.POST if request.POST.get("do") == "propose" else None,
        offered=releases.out(), initial=_usual(asked, before),
    )  # fmt: skip
    back = ReturnForm(request.POST if request.POST.get("do") == "return" else None)
    if request.method == "POST":
        try:
            if _done(request, asked, answer, back):
                return redirect(asked)
        except Refused as refusal:
            (answer if answer.is_bound else back).add_error(None, str(refusal))
    return render(request, "reporting/request.html", _context(request, asked, before, answer, back))


def _usual(asked: TransparencyRequest, before: TransparencyRequest | None) -> dict:
    held = asked if asked.answer or before is None else before
    return {"answer": held.answer, "release": str(held.release_id or "")}


def _done(request, asked, answer, back) -> bool:
    if answer.is_bound:
        if not answer.is_valid():
            return False
        actions.propose(by=request.member, asked=asked, **answer.cleaned_data)
        messages.success(request, _("The answer waits for a second person."))
    elif back.is_bound:
        if not back.is_valid():
            return False
        actions.give_back(by=request.member, asked=asked, why=back.cleaned_data["why"])
        messages.success(request, _("Returned to who wrote it."))
    else:
        actions.approve(by=request.member, asked=asked)
        messages.success(request, _("The answer may go out."))
    return True


def _context(request, asked, before, answer, back):
    release = asked.release
    return {
        "asked": asked,
        "before": before,
        "answer": answer,
        "back": back,
        "release": named(release) if release else "",
        "unprinted": asked_before.unprinted(asked.answer, release.judged if release else None),
        "open": asked.state == "open",
        "proposed": asked.state == "proposed",
        "may_keep": policies.can_keep(by=request.member),
        "may_approve": policies.can_approve(asked, by=request.member),
        "rule": actions.RULE,
    }
