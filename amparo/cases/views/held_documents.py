from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.access import held_documents as access
from amparo.cases.actions import held_documents as actions
from amparo.cases.forms.held_document import HoldForm
from amparo.cases.policies import held_documents as policies
from amparo.core.file_types import SAID
from amparo.people.access import confirmation_required_to_look, confirmed_recently


@confirmation_required_to_look
def held_documents(request):
    """The documents that must stay although the rest of their file may go."""
    agencies.may(request.member, Permission.ERASE_PEOPLE).or_refuse()
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        document = access.document_to_hold(request.member, typed["number"], typed["document"])
        if document is not None:
            actions.hold_document(by=request.member, document=document, order=typed["order"])
            messages.success(
                request, _("The document is held. It stays, whatever happens to the rest.")
            )
            return redirect("cases:held_documents")
        form.add_error(
            "number",
            _("No case of yours bears this number with a document of that one. Compare both."),
        )
    found = access.held_documents(request.member)
    context = {
        "form": form,
        # A form that was typed comes back without this being asked again; what is sealed does not.
        "may_read": confirmed_recently(request),
        "standing": found.filter(lifted_at__isnull=True),
        "lifted": found.filter(lifted_at__isnull=False)[:20],
    }
    return render(request, "cases/held/held_documents.html", context)


@require_safe
def file(request, held_id):
    """The document, for the authority that ordered it."""
    if not confirmed_recently(request):
        return redirect("cases:held_documents")
    held = access.take_out_held(request.member, held_id)
    policies.can_open(held, by=request.member).or_refuse()
    headers = {
        "Content-Disposition": f'attachment; filename="documento-{held.number}.{held.file_type}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(held.content, content_type=SAID[held.file_type], headers=headers)


@require_POST
@reauthentication_required
def lift(request, held_id):
    """The authority needs it no more."""
    held = access.get_held_or_404(request.member, held_id)
    actions.lift_document_hold(by=request.member, held=held)
    messages.success(request, _("The hold was lifted and the copy destroyed."))
    return redirect("cases:held_documents")
