from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.cases import access, actions, policies, queries
from amparo.cases.forms.document import DocumentForm
from amparo.cases.models.document import MOST_BYTES, MOST_DOCUMENTS
from amparo.core import clock

# Said by our own script, which shows the progress and then follows by itself.
SCRIPT = "X-Sent-By-Script"


def document_new(request, case_id):
    """Add a document. Whoever has no script sends the same form and sees the same pages."""
    case = access.open_case(request.member, case_id, page="document_new")
    held = queries.number_of_documents(case)
    may_add = policies.can_add_document(case, by=request.member, held=held)
    if request.method == "POST":
        # Said before the file is looked at, and with it, not on a page of its own.
        form = DocumentForm(request.POST, request.FILES, sent=length_of(request))
        if may_add and form.is_valid():
            return handle_valid(request, case, form)
    else:
        form = DocumentForm(initial={"received_on": clock.today()})
    context = {
        "case": case,
        "form": form,
        "held": held,
        "most": MOST_DOCUMENTS,
        "most_bytes": MOST_BYTES,
        "may_add": may_add,
    }
    return render(request, "cases/document_new.html", context)


def handle_valid(request, case, form):
    document = actions.add_document(by=request.member, case=case, **form.facts())
    said = _("Document %(number)s was sealed and kept with the case.")
    messages.success(request, said % {"number": document.number})
    if SCRIPT in request.headers:
        return HttpResponse(status=204, headers={"Location": case.get_absolute_url()})
    return redirect(case)


def length_of(request):
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdecimal() else 0
