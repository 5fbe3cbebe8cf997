from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.core.errors import AmparoError
from amparo.people.access import confirmation_required
from amparo.registers import access, actions, labels, policies, waiting, wording
from amparo.registers.forms import MappingForm
from amparo.registers.recognise import PUBLIC_KINDS


@confirmation_required
def mapping(request, upload_id):
    """Look at what was proposed for each column, and correct it. Shows values of people."""
    upload = access.open_upload(request.member, upload_id)
    if upload.kind in PUBLIC_KINDS:
        return redirect("registers:trial", upload.pk)
    held, columns = waiting.look_into(upload)
    form = MappingForm(mapping=held, columns=columns)
    return page(request, upload, form)


@require_POST
def correct(request, upload_id):
    """Keep the corrections, and go on to the trial or show the page again."""
    upload = access.open_upload(request.member, upload_id)
    policies.can_use(upload, by=request.member).or_refuse()
    held, columns = waiting.look_into(upload)
    form = MappingForm(request.POST, mapping=held, columns=columns)
    if not form.is_valid():
        return page(request, upload, form)
    corrected = form.mapping()
    actions.correct(by=request.member, upload=upload, mapping=corrected)
    if name := form.cleaned_data["name"]:
        try:
            actions.save_mapping(
                by=request.member, agency=upload.agency, name=name, mapping=corrected
            )
        except AmparoError as error:
            form.add_error("name", ValidationError(str(error)))
            return page(request, upload, form)
        messages.success(request, _("The mapping was saved."))
    if "again" in request.POST:
        return redirect(upload)
    return redirect("registers:trial", upload.pk)


def page(request, upload, form):
    blocks = form.blocks()
    doubtful = [at for at, (column, *_rest) in enumerate(blocks, 1) if column.has_doubtful_heading]
    context = {
        "upload": upload,
        "form": form,
        "kind": labels.KINDS.get(upload.kind, upload.kind),
        "blocks": [
            (column, wording.heading(column.name), labels.REASONS[column.rule.reason], *fields)
            for column, *fields in blocks
        ],
        "doubtful_headings": wording.doubtful_headings(doubtful),
        "may_use": policies.can_use(upload, by=request.member),
    }
    return render(request, "registers/mapping.html", context)
