"""A refusal is logged in a transaction of its own: after the roll-back, before the answer.

A page that is only looked at changes nothing but the log, and the database holds it to that.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from amparo import audit

REFUSALS = {403, 404}


class LogDenials:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        member = getattr(request, "member", None)
        if response.status_code in REFUSALS and member is not None:
            _log(request, response, member)
        return response


@transaction.atomic
def _log(request, response, member):
    """The route and the ids in it, never the path: a path may hold what somebody typed."""
    match = request.resolver_match
    detail = {"status": response.status_code, "method": request.method}
    if match:
        detail["route"] = match.view_name or match.route
        detail["asked"] = {
            key: str(value)
            for key, value in match.kwargs.items()
            if type(value).__name__ in ("UUID", "int")
        }
    audit.record("denied", by=member, detail=detail)


def reads_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say of a page that it changes nothing although it is sent as a form, such as a search."""
    view.reads_only = True
    return view


def leaves_something(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say of a page that looking at it changes more than the log."""
    view.leaves_something = True
    return view


class ReadingPages:
    """Whoever looks at one of our pages does not hold the lock of whoever saves."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        finally:
            connection.only_read(False)

    def process_view(self, request, view, _args, _kwargs):
        looked_at = request.method in ("GET", "HEAD") and not hasattr(view, "leaves_something")
        if view.__module__.startswith("amparo.") and (looked_at or hasattr(view, "reads_only")):
            connection.only_read(True)
