from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.assistance.actions import barriers as actions
from amparo.assistance.enums.barriers import BarrierKind
from amparo.assistance.forms.barriers import BarrierForm
from amparo.assistance.policies import barriers as policies
from amparo.assistance.queries import barriers as queries
from amparo.cases import access
from amparo.core import clock
from amparo.taxonomy import codes

COPIED = ("service", "kind", "met_on", "done", "note")


def barriers(request, case_id):
    """What stood in her way, and a form for one more."""
    case = access.open_case(request.member, case_id, page="barriers")
    today = clock.today()
    form = BarrierForm(request.POST or None, initial={"met_on": today, "done": "nothing"})
    if request.method == "POST" and form.is_valid():
        actions.write(by=request.member, case=case, **form.cleaned_data)
        messages.success(request, _("What stood in her way was written down."))
        return redirect("assistance:barriers", case_id=case.pk)
    lines = [
        (
            codes.label("service", each.service),
            each,
            policies.can_correct(each, by=request.member, met_on=None, today=today),
        )
        for each in queries.barriers(case)
    ]
    context = {
        "case": case,
        "form": form,
        "lines": lines,
        "may_write": policies.can_write(case, by=request.member, met_on=None, today=today),
        "may_count": policies.can_count(by=request.member),
    }
    return render(request, "assistance/barriers/barriers.html", context)


def correct(request, case_id, barrier_id):
    """Write one down anew, or strike it. What stood there stays, struck."""
    case = access.open_case(request.member, case_id, page="barriers")
    held = queries.barrier_of(case, barrier_id)
    if held is None:
        raise Http404
    if request.method == "POST" and request.POST.get("do") == "strike":
        actions.strike(by=request.member, barrier=held)
        messages.success(request, _("Struck. It stays below, and is counted no more."))
        return redirect("assistance:barriers", case_id=case.pk)
    form = BarrierForm(request.POST or None, initial={name: getattr(held, name) for name in COPIED})
    if request.method == "POST" and form.is_valid():
        actions.correct(by=request.member, barrier=held, **form.cleaned_data)
        messages.success(request, _("Corrected. What stood there before stays, struck."))
        return redirect("assistance:barriers", case_id=case.pk)
    may = policies.can_correct(held, by=request.member, met_on=None, today=clock.today())
    context = {"case": case, "form": form, "may_correct": may}
    return render(request, "assistance/barriers/correct.html", context)


def gaps(request):
    """Why services were not reached this year and the last, in people, of her own agency."""
    if not policies.can_count(by=request.member):
        raise Http404
    cases = access.visible_cases(request.member).filter(agency=request.member.agency_id)
    this_year, until = clock.today().year, policies.counted_until(clock.today())
    found = [
        (year, _said(queries.gaps(cases, year=year, until=until)))
        for year in (this_year, this_year - 1)
    ]
    audit.record("gaps_shown", by=request.member)
    return render(request, "assistance/barriers/gaps.html", {"found": found, "until": until})


def _said(found):
    """Each number in words, with what it stood beside."""
    return {
        "kinds": [(_kind(gap.code), gap.people, _listed(_service, gap)) for gap in found.kinds],
        "services": [
            (_service(gap.code), gap.people, _listed(_kind, gap)) for gap in found.services
        ],
    }


def _listed(words, gap):
    return "; ".join(words(code) for code in gap.beside)


def _kind(code):
    return str(BarrierKind(code).label)


def _service(code):
    return codes.label("service", code)
