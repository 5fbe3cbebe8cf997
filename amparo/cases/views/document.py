from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amparo.cases import access, actions, policies
from amparo.cases.access import document as originals
from amparo.cases.actions.documents import keep_cleaned_copy
from amparo.cases.forms.document import OriginalForm, RemovalForm
from amparo.cases.policies import document as of_documents
from amparo.cases.views.document_new import copy_of, scanned
from amparo.core.file_types import SAID
from amparo.people.access import confirmation_required, confirmed_recently
from amparo.people.queries import keeping as queries_keeping
from amparo.taxonomy import vague


@confirmation_required
def document(request, case_id, document_id):
    """What is known of a document. Its name may say who she is, so it asks who is asking."""
    case = access.open_case(request.member, case_id, page="document")
    document = access.open_document(request.member, case, document_id)
    policies.can_take_out(document, by=request.member).or_refuse()
    context = {
        "case": case,
        "document": document,
        "valid_until": vague.display(document.valid_until),
        "form": RemovalForm(),
        "may_take_out": of_documents.can_take_out_copy(document, by=request.member),
        "original_form": OriginalForm(
            reasons=of_documents.reasons_of(document, by=request.member), auto_id="id_original_%s"
        ),
        "may_clean": of_documents.can_clean(document, by=request.member),
        "may_remove": policies.can_remove_document(
            document, by=request.member, held=queries_keeping.is_held(case.person_id)
        ),
    }
    return render(request, "cases/document.html", context)


@require_safe
def file(request, case_id, document_id):
    """The file itself, under a name that says nothing, for no browser to show, run or keep."""
    case = access.open_case(request.member, case_id, page="document_file")
    if not confirmed_recently(request):
        # Confirming leads back to the page: a file alone would leave her before a closed door.
        return redirect("cases:document", case_id=case.pk, document_id=document_id)
    document = access.take_out_document(request.member, case, document_id)
    of_documents.can_take_out_copy(document, by=request.member).or_refuse()
    return downloaded(document, document.content)


@require_POST
def original(request, case_id, document_id):
    """The file as it came, with all that it says on the side: for a reason that the log keeps."""
    case = access.open_case(request.member, case_id, page="document_original")
    document = access.document_of(case, document_id)
    if not confirmed_recently(request):
        return redirect(document)
    reasons = of_documents.reasons_of(document, by=request.member)
    form = OriginalForm(request.POST, reasons=reasons)
    if not form.is_valid():
        messages.error(request, _("Say why the original is opened; the log keeps the reason."))
        return redirect(document)
    reason = form.cleaned_data["reason"]
    of_documents.can_open_original(document, by=request.member, reason=reason).or_refuse()
    document = originals.open_original(request.member, case, document_id, reason=reason)
    return downloaded(document, document.original)


def downloaded(document, content):
    """For no browser to show, run or keep."""
    headers = {
        "Content-Disposition": f'attachment; filename="{document.neutral_name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=SAID[document.file_type], headers=headers)


@require_POST
@transaction.non_atomic_requests
def clean(request, case_id, document_id):
    """Make the cleaned copy now. As when a file comes: others save while it is made."""
    with transaction.atomic():
        case = access.open_case(request.member, case_id, page="document")
        document = access.document_of(case, document_id)
        if not confirmed_recently(request):
            return redirect(document)
        of_documents.can_clean(document, by=request.member).or_refuse()
        facts = {"content": document.original, "file_type": document.file_type}
    problem = scanned(request, case, facts["content"])
    copy, problem = (b"", problem) if problem else copy_of(facts, original_only=False)
    if problem:
        said = _("No cleaned copy could be made of this document, so it stays as it is: sealed.")
        messages.error(request, said)
    else:
        keep_cleaned_copy(by=request.member, document=document, copy=copy)
        messages.success(request, _("The cleaned copy is kept beside the original."))
    return redirect(document)


@require_POST
def remove(request, case_id, document_id):
    """Remove a document for good, with the reason that the log keeps."""
    case = access.open_case(request.member, case_id, page="document")
    document = access.document_of(case, document_id)
    if not confirmed_recently(request):
        # Whoever finds an open session removes nothing.
        return redirect(document)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the document is removed; the log keeps the reason."))
        return redirect(document)
    actions.remove_document(by=request.member, document=document, **form.cleaned_data)
    said = _("Document %(number)s was removed. The log keeps that it was here, and why it went.")
    messages.success(request, said % {"number": document.number})
    return redirect(case)
