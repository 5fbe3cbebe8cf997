from django.shortcuts import render

from amparo.agencies import queries as agencies
from amparo.agencies.policies import may
from amparo.agencies.roles import Permission
from amparo.statistics import access, queries, wording
from amparo.taxonomy import codes
from amparo.taxonomy.queries import place_path


def extract(request, extract_id):
    """An internal count with its exact figures: not for publication."""
    found = access.open_extract(request.member, extract_id)
    tally = queries.open_tally(found)
    tables = [
        {
            "name": wording.table_name(table.by),
            "several": bool(table.several),
            "rows": [
                (wording.labels(table.by, values), number)
                for values, number in sorted(table.counts.items(), key=lambda cell: -cell[1])
            ],
        }
        for table in tally.tables
    ]
    page = {
        "extract": found,
        "people": tally.people,
        "tables": tables,
        "place": place_path(found.scope),
        "definition": codes.definition(found.definition_version),
        "agencies": agencies.names(found.agency_codes),
        "may_propose": may(request.member, Permission.PROPOSE_RELEASE),
    }
    return render(request, "statistics/extract.html", page)
