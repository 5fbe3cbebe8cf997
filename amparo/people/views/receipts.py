from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from amparo.core import erasure_register
from amparo.people import access, notice
from amparo.people.enums import ErasureState
from amparo.people.queries import keeping as queries


@require_safe
def erasure(request, erasure_id):
    """What is told to somebody who was erased: when, and until which day a copy may last."""
    found = queries.carried_out(access.kept_agencies(request.member))
    done = get_object_or_404(found, pk=erasure_id, state__in=ErasureState.values)
    gone_on = erasure_register.gone_on(queries.day_of(done.done_at or done.answered_at))
    context = notice.controller() | {"erasure": done, "gone_on": gone_on}
    return render(request, "people/rights/erasure_receipt.html", context)


@require_safe
def consent(request, person_id, consent_id):
    """Her answer on a paper, or a few words that say nothing of what it was about."""
    person = access.open_person(request.member, person_id, page="consent_receipt")
    held = person.consents.filter(pk=consent_id).first()
    if held is None:
        raise Http404
    context = notice.controller() | {
        "consent": held,
        "neutral": request.GET.get("form") == "neutral",
        "day": held.withdrawn_at or held.given_on,
    }
    return render(request, "people/rights/consent_receipt.html", context)
