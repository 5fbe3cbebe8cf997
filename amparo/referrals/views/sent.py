from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.referrals.access import referral as access
from amparo.referrals.forms.referral import StateForm
from amparo.referrals.queries import referrals as queries

PAGE = 25


def sent(request):
    """The referrals of her cases, the newest first."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    form = StateForm(request.GET)
    wanted = form.cleaned_data["state"] if form.is_valid() else ""
    found = queries.in_state(access.sent(request.member), wanted).order_by("-drafted_at", "id")
    page = Paginator(found.values_list("pk", flat=True), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "lines": queries.page_of(found, page), "asked": wanted}
    return render(request, "referrals/sent.html", context)
