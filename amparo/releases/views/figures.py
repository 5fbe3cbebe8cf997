from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from amparo.releases import holding, queries, wording
from amparo.statistics.queries import PROGRAMME
from amparo.taxonomy import codes


@login_not_required
def figures(request):
    """The newest published figures of the programme, for anyone: a public page."""
    found = queries.published(PROGRAMME).last()
    page = {"release": found}
    if found is not None:
        since = holding.since(found)
        page |= {
            "people": wording.people(found.judged),
            "people_is_number": found.judged["people"].isdecimal(),
            "people_since": since.get(holding.TOTAL),
            "tables": wording.tables(found.judged, since),
            "coverage": wording.coverage(),
            "definition": codes.definition(found.extract.definition_version),
        }
    return render(request, "releases/figures.html", page)
