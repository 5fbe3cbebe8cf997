"""What every answer carries: how long it took (for the log), and that nobody may keep a copy."""

import logging
import time

from amparo.core import closing
from amparo.core.keyring import locked_by
from amparo.site import acted
from amparo.site.views import errors

log = logging.getLogger("amparo.requests")


class Timing:
    """One log line for each answer: route, status, time. Never the path or what was typed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        extra = {
            "route": match.route if match else "",
            "status_code": response.status_code,
            "duration_ms": round(1000 * (time.perf_counter() - began)),
        }
        log.info("request", extra=extra)
        return response


class Closed:
    """While a restore runs nobody is answered: not before the erased are gone again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return errors.restoring(request) if closing.is_closed() else self.get_response(request)


class KeyRingOpen:
    """A page that needs the key ring while it is locked says so, and that it is nobody's fault."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, _args, _kwargs):
        """Who she is cannot be known now; the sign-in page would only make her type in vain."""
        is_hers = getattr(view, "login_required", True)
        return errors.locked(request) if is_hers and request.session.is_locked else None

    def process_exception(self, request, exception):
        return errors.locked(request) if locked_by(exception) else None


class SavingPossible:
    """Where the database was busy or its disk full, nobody loses what she had typed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return errors.not_saved(request, exception)


class PrivatePages:
    """A page behind sign-in is not stored by the browser: Back after sign-out shows nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "member", None) is not None and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response


class DueAnew:
    """What she has just done may have been due: her next page counts anew."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        member = getattr(request, "member", None)
        # A form that was saved leads on to another page; a draft, kept every few seconds, does not.
        if request.method == "POST" and response.status_code == 302 and member is not None:
            acted.note(response)
        return response
