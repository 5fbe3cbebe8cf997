"""Keeping and forgetting what has been typed, by script every 20 seconds or by a plain button."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import actions

LONGEST = 2_000_000
OWN_FIELDS = {"csrfmiddlewaretoken", "draft_form", "draft_next", "draft_quiet", "draft_forget"}
SECRETS = ("password", "secret", "token", "credential")


@require_POST
def keep(request):
    """Keep what has been typed so far. Being typed counts as activity, so the session lives on."""
    form = request.POST.get("draft_form", "")
    if not form or len(form) > 200:
        return HttpResponseBadRequest()
    if "draft_forget" in request.POST:
        actions.drop_draft(by=request.member, form=form)
        messages.success(request, _("The draft was thrown away."))
        return redirect(_onward(request))
    content = typed(request.POST)
    if sum(len(value) for values in content.values() for value in values) > LONGEST:
        return _too_long(request)
    actions.keep_draft(by=request.member, form=form, content=content)
    if _by_script(request):
        return HttpResponse(status=204)
    messages.success(
        request,
        _(
            "What you have typed is kept for seven days and only you can see it. "
            "It is not sent yet."
        ),
    )
    return redirect(_with_draft(_onward(request)))


def typed(post):
    """What may be kept of a form: not our own fields, and no secret."""
    return {
        name: values
        for name, values in post.lists()
        if name not in OWN_FIELDS and not any(word in name.lower() for word in SECRETS)
    }


def _by_script(request):
    """Only the button on the page says where to go next and does not ask for silence."""
    return "draft_quiet" in request.POST or "draft_next" not in request.POST


def _onward(request):
    onward = request.POST.get("draft_next", "/")
    if url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        return onward
    return "/"


def _with_draft(onward):
    """The same page, filled with the draft."""
    path, _mark, query = onward.partition("?")
    kept = [part for part in query.split("&") if part and part != "draft=1"]
    return f"{path}?{'&'.join([*kept, 'draft=1'])}"


def _too_long(request):
    if _by_script(request):
        return HttpResponse(status=413)
    messages.error(
        request,
        _(
            "What you typed is longer than a draft can hold, so nothing was kept. "
            "Shorten the longest text and try again."
        ),
    )
    return redirect(_onward(request))
