from django.http import HttpResponse
from django.shortcuts import render

from amparo import audit
from amparo.core import clock
from amparo.organisations.enums import GovernmentLevel, Sector
from amparo.reporting.network import collecting as queries
from amparo.reporting.network import measures, picture
from amparo.reporting.network.forms import NetworkForm

ROWS, ISOLATES = 25, 60


def network(request):
    """Who works with whom, as it stood at the end of a year; and what if one were gone."""
    form = _form(request)
    held = queries.network(**form.facts)
    found = measures.measure(held)
    form.offer(sorted(((row.body.key, row.body.full_name) for row in found.rows), key=_name))
    wanted = form.cleaned_data.get("without") if form.is_valid() else ""
    context = {
        "form": form,
        "day": form.day,
        "picture": picture.draw(held),
        "found": found,
        "rows": [
            (row, Sector(row.body.sector).label, GovernmentLevel(row.body.level).label)
            for row in found.rows[:ROWS]
        ],
        "isolates": found.isolates[:ISOLATES],
        "ties": [(tie, [held.bodies[key] for key in tie.joins]) for tie in held.ties[:ROWS]],
        "unfed": [kind.label for kind in queries.UNFED],
        "query": request.GET.urlencode(),
    }
    if wanted in held.bodies:
        context |= _without(measures.remove(held, wanted))
    return render(request, "reporting/network.html", context)


def _without(removal):
    shares = ("before", "after", "loss", "low", "high")
    percents = {name: round(100 * getattr(removal, name)) for name in shares}
    return {"removal": removal, "percents": percents}


def graphml(request):
    """The same for other programs: organisations, what joins them, printed flows."""
    held = queries.network(**_form(request).facts)
    audit.record("network_taken_out", by=request.member, detail={"bodies": len(held.bodies)})
    response = HttpResponse(measures.graphml(held), content_type="application/graphml+xml")
    response["Content-Disposition"] = 'attachment; filename="red.graphml"'
    return response


def _form(request):
    today = clock.today()
    form = NetworkForm(request.GET or None, first=queries.first_year(today), today=today)
    form.is_valid()
    return form


def _name(pair):
    return pair[1].casefold()
