from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amparo import audit
from amparo.people.access import confirmation_required
from amparo.registers import access, actions, queries
from amparo.registers.enums import DoubtKind, Settled

PAGE = 25


@confirmation_required
def doubts(request, import_id, kind):
    """The rows behind one kind of doubt, with the value as it stood and as it was read."""
    if kind not in DoubtKind.values:
        raise Http404
    brought = access.open_import(request.member, import_id)
    waiting = queries.doubts_of(brought, kind)
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    lines = [queries.doubt_line(brought, doubt) for doubt in page]
    audit.record(
        "doubts_read", by=request.member, about=brought, detail={"kind": kind, "count": len(lines)}
    )
    context = {
        "brought": brought,
        "kind": kind,
        "title": DoubtKind(kind).label,
        "page": page,
        "lines": lines,
    }
    return render(request, "registers/doubts.html", context)


@require_POST
def settle(request, import_id, doubt_id):
    """Say that one row was read rightly, or that its file was corrected."""
    brought = access.open_import(request.member, import_id)
    doubt = access.get_doubt_or_404(request.member, brought, doubt_id)
    answer = Settled.CORRECTED if "corrected" in request.POST else Settled.RIGHT
    actions.settle_doubt(by=request.member, doubt=doubt, settled=answer)
    return redirect("registers:doubts", brought.pk, doubt.kind)


@require_POST
def settle_all(request, import_id, kind):
    """Say that every row behind one kind of doubt was read rightly."""
    brought = access.open_import(request.member, import_id)
    settled = actions.settle_kind(by=request.member, brought=brought, kind=kind)
    said = ngettext("%(count)s doubt was settled.", "%(count)s doubts were settled.", settled) % {
        "count": settled
    }
    messages.success(request, said)
    return redirect(brought)
