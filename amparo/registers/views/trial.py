from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.core.errors import AmparoError
from amparo.core.keyring import Locked
from amparo.registers import access, actions, jobs, labels, policies, wording
from amparo.registers.recognise import PUBLIC_KINDS

# A page is one transaction, and others wait for it; more rows are left to the worker.
MOST_ROWS = 3000


def trial(request, upload_id):
    """What bringing the file in would do. Nothing is stored."""
    upload = access.open_upload(request.member, upload_id)
    context = {
        "upload": upload,
        "kind": labels.KINDS.get(upload.kind, upload.kind),
        "is_public": upload.kind in PUBLIC_KINDS,
        "is_large": upload.rows > MOST_ROWS,
        "may_use": policies.can_use(upload, by=request.member),
    }
    try:
        outcome = actions.bring_in_upload(by=request.member, upload=upload, dry_run=True)
    except Locked:
        raise
    except AmparoError as error:
        return render(request, "registers/trial.html", context | {"problem": str(error)})
    rejected = ((each.column, each.reason, each.row) for each in outcome.rejected)
    context |= {
        "outcome": outcome,
        "is_held": 0 < outcome.rows == outcome.unchanged,
        "rejected": wording.rejected_by_column(rejected),
        "asides": wording.remarks(outcome.asides),
        "doubtful_headings": wording.doubtful_headings(outcome.doubtful_headings),
    }
    return render(request, "registers/trial.html", context)


@require_POST
def bring_in(request, upload_id):
    """Bring the file in now, or leave it to the worker if it is large."""
    upload = access.open_upload(request.member, upload_id)
    policies.can_use(upload, by=request.member).or_refuse()
    if upload.rows > MOST_ROWS:
        actions.queue_upload(by=request.member, upload=upload)
        jobs.bring_in.enqueue(upload_id=str(upload.pk), member_id=str(request.member.pk))
        messages.info(request, _("The register is large. It is being brought in step by step."))
        return redirect("registers:imports")
    outcome = actions.bring_in_upload(by=request.member, upload=upload)
    if outcome.brought is not None:
        messages.success(request, _("The register was brought in."))
        return redirect(outcome.brought)
    said = _("The data set is held.") if outcome.dataset else _("Every row was held before.")
    messages.info(request, said)
    return redirect("registers:imports")


@require_POST
def discard(request, upload_id):
    """Forget a file that waits."""
    upload = access.open_upload(request.member, upload_id)
    policies.can_use(upload, by=request.member).or_refuse()
    actions.drop_upload(by=request.member, upload=upload)
    messages.info(request, _("The file was forgotten. Nothing of it was stored."))
    return redirect("registers:imports")
