from django.http import HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_POST

from amparo.agencies import actions

LONGEST = 2_000_000
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "form"}


@require_POST
def keep(request):
    """Keep what has been typed so far. Being typed counts as activity, so the session lives on."""
    form = request.POST.get("draft_form", "")[:200]
    if not form:
        return HttpResponseBadRequest()
    content = {
        name: values
        for name, values in request.POST.lists()
        if name not in NEVER_KEPT and name != "draft_form"
    }
    if sum(len(value) for values in content.values() for value in values) > LONGEST:
        return HttpResponse(status=413)
    actions.keep_draft(by=request.member, form=form, content=content)
    return HttpResponse(status=204)
