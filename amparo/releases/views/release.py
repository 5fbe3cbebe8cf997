from django.shortcuts import render

from amparo.releases import access, holding, policies, wording
from amparo.releases.forms import ReturnForm
from amparo.taxonomy import codes
from amparo.taxonomy.queries import place_path


def release(request, release_id):
    """The printed figures of a release, why each is what it is, and who has looked."""
    found = access.get_release_or_404(request.member, release_id)
    reviewed_by = set(found.reviews.values_list("reviewer_id", flat=True))
    language = request.LANGUAGE_CODE
    page = {
        "release": found,
        "people": wording.people(found.judged),
        "people_reason": wording.reason(found.judged["people_reason"]),
        "tables": wording.tables(found.judged, holding.since(found)),
        "coverage": wording.coverage(),
        "refusals": [r[f"sentence_{language}"] for r in found.judged["refusals"]],
        "place": place_path(found.scope),
        "definition": codes.definition(found.extract.definition_version),
        "reviews": access.visible_reviews(request.member, found),
        "may_review": policies.can_review(found, by=request.member, reviewed_by=reviewed_by),
        "form": ReturnForm(),
    }
    return render(request, "releases/release.html", page)
