"""Error pages: what happened, why it matters, what to do. They quote nobody's data."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from amparo.core.decisions import Refused


def refused(request, exception=None):
    reason = str(exception) if isinstance(exception, Refused) else _(
        "This page is not open to your role. Nothing was changed. If you need it for your work, "
        "ask your coordinator."
    )
    return render(request, "site/refused.html", {"reason": reason}, status=403)


def not_found(request, exception=None):
    return render(request, "site/not_found.html", status=404)


def broken(request):
    return render(request, "site/broken.html", status=500)
