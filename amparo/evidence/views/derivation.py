from django.shortcuts import render

from amparo.evidence import access, queries, wording


def derivation(request, name):
    """One derived value: its formula, its interval, and the claims it is made of."""
    found = access.get_derivation_or_404(request.member, name)
    parts = [
        {"claim": part.claim, "figure": wording.figure(part.claim)} for part in found.parts.all()
    ]
    page = {
        "derivation": found,
        "figure": wording.derived(found),
        "parts": parts,
        "lineage": queries.lineage(found.code),
    }
    return render(request, "evidence/derivation.html", page)
