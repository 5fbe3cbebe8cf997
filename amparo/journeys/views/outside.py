from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from amparo.agencies import actions as member_actions
from amparo.audit.middleware import leaves_something
from amparo.core.decisions import Refused
from amparo.journeys.actions import outside_papers as actions
from amparo.journeys.forms.outside_papers import SheetForm
from amparo.journeys.policies import outside_papers as sheet_policies
from amparo.journeys.policies import preparing as policies
from amparo.journeys.queries import gates
from amparo.journeys.queries import outside_papers as queries
from amparo.journeys.views import typed
from amparo.journeys.views.journey import opened
from amparo.people import sheet_pdf
from amparo.people.access import confirmation_required, confirmation_required_to_look

# Says nothing, in either language.
FILE_NAME = "itinerario.pdf"


@confirmation_required_to_look
def outside_new(request, case_id, journey_id):
    """A paper for an airline, a travel agency or a town hall: the traveller and the way."""
    case, held = opened(request, case_id, journey_id)
    key = f"journey-outside:{held.pk}"
    form = SheetForm(request.POST or None, initial={"language": "es"})
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_sheet(by=request.member, journey=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            member_actions.drop_draft(by=request.member, form=key)
            messages.success(request, _("The paper was made. Look at it before it goes out."))
            return redirect("journeys:journey", case_id=held.case_id, journey_id=held.pk)
    neutral = queries.neutral_name(held.case.agency)
    context = {
        "case": case,
        "journey": held,
        "neutral": neutral,
        **typed.with_draft(request, form, key),
        "may_make": policies.can_prepare(held, by=request.member)
        and sheet_policies.has_a_name(neutral)
        and gates.may_book(held),
    }
    return render(request, "journeys/home/outside_new.html", context)


@leaves_something
@transaction.non_atomic_requests
@confirmation_required
def outside(request, case_id, journey_id, paper_id):
    """The paper as it goes out, as PDF. Neither its words nor its name say anything of us."""
    with transaction.atomic():
        _case, held = opened(request, case_id, journey_id)
        paper = queries.paper_of(held, paper_id)
        if paper is None:
            raise Http404
        actions.take_out_sheet(by=request.member, paper=paper)
    with override(paper.language):
        context = {"paper": paper, "content": paper.content, "legs": queries.ways(paper)}
        html = render_to_string("journeys/outside/sheet.html", context)
    headers = {
        "Content-Disposition": f'attachment; filename="{FILE_NAME}"',
        "Content-Language": paper.language,
        "Cache-Control": "no-store",
    }
    pdf = sheet_pdf.first_on_one_page([html, html])
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_POST
def outside_cancel(request, case_id, journey_id, paper_id):
    """A cancellation for whoever holds a paper. It gives no reason."""
    _case, held = opened(request, case_id, journey_id)
    paper = queries.paper_of(held, paper_id)
    if paper is None:
        raise Http404
    actions.cancel_sheet(by=request.member, journey=held, paper=paper)
    messages.success(request, _("The cancellation was made. Take it out and send it."))
    return redirect("journeys:journey", case_id=held.case_id, journey_id=held.pk)
