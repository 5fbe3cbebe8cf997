from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.audit.middleware import leaves_something
from amparo.core import clock
from amparo.core.file_types import SAID, FileType
from amparo.reporting import access
from amparo.reporting.actions import reports as actions
from amparo.reporting.forms.reports import TemplateForm
from amparo.reporting.policies import reports as policies
from amparo.reporting.values import values
from amparo.reporting.views import asking
from amparo.reporting.workbooks.filling import filled
from amparo.reporting.workbooks.finding import find
from amparo.reporting.workbooks.package import Package


@transaction.non_atomic_requests
def template(request, project_id):
    """A donor's workbook: which markers it holds and what each takes. Cleaning takes seconds."""
    with transaction.atomic():
        project = access.get_project_or_404(request.member, project_id)
    may_keep = policies.can_keep_template(by=request.member)
    form = TemplateForm()
    if request.method == "POST" and may_keep:
        form = TemplateForm(request.POST, request.FILES)
        if form.is_valid():
            sent = form.cleaned_data["paper"]
            actions.keep_template(
                by=request.member, project=project, content=sent.content, file_type=sent.file_type
            )
            messages.success(
                request, _("The template was cleaned, sealed and kept. Its formulas stay.")
            )
            return redirect("reporting:template", project_id=project.pk)
    with transaction.atomic():
        return _page(request, project, form, may_keep)


def _page(request, project, form, may_keep):
    opened = asking.read(request, project=project)
    held = access.template_of(project)
    known = values(asking.composed(request, opened.asked), project)
    spots = find(Package(held.paper.content)).spots if held else []
    context = {
        "project": project,
        "form": form,
        "month": opened.month,
        "held": held,
        "takes": [(spot, known[spot.code]) for spot in spots if spot.code in known],
        "unknown": [spot for spot in spots if spot.code not in known],
        "markers": [(f"{{{{{code}}}}}", out.words) for code, out in known.items()],
        "may_keep": may_keep,
        "may_fill": policies.can_fill(
            opened.asked, by=request.member, today=clock.today(), template=held is not None
        ),
    }
    return render(request, "reporting/template.html", context)


@leaves_something
def workbook(request, project_id):
    """A copy of the donor's workbook with the numbers of a month that may leave the house."""
    project = access.get_project_or_404(request.member, project_id)
    opened = asking.read(request, project=project)
    held = access.template_of(project)
    actions.take_out(by=request.member, asked=opened.asked, kind="xlsx", template=held is not None)
    report = asking.composed(request, opened.asked)
    content = filled(held.paper.content, values(report, project))
    answer = HttpResponse(content, content_type=SAID[FileType.XLSX])
    answer["Content-Disposition"] = f'attachment; filename="informe-{opened.month.code}.xlsx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
