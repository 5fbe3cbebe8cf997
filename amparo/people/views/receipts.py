from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from amparo.core import erasure_register
from amparo.people import access, notice, sheet_pdf
from amparo.people.enums import ErasureState
from amparo.people.queries import keeping as queries

# Neutral on a shared desktop or telephone.
FILE_NAME = "documento.pdf"


@require_safe
def erasure(request, erasure_id):
    """What is told to somebody who was erased: when, and until which day a copy may last."""
    found = queries.carried_out(access.kept_agencies(request.member))
    done = get_object_or_404(found, pk=erasure_id, state__in=ErasureState.values)
    gone_on = erasure_register.gone_on(queries.day_of(done.done_at or done.answered_at))
    context = notice.controller() | {"erasure": done, "gone_on": gone_on}
    return answered(request, "people/rights/erasure_receipt.html", context)


@require_safe
def consent(request, person_id, consent_id):
    """Her answer on a paper, or a few words that say nothing of what it was about."""
    person = access.open_person(request.member, person_id, page="consent_receipt")
    held = person.consents.filter(pk=consent_id).first()
    if held is None:
        raise Http404
    context = notice.controller() | {
        "consent": held,
        "neutral": request.GET.get("form") == "neutral",
        "neutral_contact": notice.neutral_contact(),
        "day": held.withdrawn_at or held.given_on,
    }
    return answered(request, "people/rights/consent_receipt.html", context)


def answered(request, template, context):
    """On screen, or as a paper: where no printer stands she takes the file, if that is safe."""
    if request.GET.get("as") != "pdf":
        return render(request, template, context)
    pdf = sheet_pdf.pages(render_to_string(template, context, request=request))
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
