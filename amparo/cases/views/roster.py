from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.cases.access import tips as access
from amparo.cases.actions import duty as actions
from amparo.cases.forms.tips import LineForm, ShiftForm
from amparo.cases.policies import tips as policies
from amparo.cases.queries import tips as queries


def roster(request):
    """Who is on duty when, and which lines the public page names when nobody is."""
    policies.can_keep_roster(by=request.member).or_refuse()
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    if asked in ("off", "unlist"):
        return taken_away(request, asked)
    operators = queries.operators(request.member.agency_id)
    shift = ShiftForm(request.POST if asked == "shift" else None, operators=operators)
    line = LineForm(request.POST if asked == "line" else None)
    if asked == "shift" and shift.is_valid():
        actions.put_on_duty(by=request.member, **shift.cleaned_data)
        messages.success(request, _("The shift was added."))
        return redirect("cases:roster")
    if asked == "line" and line.is_valid():
        actions.add_line(by=request.member, **line.cleaned_data)
        messages.success(request, _("The line was added."))
        return redirect("cases:roster")
    context = {
        "shift": shift,
        "line": line,
        "operators": operators,
        "shifts": queries.shifts_ahead(request.member.agency_id),
        "lines": queries.lines(),
        "is_covered": queries.on_duty() is not None,
    }
    return render(request, "cases/tips/roster.html", context)


def taken_away(request, asked):
    which = request.POST.get("which", "")
    if asked == "off":
        actions.take_off_duty(
            by=request.member, shift=access.get_shift_or_404(request.member, which)
        )
        messages.success(request, _("The shift was removed."))
    else:
        actions.remove_line(by=request.member, line=access.get_line_or_404(which))
        messages.success(request, _("The line was removed."))
    return redirect("cases:roster")
