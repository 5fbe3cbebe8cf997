"""A refusal is logged in a transaction of its own: after the roll-back, before the answer."""

from django.db import transaction

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
