"""The directory for anybody: public services alone. Nothing of who looks at them is kept or set."""

from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.core import clock
from amparo.core.traceless import leaves_no_trace, shown
from amparo.directory import access
from amparo.directory.forms.service import PublicFindForm
from amparo.directory.queries import service as queries
from amparo.directory.shown import to_anybody

PAGE = 20
# A search is a few words.
MOST_BYTES = 10_000


@leaves_no_trace(most_bytes=MOST_BYTES)
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
    return shown(request, "directory/public/services.html", context)


@leaves_no_trace(most_bytes=MOST_BYTES)
def service(request, service_id):
    """One service: what it does, when, for whom, what to bring, and how it is reached."""
    held = access.get_public_service_or_404(service_id)
    context = {"service": held, "shown": to_anybody(held, now=clock.now())}
    return shown(request, "directory/public/service.html", context)


@leaves_no_trace(most_bytes=MOST_BYTES)
def card(request, service_id):
    """The same card that a caseworker gives, to print or to copy down."""
    held = access.get_public_service_or_404(service_id)
    context = {"service": held, "shown": to_anybody(held, now=clock.now())}
    return render(request, "directory/card.html", context)
