"""What an organisation offers, on its page. A sealed service stands there for its agency alone."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amparo.directory import access
from amparo.directory.enums import Status
from amparo.organisations.models import Organisation
from amparo.organisations.parts import Part, organisation_part

MOST = 50


@organisation_part
def services(member: Any, organisation: Organisation) -> Part | None:
    found = access.services_of(member, organisation).filter(status=Status.ACTIVE)[:MOST]
    lines = [(each.name, each.get_absolute_url()) for each in found]
    return Part(_("Services"), lines) if lines else None
