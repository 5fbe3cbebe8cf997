from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.cases import access, actions, policies, queries
from amparo.cases.forms.document import (
    HARMFUL,
    NOT_CLEANED,
    SCANNER_AWAY,
    DocumentForm,
)
from amparo.cases.models.document import MOST_BYTES, MOST_COPY_BYTES, MOST_DOCUMENTS
from amparo.cases.queries import documents as queries_documents
from amparo.core import clamd, cleaning, clock
from amparo.core.file_types import FileType

# Said by our own script, which shows the progress and then follows by itself.
SCRIPT = "X-Sent-By-Script"


@transaction.non_atomic_requests
def document_new(request, case_id):
    """Add a document. Whoever has no script sends the same form and sees the same pages.

    The file is looked at between two transactions: cleaning takes seconds, and others save.
    """
    with transaction.atomic():
        case = access.open_case(request.member, case_id, page="document_new")
        held = queries.number_of_documents(case)
        weight = queries_documents.weight_of_documents(case)
        may_add = policies.can_add_document(case, by=request.member, held=held, weight=weight)
    form = DocumentForm(initial={"received_on": clock.today()})
    if request.method == "POST":
        # Said before the file is looked at, and with it, not on a page of its own.
        form = DocumentForm(request.POST, request.FILES, sent=length_of(request))
        if may_add and form.is_valid() and (answer := handle_valid(request, case, form)):
            return answer
    context = {
        "case": case,
        "form": form,
        "held": held,
        "most": MOST_DOCUMENTS,
        "most_bytes": MOST_BYTES,
        "may_add": may_add,
    }
    with transaction.atomic():
        return render(request, "cases/document_new.html", context)


def handle_valid(request, case, form):
    """Keep it, or say on the form why not."""
    facts = form.facts()
    if problem := scanned(request, case, facts["content"]):
        return form.add_error("file", problem)
    copy, problem = copy_of(facts, original_only=form.cleaned_data["original_only"])
    if problem:
        return form.add_error("file", problem)
    document = actions.add_document(by=request.member, case=case, copy=copy, **facts)
    said = _("Document %(number)s was sealed and kept with the case.")
    messages.success(request, said % {"number": document.number})
    if SCRIPT in request.headers:
        return HttpResponse(status=204, headers={"Location": case.get_absolute_url()})
    return redirect(case)


def scanned(request, case, content):
    """What the virus scanner has against it, where one is set up."""
    if not clamd.is_wanted():
        return ""
    try:
        if not clamd.is_harmful(content):
            return ""
    except clamd.Away:
        return SCANNER_AWAY
    with transaction.atomic():
        audit.record("document_refused", by=request.member, about=case)
    return HARMFUL


def copy_of(facts, *, original_only):
    """The cleaned copy, or nothing, and why there is none."""
    if facts["file_type"] == FileType.TEXT or original_only:
        return b"", ""
    try:
        copy = cleaning.cleaned(facts["content"], facts["file_type"])
    except cleaning.CannotClean as error:
        return b"", NOT_CLEANED[error.because]
    if len(copy) > MOST_COPY_BYTES:
        return b"", NOT_CLEANED[cleaning.Because.TOO_MUCH]
    return copy, ""


def length_of(request):
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdecimal() else 0
