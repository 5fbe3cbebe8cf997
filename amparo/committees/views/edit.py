from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.committees import access
from amparo.committees.actions import committees as actions
from amparo.committees.forms.committee import CommitteeForm
from amparo.committees.policies import committee as policies

COPIED = (
    "name", "place", "began", "legal_basis", "quorum_percent", "code", "casting_vote",
    "notice_days", "escalate_days", "rules",
)  # fmt: skip
USUAL = {"quorum_percent": 50, "notice_days": 3, "escalate_days": 15}


def record(request):
    """A new committee."""
    form = CommitteeForm(request.POST or None, initial=USUAL)
    if request.method == "POST" and form.is_valid():
        held = actions.record(by=request.member, **form.cleaned_data)
        messages.success(request, _("The committee was recorded. Now say who sits in it."))
        return redirect("committees:seats", committee_id=held.pk)
    may_keep = policies.can_keep(by=request.member)
    return render(request, "committees/edit.html", {"form": form, "may_keep": may_keep})


def edit(request, committee_id):
    """What has changed about a committee."""
    held = access.get_committee_or_404(request.member, committee_id)
    form = CommitteeForm(
        request.POST or None, initial={name: getattr(held, name) for name in COPIED}
    )
    if request.method == "POST" and form.is_valid():
        actions.change(by=request.member, committee=held, **form.cleaned_data)
        messages.success(request, _("The committee was changed."))
        return redirect(held)
    may_keep = policies.can_change(held, by=request.member)
    context = {"form": form, "committee": held, "may_keep": may_keep}
    return render(request, "committees/edit.html", context)
