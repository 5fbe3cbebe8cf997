"""What the page of an organisation says of the projects it pays for."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.organisations.models import Organisation
from amparo.organisations.parts import Part, organisation_part
from amparo.projects import access


@organisation_part
def _projects(member: Any, organisation: Organisation) -> Part | None:
    found = access.visible_projects(member).filter(donors=organisation)
    lines = [(f"{each.code} · {each.name}", each.get_absolute_url()) for each in found]
    return Part(_("Projects it pays for"), lines) if lines else None
