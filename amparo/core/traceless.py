"""Pages for whoever is not known and wants to stay so: nothing of who looks is kept or set."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def leaves_no_trace(*, most_bytes: int) -> Callable[[View], View]:
    """No cookie, no copy in the browser, nothing to the next page; in the language she chose."""

    def decorated(view: View) -> View:
        @login_not_required
        # There is no session that another site could use, and the token would be a cookie of ours.
        @csrf_exempt
        @wraps(view)
        def traceless(request: HttpRequest, **about: Any) -> HttpResponse:
            length = request.META.get("CONTENT_LENGTH") or "0"
            if not length.isdecimal() or int(length) > most_bytes:
                return HttpResponse(status=413)
            chosen = request.GET.get("l", "")
            spoken = chosen if chosen in dict(settings.LANGUAGES) else translation.get_language()
            with translation.override(spoken):
                answer = view(request, **about)
            answer["Cache-Control"] = "no-store"
            answer["Referrer-Policy"] = "no-referrer"
            return answer

        return traceless

    return decorated


def shown(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page, with its way to leave at once and its languages."""
    said = {
        "leave": settings.TIP_EXIT,
        "languages": settings.LANGUAGES,
        "spoken": translation.get_language(),
    }
    return render(request, template, said | context, status=status)
