"""The directory for anybody: public services alone. Nothing of who looks at them is kept or set."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from amparo.core import clock
from amparo.directory import access
from amparo.directory.forms.service import PublicFindForm
from amparo.directory.queries import service as queries
from amparo.directory.shown import to_anybody

PAGE = 20
# A search is a few words.
MOST_BYTES = 10_000


def leaves_no_trace(view):
    """No cookie, no copy in the browser, nothing to the next page; in the language she chose."""

    @login_not_required
    # There is no session that another site could use, and the token would be a cookie of ours.
    @csrf_exempt
    @wraps(view)
    def traceless(request, **about):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return HttpResponse(status=413)
        chosen = request.GET.get("l", "")
        spoken = chosen if chosen in dict(settings.LANGUAGES) else translation.get_language()
        with translation.override(spoken):
            answer = view(request, **about)
        answer["Cache-Control"] = "no-store"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return traceless


def _shown(request, template, context):
    said = {
        "leave": settings.TIP_EXIT,
        "languages": settings.LANGUAGES,
        "spoken": translation.get_language(),
    }
    return render(request, template, said | context)


@leaves_no_trace
def services(request):
    """Found by need and place. What was asked for travels in the form, so no address keeps it."""
    form = PublicFindForm(request.POST or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    now, public = clock.now(), access.public_services()
    found = queries.in_order(queries.found(public, now=now, **asked))
    page = Paginator(found, PAGE).get_page(request.POST.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [to_anybody(each, now=now) for each in queries.of(public, page)],
    }
    return _shown(request, "directory/public/services.html", context)


@leaves_no_trace
def service(request, service_id):
    """One service: what it does, when, for whom, what to bring, and how it is reached."""
    held = access.get_public_service_or_404(service_id)
    context = {"service": held, "shown": to_anybody(held, now=clock.now())}
    return _shown(request, "directory/public/service.html", context)


@leaves_no_trace
def card(request, service_id):
    """The same card that a caseworker gives, to print or to copy down."""
    held = access.get_public_service_or_404(service_id)
    context = {"service": held, "shown": to_anybody(held, now=clock.now())}
    return render(request, "directory/card.html", context)
