from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import access, actions, policies, queries
from amparo.agencies.forms import EndAccessForm, RestoreAccessForm, RoleForm
from amparo.agencies.views.requests import say


@reauthentication_required
def member(request, member_id):
    """The standing of one member: end her access, give it back, change her role."""
    found = access.get_member_or_404(request.member, member_id)
    return _page(request, found)


def _page(request, found, **forms):
    by, others = request.member, queries.came_in_administrators(other_than=found)
    context = {
        "found": found,
        "may_end": policies.can_end_access(found, by=by, others=others),
        "may_change": policies.can_change_role(found, by=by, role="", others=others),
        "may_restore": policies.can_restore_access(found, by=by),
        "waits": queries.waiting_requests().filter(member=found).exists(),
        "takes_two": policies.takes_two(found.role),
        "is_last_coordinator": queries.is_last_coordinator(found),
        "end_form": EndAccessForm(colleagues=queries.may_take_over(found)),
        "role_form": RoleForm(initial={"role": found.role}),
        "restore_form": RestoreAccessForm(initial={"email": found.email}),
    }
    return render(request, "agencies/member.html", context | forms)


@require_POST
@reauthentication_required
def end_access(request, member_id):
    found = access.get_member_or_404(request.member, member_id)
    form = EndAccessForm(request.POST, colleagues=queries.may_take_over(found))
    if not form.is_valid():
        return _page(request, found, end_form=form)
    why = form.cleaned_data["why"]
    actions.end_access(by=request.member, member=found, why=why, to=form.colleague)
    messages.success(
        request,
        _("Her access has ended. Whatever she has open, her next step leads to the sign-in page."),
    )
    return redirect("agencies:members")


@require_POST
def end_visits(request, member_id):
    """A lost telephone cannot wait until she has said again who she is."""
    found = access.get_member_or_404(request.member, member_id)
    actions.end_visits(by=request.member, member=found)
    messages.success(request, _("Whatever she has open, her next step leads to the sign-in page."))
    return redirect("agencies:members")


@require_POST
@reauthentication_required
def restore_access(request, member_id):
    found = access.get_member_or_404(request.member, member_id)
    form = RestoreAccessForm(request.POST)
    if not form.is_valid():
        return _page(request, found, restore_form=form)
    waits = actions.restore_access(
        by=request.member,
        member=found,
        email=form.cleaned_data["email"],
        address=request.build_absolute_uri("/"),
    )
    say(request, waits, _("Her access is back. A link to choose a password was sent."))
    return redirect("agencies:members")


@require_POST
@reauthentication_required
def change_role(request, member_id):
    found = access.get_member_or_404(request.member, member_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, found, role_form=form)
    waits = actions.change_role(by=request.member, member=found, role=form.cleaned_data["role"])
    say(request, waits, _("Her role is changed. She signs in again."))
    return redirect("agencies:members")
