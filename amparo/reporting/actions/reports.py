"""Keep a donor's template, and log what leaves."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.committees.models import Committee
from amparo.core import clock
from amparo.organisations.actions import papers
from amparo.projects.feeding import Asked
from amparo.projects.models import Project
from amparo.reporting.models import DonorTemplate
from amparo.reporting.policies import reports as policies


@transaction.atomic
def keep_template(*, by: Member, project: Project, content: bytes, file_type: str) -> DonorTemplate:
    """Keep the workbook that a donor wants filled. An earlier one is replaced."""
    policies.can_keep_template(by=by).or_refuse()
    held = Project.objects.select_for_update().get(pk=project.pk)
    paper = papers.keep(by=by, content=content, file_type=file_type)
    facts = {"paper": paper, "kept_by": by, "kept_at": clock.now()}
    before = DonorTemplate.objects.filter(project=held).select_related("paper").first()
    template, _made = DonorTemplate.objects.update_or_create(project=held, defaults=facts)
    if before is not None:
        before.paper.delete()
    audit.record("template_kept", by=by, about=held, fields=["template"])
    return template


@transaction.atomic
def take_out(*, by: Any, asked: Asked, kind: str, template: bool = True) -> None:
    """Log that a report leaves the house, in the print that the rule allows."""
    today = clock.today()
    policies.can_fill(asked, by=by, today=today, template=template).or_refuse()
    detail = {"month": f"{asked.first:%Y-%m}", "kind": kind}
    audit.record("report_taken_out", by=by, about=asked.project, detail=detail)


@transaction.atomic
def take_out_project(*, by: Any, asked: Asked) -> None:
    """Log that the page of a project leaves the house, as of the month asked for."""
    policies.can_take_out_project(asked, by=by, today=clock.today()).or_refuse()
    detail = {"month": f"{asked.last:%Y-%m}", "kind": "project_page"}
    audit.record("report_taken_out", by=by, about=asked.project, detail=detail)


@transaction.atomic
def take_out_committee(*, by: Any, committee: Committee) -> None:
    """Log that the page of a committee leaves the house. Who sees the committee may take it."""
    audit.record("committee_page_taken_out", by=by, about=committee)
