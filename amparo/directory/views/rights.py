from django.shortcuts import render

from amparo.directory import access
from amparo.directory.forms.service import PlaceForm
from amparo.directory.queries import rights as queries


def rights(request):
    """The rights of victims, the services that deliver each at a place, and rights without one."""
    form = PlaceForm(request.GET or None)
    place = form.cleaned_data["place"] if form.is_bound and form.is_valid() else None
    found = queries.at(access.visible_services(request.member), place)
    context = {
        "form": form,
        "place": place,
        "rights": found,
        "gaps": queries.gaps(found),
        "source": queries.source(),
    }
    return render(request, "directory/rights.html", context)
