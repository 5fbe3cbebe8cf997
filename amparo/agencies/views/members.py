from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import access, actions, policies, queries
from amparo.agencies.forms import InvitationForm
from amparo.core import clock


def members(request):
    """Everyone who may sign in, who has not come in yet, and whose factor is being re-issued."""
    by, now = request.member, clock.now()
    held = queries.with_second_factor()
    waiting = queries.waiting_resets(wait=policies.A_RESET_WAITS)
    rows = []
    for member in access.visible_members(by):
        row = {"member": member, "has_factor": member.pk in held, "reset": waiting.get(member.pk)}
        row["invited"] = not member.has_usable_password()
        row["may_give_code"] = policies.can_give_code(member, by=by, has_factor=row["has_factor"])
        if row["reset"]:
            row["may_confirm"] = policies.can_confirm_reset(row["reset"], by=by, now=now)
        else:
            has_factor = row["has_factor"]
            row["may_ask"] = policies.can_ask_reset(member, by=by, has_factor=has_factor)
        rows.append(row)
    context = {"rows": rows, "without_coordinator": queries.agencies_without_coordinator()}
    return render(request, "agencies/members.html", context)


@reauthentication_required
def invite(request):
    access.visible_members(request.member)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = request.build_absolute_uri("/")
        actions.invite(by=request.member, address=address, **form.cleaned_data)
        messages.success(request, _("Invited. The link in the message works once, for 30 minutes."))
        return redirect("agencies:members")
    return render(request, "agencies/invite.html", {"form": form})


@require_POST
@reauthentication_required
def invite_again(request, member_id):
    member = access.get_member_or_404(request.member, member_id)
    address = request.build_absolute_uri("/")
    actions.invite_again(by=request.member, member=member, address=address)
    messages.success(request, _("A new link was sent. The one before no longer works."))
    return redirect("agencies:members")


@require_POST
@reauthentication_required
def ask_reset(request, member_id):
    member = access.get_member_or_404(request.member, member_id)
    actions.ask_factor_reset(by=request.member, member=member)
    messages.success(
        request, _("Noted. Nothing changes until another administrator confirms it within a day.")
    )
    return redirect("agencies:members")


@require_POST
@reauthentication_required
def confirm_reset(request, reset_id):
    reset = access.get_reset_or_404(request.member, reset_id)
    actions.confirm_factor_reset(by=request.member, reset=reset)
    return _code_page(request, reset.member)


@require_POST
@reauthentication_required
def give_code(request, member_id):
    return _code_page(request, access.get_member_or_404(request.member, member_id))


def _code_page(request, member):
    """Shown in this one answer and kept nowhere in clear."""
    code = actions.make_enrolment_code(by=request.member, member=member)
    return render(request, "agencies/code.html", {"found": member, "code": code})
