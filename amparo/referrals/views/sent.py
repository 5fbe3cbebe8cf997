from django.shortcuts import render
from django.utils.http import urlencode

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.referrals.access import referral as access
from amparo.referrals.forms.referral import StateForm
from amparo.referrals.queries import referrals as queries


def sent(request):
    """The referrals of her cases, the newest first."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    form = StateForm(request.GET)
    wanted = form.cleaned_data["state"] if form.is_valid() else ""
    found = queries.in_state(access.sent(request.member), wanted)
    page = queries.page_of(found, by_day="drafted_at", after=request.GET.get("after", ""))
    older = f"?{urlencode({'state': wanted, 'after': page.after})}" if page.after else ""
    audit.record("referrals_listed", by=request.member, detail={"number": len(page.lines)})
    context = {"form": form, "older": older, "lines": page.lines, "asked": wanted}
    return render(request, "referrals/sent.html", context)
