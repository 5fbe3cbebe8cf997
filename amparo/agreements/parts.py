"""What the page of an organisation says of its agreements."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agreements import access
from amparo.agreements.policies.agreement import standing
from amparo.agreements.queries import agreements as queries
from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.organisations.parts import Part, organisation_part


@organisation_part
def _agreements(member: Any, organisation: Organisation) -> Part | None:
    today = clock.today()
    found = queries.found(access.visible_agreements(member), on=today, organisation=organisation)
    lines = [
        (f"{each.title} · {standing(each, on=today).label}", each.get_absolute_url())
        for each in found
    ]
    return Part(_("Agreements"), lines) if lines else None
