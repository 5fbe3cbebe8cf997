from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo import audit
from amparo.cases import access
from amparo.cases.actions import notes as actions
from amparo.cases.forms.note import MaskingForm
from amparo.cases.policies import note as policies
from amparo.cases.queries import notes as queries
from amparo.cases.views.print_sheet import FILE_NAME
from amparo.core import clock
from amparo.people import policies as people
from amparo.people import sheet_pdf
from amparo.people.access import confirmation_required, confirmed_recently


@confirmation_required
def redacted(request, case_id):
    """Which words are left out, what is left then, and the copy to hand on."""
    case = access.open_case(request.member, case_id, page="redacted")
    people.can_reveal(case.person, by=request.member).or_refuse()
    held = "\n".join(queries.words_of(case))
    form = MaskingForm(initial={"words": held})
    context = {
        "case": case,
        "form": form,
        "left": queries.redacted(case),
        "may_mask": policies.can_mask(case, by=request.member, words=[]),
    }
    return render(request, "cases/notes/redacted.html", context)


@require_POST
def mask(request, case_id):
    """Say which words are left out."""
    case = access.open_case(request.member, case_id, page="redacted")
    form = MaskingForm(request.POST)
    # Whoever finds an open session changes nothing; too many words are not kept in part.
    if confirmed_recently(request) and form.is_valid():
        actions.mask_words(by=request.member, case=case, words=form.lines())
        messages.success(request, _("These words are left out. Read below what is left."))
    elif form.errors:
        messages.error(request, " ".join(form.errors["words"]))
    return redirect("cases:redacted", case_id=case.pk)


@confirmation_required
def file(request, case_id):
    """The copy as PDF: what is left out is nowhere in it."""
    case = access.open_case(request.member, case_id, page="redacted")
    people.can_reveal(case.person, by=request.member).or_refuse()
    left = queries.redacted(case)
    detail = {"notes": len(left.notes), "events": len(left.events)}
    audit.record("redacted_copy_made", by=request.member, about=case, detail=detail)
    context = {"left": left, "today": clock.today(), "case": case}
    html = render_to_string("cases/notes/redacted_print.html", context, request=request)
    headers = {
        "Content-Disposition": f'attachment; filename="{FILE_NAME}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(sheet_pdf.sheets(html), content_type="application/pdf", headers=headers)
