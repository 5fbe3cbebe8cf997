from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from amparo.cases import access as cases
from amparo.cases.queries import disclosure as disclosures
from amparo.cases.views.disclosure import SALT, log_sight, seen_of
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import policies as people
from amparo.people.access import confirmation_required_to_look
from amparo.referrals.access import referral as access
from amparo.referrals.actions import referral as actions
from amparo.referrals.enums import CHOSEN, ReferralState
from amparo.referrals.forms.referral import CloseForm
from amparo.referrals.policies import referral as policies
from amparo.referrals.queries import going as going_now
from amparo.referrals.queries import referrals as queries
from amparo.referrals.queries import services


@confirmation_required_to_look
def referral(request, case_id, referral_id):
    """What would go, block by block, with the reason; then how it was answered."""
    case = cases.open_case(request.member, case_id, page="referral")
    held = access.referral_or_404(case, referral_id)
    form = CloseForm(request.POST if request.POST.get("step") == "close" else None)
    if request.method == "POST":
        done = {"send": send, "close": close}.get(request.POST.get("step"), nothing)
        if done(request, held, form):
            return redirect(held)
    return page(request, case, held, form)


def send(request, held, _form):
    seen = seen_of(request.POST.get("seen", ""), held.disclosure, by=request.member)
    made = actions.send(
        by=request.member,
        referral=held,
        was_seen=seen and seen["blocks"],
        seen_at=seen and parse_datetime(seen["at"]),
    )
    if made.state == ReferralState.SENT:
        messages.success(request, _("Sent. The other agency reads these blocks and no more."))
    else:
        messages.info(request, _("Asked. Nothing goes until the second person says yes."))
    return True


def close(request, held, form):
    if not form.is_valid():
        return False
    try:
        actions.close(by=request.member, referral=held, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Closed. Nobody reads anything that went with it any more."))
    return True


def nothing(request, held, _form):
    messages.info(request, _("Nothing was changed."))
    return True


def page(request, case, held, form):
    people.can_reveal(case.person, by=request.member).or_refuse()
    today = clock.today()
    found = going_now.verdicts(held, on=today)
    drafted = held.state == ReferralState.DRAFTED
    going = going_now.going(held, found, on=today) if drafted or held.is_live else []
    log_sight(request.member, held.disclosure, going)
    who, at = str(request.member.pk), clock.now().isoformat()
    seen = {"id": str(held.disclosure_id), "by": who, "blocks": going, "at": at}
    context = {
        "case": case,
        "referral": held,
        "disclosure": held.disclosure,
        "rows": disclosures.rows(held.disclosure, found, going) if drafted or held.is_live else [],
        "asks": held.disclosure.takes_two and not held.disclosure.confirmed_by_id,
        "seen": signing.dumps(seen, salt=SALT),
        "answers": queries.answers_of(held),
        "gone": queries.outside_our_control([held]),
        "may_send": policies.can_send(held, by=request.member, going=going, was_seen=going),
        "may_close": policies.can_close(held, by=request.member, ending=CHOSEN[0]),
        "form": form,
        "drafted": drafted,
        "next": services.come_next(request.member, held, now=clock.now())
        if held.state == ReferralState.REFUSED
        else [],
    }
    return render(request, "referrals/referral.html", context)
