from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from amparo.agencies.policies import may
from amparo.agencies.roles import Permission
from amparo.registers import access


def imports(request):
    """The registers that came in, those that wait, and the mappings saved."""
    if not may(request.member, Permission.BRING_IN_REGISTERS):
        raise Http404
    found = access.visible_imports(request.member).select_related("brought_by")
    page = {
        "page": Paginator(found, 25).get_page(request.GET.get("page")),
        "uploads": access.visible_uploads(request.member),
        "mappings": access.visible_mappings(request.member),
    }
    return render(request, "registers/imports.html", page)
