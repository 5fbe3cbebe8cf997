"""What every answer carries: how long it took (for the log), and that nobody may keep a copy."""

import logging
import time

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


class PrivatePages:
    """A page behind sign-in is not stored by the browser: Back after sign-out shows nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "member", None) is not None and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response
