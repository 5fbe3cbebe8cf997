"""Error pages: what happened, why it matters, what to do. They quote nobody's data."""

import sys

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amparo.core.decisions import Refused
from amparo.core.keyring import locked_by


def refused(request, exception=None):
    reason = (
        str(exception)
        if isinstance(exception, Refused)
        else _(
            "This page is not open to your role. Nothing was changed. If you need it for your "
            "work, ask your coordinator."
        )
    )
    return render(request, "site/refused.html", {"reason": reason}, status=403)


def not_found(request, exception=None):
    return render(request, "site/not_found.html", status=404)


def stale_form(request, reason=""):
    """The token that proves a form came from our own page is missing or old."""
    return render(request, "site/stale_form.html", status=403)


def too_many(request):
    return render(request, "site/too_many.html", status=429)


def malformed(request, exception=None):
    return _alone("site/malformed.html", 400)


def broken(request):
    if locked_by(sys.exc_info()[1]):  # before the view was reached, or after it
        return locked(request)
    return _alone("site/broken.html", 500)


def locked(request):
    """The key ring is not open. The page names no keys: anyone can ask for it."""
    response = _alone("site/locked.html", 503)
    response["Retry-After"] = "120"
    return response


def _alone(template, status):
    """Rendered without request, database or manifest: any of them may be what is broken."""
    context = {
        "language": get_language() or settings.LANGUAGE_CODE,
        "displayed_name": settings.DISPLAYED_NAME,
        "demonstration": settings.DEMONSTRATION,
        "static": f"{settings.STATIC_URL}site/",
    }
    return HttpResponse(loader.render_to_string(template, context), status=status)
