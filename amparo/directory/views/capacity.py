from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.core import clock
from amparo.directory import access, policies
from amparo.directory.actions import capacity as actions
from amparo.directory.forms.service import CapacityForm
from amparo.directory.queries import free


def capacity(request, service_id):
    """What is free tonight, group by group."""
    held = access.get_service_or_404(request.member, service_id)
    rows = held.capacities.all()
    initial = {f"free_{row.group}": row.available for row in rows}
    initial |= {f"of_{row.group}": row.maximum for row in rows}
    form = CapacityForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.say(by=request.member, service=held, said=form.cleaned_data["said"])
        messages.success(request, _("Written down. It holds for 48 hours."))
        return redirect(held)
    context = {
        "service": held,
        "form": form,
        "lines": free.lines(held, now=clock.now()),
        "may_say": policies.can_say_capacity(held, by=request.member),
    }
    return render(request, "directory/capacity.html", context)
