from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.cases import access
from amparo.cases import policies as case_policies
from amparo.core import clock
from amparo.directory import access as directory
from amparo.directory.queries import service as services
from amparo.directory.shown import shown
from amparo.referrals.access import referral as doors
from amparo.referrals.forms.referral import USUAL, LookForm
from amparo.referrals.queries import paper
from amparo.referrals.queries import referrals as queries
from amparo.referrals.queries import services as looked_for

PAGE = 10


def of_case(request, case_id):
    """The referrals of a case, and the services that fit her: by age, group and language."""
    case = access.open_case(request.member, case_id, page="referrals")
    first = looked_for.for_her(case, on=clock.today())
    # What was typed, or what is known of her.
    form = LookForm(request.GET if "look" in request.GET else first)
    asked = form.cleaned_data if form.is_valid() else {}
    now, visible = clock.now(), directory.visible_services(request.member)
    fits = services.in_order(services.found(visible, now=now, **asked))
    page = Paginator(fits, PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "form": form,
        "referrals": queries.of_case(case),
        "gone": queries.outside_our_control(doors.of_case(case)),
        "page": page,
        "lines": [
            (shown(request.member, each, now=now), paper.likely_of(each))
            for each in services.of(visible, page)
        ],
        "need": asked.get("need", ""),
        "usual": USUAL,
        "looked_for": request.GET.urlencode() if "look" in request.GET else "",
        "may_record": case_policies.can_record(case, by=request.member),
    }
    return render(request, "referrals/of_case.html", context)
