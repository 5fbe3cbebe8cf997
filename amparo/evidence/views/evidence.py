from django.shortcuts import render
from django.utils.translation import gettext as _

from amparo.evidence import access, queries, wording
from amparo.evidence.enums import FigureType


def evidence(request):
    """Every claim held, kind by kind, since figures of different kinds are never added."""
    claims = [_row(claim) for claim in queries.judged(access.visible_claims(request.member))]
    kinds = [
        {"label": kind.label, "key": kind.value, "rows": rows}
        for kind in FigureType
        if (rows := [row for row in claims if row["claim"].figure_type == kind])
    ]
    if plain := [row for row in claims if not row["claim"].figure_type]:
        kinds.append({"label": _("Dates and statements"), "key": "plain", "rows": plain})
    derived = [
        {"derivation": one, "figure": wording.derived(one)}
        for one in access.visible_derivations(request.member)
    ]
    page = {
        "kinds": kinds,
        "derived": derived,
        "data_sets": access.visible_datasets(request.member),
        "sources": queries.sources_with_documents(),
    }
    return render(request, "evidence/evidence.html", page)


def _row(claim):
    return {"claim": claim, "figure": wording.figure(claim), "grade": queries.grade(claim)}
