from django.http import Http404
from django.shortcuts import render

from amparo.agencies.policies import may
from amparo.agencies.roles import Permission
from amparo.analyses import asking
from amparo.analyses.collecting import collect
from amparo.analyses.document import compose


def read(request, place, language, as_of):
    """The analysis as a page, with its files to take away."""
    if not may(request.member, Permission.BUILD_ANALYSIS):
        raise Http404
    code, day = asking.place_and_day_or_404(place, as_of)
    document = compose(collect(code, day), asking.language_or_404(language))
    page = {"document": document, "place": code, "day": day.isoformat(), "kinds": asking.KINDS}
    return render(request, "analyses/read.html", page)
