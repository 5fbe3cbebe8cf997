"""Error pages: what happened, why it matters, what to do. They quote nobody's data."""

import logging
import sys

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import loader
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amparo.core.decisions import Refused
from amparo.core.keyring import locked_by
from amparo.core.transactions import has_no_room, waited_in_vain
from amparo.site.views import resending

log = logging.getLogger("amparo.site")


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
    error = sys.exc_info()[1]  # before the view was reached, or after it
    if locked_by(error):
        return locked(request)
    return not_saved(request, error) or _alone("site/broken.html", 500)


def locked(request):
    """The key ring is not open. The page names no keys: anyone can ask for it."""
    response = _alone("site/locked.html", 503)
    response["Retry-After"] = "120"
    return response


def restoring(request):
    """A backup is being brought back. Whoever runs the machine knows; nobody else need."""
    response = _alone("site/restoring.html", 503)
    response["Retry-After"] = "300"
    response["Cache-Control"] = "no-store"
    return response


def not_saved(request, error):
    """The page for a busy database or a full disk, or None. What was typed comes back with it."""
    is_full = has_no_room(error)
    if not is_full and not waited_in_vain(error):
        return None
    log.warning("disk full" if is_full else "database busy")
    if hasattr(request, "session"):
        request.session.modified = False  # nor could that be saved, and once waiting is enough
    context = {
        "is_full": is_full,
        "is_sent": request.method == "POST",
        "has_files": bool(request.FILES),
        "typed": resending.typed(request),
        "is_kept": not is_full and resending.kept(request),
        "path": request.get_full_path(),
        "csrf_token": get_token(request),
    }
    response = _alone("site/not_saved.html", 503, context)
    response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"
    return response


def _alone(template, status, more=None):
    """Rendered without request, database or manifest: any of them may be what is broken."""
    context = (more or {}) | {
        "language": get_language() or settings.LANGUAGE_CODE,
        "displayed_name": settings.DISPLAYED_NAME,
        "demonstration": settings.DEMONSTRATION,
        "static": f"{settings.STATIC_URL}site/",
    }
    return HttpResponse(loader.render_to_string(template, context), status=status)
