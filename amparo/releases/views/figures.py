from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from amparo.releases import queries, wording
from amparo.statistics.queries import PROGRAMME
from amparo.taxonomy import codes


@login_not_required
def figures(request):
    """The newest published figures of the programme, for anyone: a public page."""
    found = queries.published(PROGRAMME).last()
    page = {"release": found}
    if found is not None:
        page |= {
            "people": wording.shown(found.judged["people"]),
            "tables": wording.tables(found.judged),
            "definition": codes.definition(found.extract.definition_version),
        }
    return render(request, "releases/figures.html", page)
