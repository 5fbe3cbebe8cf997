from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.registers import access, actions, jobs, labels, policies, queries, wording
from amparo.registers.enums import DoubtKind, State
from amparo.registers.views.trial import MOST_ROWS


def brought(request, import_id):
    """One import: what came in, what was not understood, what waits for a person."""
    found = access.open_import(request.member, import_id)
    doubts = [
        (kind, DoubtKind(kind).label, count) for kind, count in queries.open_doubts(found).items()
    ]
    context = {
        "brought": found,
        "is_undone": found.state == State.UNDONE,
        "kind": labels.KINDS.get(found.kind, found.kind),
        "rejected": wording.rejected_by_column(queries.rejected_values(found)),
        "asides": wording.remarks(found.asides),
        "doubts": doubts,
        "may_undo": policies.can_begin_undoing(
            found, by=request.member, **queries.since_brought(found)
        ),
    }
    return render(request, "registers/import.html", context)


@require_POST
@transaction.non_atomic_requests
def undo(request, import_id):
    """Take a whole import back, in several transactions: names are opened between them."""
    with transaction.atomic():
        found = access.open_import(request.member, import_id)
        since = queries.since_brought(found)
        policies.can_begin_undoing(found, by=request.member, **since).or_refuse()
        is_large = found.accepted > MOST_ROWS
        if is_large:
            actions.queue_undo(by=request.member, brought=found)
            jobs.undo.enqueue(import_id=str(found.pk), member_id=str(request.member.pk))
    if is_large:
        messages.info(request, _("The import is large. It is being undone step by step."))
        return redirect("registers:imports")
    actions.undo(by=request.member, brought=found)
    messages.success(request, _("The import was undone. Nobody it brought in is left."))
    return redirect(found)
