from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.evidence import access, actions, policies, queries, wording
from amparo.evidence.forms import AssessForm
from amparo.taxonomy.queries import place_path


def claim(request, name):
    """One claim: what it says, in whose words, how it came here, how far it is trusted."""
    found = access.get_claim_or_404(request.member, name)
    others = queries.claims_like(found)
    form = AssessForm(request.POST or None, others=others, initial=_latest(found))
    if request.method == "POST" and form.is_valid():
        chosen = [other for other in others if other.code == form.cleaned_data["corroborated_by"]]
        given = form.cleaned_data | {"corroborated_by": chosen}
        actions.assess(by=request.member, claim=found, **given)
        messages.success(request, _("The grade is recorded. Earlier grades stay in the history."))
        return redirect(found)
    page = {
        "claim": found,
        "figure": wording.figure(found),
        "period": wording.when(found.period),
        "place": place_path(found.place_code) if found.place_code else "",
        "grade": queries.grade(found),
        "judgements": queries.judgements(found),
        "lineage": queries.lineage(found.code),
        "form": form,
        "may_assess": policies.can_record(by=request.member),
    }
    return render(request, "evidence/claim.html", page)


def _latest(found):
    grade = queries.grade(found)
    if grade is None:
        return {"source": "F", "information": "6", "method": "m0"}
    return {
        "source": grade.source_grade,
        "information": grade.information_grade,
        "method": grade.method_grade,
    }
