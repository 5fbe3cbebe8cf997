from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.organisations.models import Organisation
from amparo.projects.models import Project
from amparo.projects.policies import project as policies
from amparo.projects.queries import projects as queries

PLAIN = ("code", "name", "grant", "starts_on", "ends_on", "currency")


@transaction.atomic
def record(
    *,
    by: Any,
    code: str,
    name: str,
    starts_on: date,
    ends_on: date,
    currency: str,
    donors: Sequence[Organisation],
    agencies: Sequence[Agency],
    grant: str = "",
) -> Project:
    """Record a project: whose money, for which days, and which agencies work in it."""
    known = queries.known(code)
    policies.can_record(by=by, starts_on=starts_on, ends_on=ends_on, known=known).or_refuse()
    project = Project(code=code, name=name, grant=grant, currency=currency)
    project.starts_on, project.ends_on = starts_on, ends_on
    project.recorded_by = by if isinstance(by, Member) else None
    project.save(force_insert=True)
    project.donors.set(donors)
    project.agencies.set(agencies)
    fields = sorted([*PLAIN, "donors", "agencies"])
    audit.record("project_recorded", by=by, about=project, fields=fields)
    return project


@transaction.atomic
def change(
    *,
    by: Any,
    project: Project,
    donors: Sequence[Organisation],
    agencies: Sequence[Agency],
    **facts: Any,
) -> Project:
    """Write down anew what was recorded wrongly, or what the donor changed."""
    held = locked(project)
    outside = queries.outside(held, starts_on=facts["starts_on"], ends_on=facts["ends_on"])
    known = queries.known(facts["code"], but=held)
    days = {"starts_on": facts["starts_on"], "ends_on": facts["ends_on"]}
    policies.can_record(by=by, known=known, outside=outside, **days).or_refuse()
    changed = [name for name in PLAIN if getattr(held, name) != facts[name]]
    for name in changed:
        setattr(held, name, facts[name])
    held.save(update_fields=changed)
    for name, wanted in (("donors", donors), ("agencies", agencies)):
        if set(getattr(held, name).all()) != set(wanted):
            getattr(held, name).set(wanted)
            changed.append(name)
    if changed:
        audit.record("project_changed", by=by, about=held, fields=sorted(changed))
    return held


def locked(project: Project) -> Project:
    return Project.objects.select_for_update().get(pk=project.pk)
