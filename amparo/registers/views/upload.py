from django.http import Http404
from django.shortcuts import redirect, render

from amparo.agencies.policies import may
from amparo.agencies.roles import Permission
from amparo.core.errors import AmparoError
from amparo.core.keyring import Locked
from amparo.registers import access, actions
from amparo.registers.forms import UploadForm


def upload(request):
    """Bring a file to the desk. It waits, sealed, until somebody has looked at it."""
    if not may(request.member, Permission.BRING_IN_REGISTERS):
        raise Http404
    saved = [mapping.name for mapping in access.visible_mappings(request.member)]
    form = UploadForm(request.POST or None, request.FILES or None, saved=saved)
    if request.method == "POST" and form.is_valid():
        held = hold(request, form)
        if held is not None:
            return redirect(held)
    return render(request, "registers/upload.html", {"form": form})


def hold(request, form):
    typed = form.cleaned_data
    try:
        return actions.hold(
            by=request.member,
            agency=request.member.agency,
            chunks=typed["file"].chunks(),
            file_name=typed["file"].name,
            kind=typed["kind"],
            sheet=typed["sheet"],
        )
    except Locked:
        raise
    except AmparoError as error:
        form.add_error("file", str(error))
        return None
