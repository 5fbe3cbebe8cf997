"""Where the papers are reached: from the page of a committee, and from that of a project."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amparo.committees.models import Committee
from amparo.core import clock
from amparo.core.offers import Offer, offers_on
from amparo.projects.models import Project
from amparo.reporting import access
from amparo.reporting.pages import project as of_project
from amparo.reporting.policies import reports as policies


@offers_on(Committee)
def _of_committee(member: Any, committee: Committee) -> list[Offer]:
    return _in_both(reverse("reporting:committee_page", args=[committee.pk]))


@offers_on(Project)
def _of_project(member: Any, project: Project) -> list[Offer]:
    today = clock.today()
    _month, asked = of_project.asked_for(project, today=today)
    may = policies.can_take_out_project(asked, by=member, today=today)
    if not may or not access.visible_projects(member).filter(pk=project.pk).exists():
        return []
    return _in_both(reverse("reporting:project_page", args=[project.pk]))


def _in_both(url: str) -> list[Offer]:
    return [
        Offer(_("One page in Spanish (PDF)"), f"{url}?in=es"),
        Offer(_("One page in English (PDF)"), f"{url}?in=en"),
    ]
