from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import access, actions, policies, queries
from amparo.agencies.enums import RequestKind
from amparo.agencies.forms import InvitationForm
from amparo.agencies.views.requests import say
from amparo.core import clock


def members(request):
    """What waits for a second yes, and everyone who may sign in or has not come in yet."""
    by = request.member
    waiting = _waiting(by)
    asked = {(row["request"].kind, row["request"].member_id) for row in waiting}
    held = queries.with_second_factor()
    context = {
        "waiting": waiting,
        "rows": [_row(member, by, held, asked) for member in access.visible_members(by)],
        "without_coordinator": queries.agencies_without_coordinator(),
    }
    return render(request, "agencies/members.html", context)


def _waiting(by):
    access.visible_members(by)
    now = clock.now()
    return [
        {
            "request": one,
            "until": policies.waits_until(one),
            "may_confirm": policies.can_confirm(one, by=by, now=now),
            "may_refuse": policies.can_refuse(one, by=by),
        }
        for one in queries.waiting_requests()
    ]


def _row(member, by, held, asked):
    has_factor = member.pk in held
    facts = {"by": by, "has_factor": has_factor}
    return {
        "member": member,
        "has_factor": has_factor,
        "invited": not member.has_usable_password(),
        "may_ask_code": policies.can_ask_code(
            member, waits=(RequestKind.CODE, member.pk) in asked, **facts
        ),
        "may_ask_reset": policies.can_ask_reset(
            member, waits=(RequestKind.LOST_FACTOR, member.pk) in asked, **facts
        ),
    }


@reauthentication_required
def invite(request):
    access.visible_members(request.member)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = request.build_absolute_uri("/")
        waits = actions.invite(by=request.member, address=address, **form.cleaned_data)
        say(request, waits, _("Invited. The link in the message works once, for 30 minutes."))
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
    say(request, actions.ask_factor_reset(by=request.member, member=member), "")
    return redirect("agencies:members")


@require_POST
@reauthentication_required
def give_code(request, member_id):
    """Shown in this one answer and kept nowhere in clear; or asked for, where it takes two."""
    member = access.get_member_or_404(request.member, member_id)
    if not policies.takes_two(member.role):
        say(request, actions.ask_code(by=request.member, member=member), "")
        return redirect("agencies:members")
    code = actions.make_enrolment_code(by=request.member, member=member)
    return render(request, "agencies/code.html", {"found": member, "code": code})
