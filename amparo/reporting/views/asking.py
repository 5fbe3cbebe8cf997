"""Which report is asked for, read from the address once for every page and file of it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from amparo.core import clock
from amparo.projects.feeding import Asked
from amparo.reporting import access
from amparo.reporting.forms.reports import AskForm
from amparo.reporting.months import Month
from amparo.reporting.policies import reports as policies
from amparo.reporting.report import Report, compose


@dataclass(frozen=True)
class Opened:
    form: AskForm
    month: Month
    asked: Asked

    @property
    def query(self) -> str:
        """The same report, as an address says it."""
        parts = {"month": self.month.code}
        if self.asked.project:
            parts["project"] = str(self.asked.project.pk)
        if self.asked.agency:
            parts["agency"] = str(self.asked.agency.pk)
        return "&".join(f"{name}={value}" for name, value in parts.items())


def read(request, **fixed: Any) -> Opened:
    """`fixed`: what the page itself says, as a project in its address."""
    member = request.member
    if not policies.can_see(by=member):
        raise Http404
    everywhere = access.sees_all(member)
    form = AskForm(
        request.GET or None,
        initial={"month": Month.before(clock.today()).code},
        projects=access.visible_projects(member).order_by("code"),
        agencies=access.visible_agencies(member),
        all_of_them=everywhere,
    )
    typed = form.cleaned_data if form.is_bound and form.is_valid() else {}
    month = typed.get("month") or Month.before(clock.today())
    agency = typed.get("agency") or (None if everywhere else member.agency)
    asked = {"project": typed.get("project"), "agency": agency} | fixed
    return Opened(form, month, Asked(month.first, month.last, **asked))


def composed(request, asked: Asked) -> Report:
    """Opens exact numbers, so the log says so."""
    access.open_report(request.member, asked)
    return compose(
        asked,
        projects=access.visible_projects(request.member),
        agencies=access.visible_agencies(request.member),
        today=clock.today(),
    )
