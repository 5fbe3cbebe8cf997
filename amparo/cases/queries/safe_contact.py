"""May she be contacted now: said on the case page in a few words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases.models import Case
from amparo.cases.parts import Part, Shelf, case_part
from amparo.people.policies import contact as policies
from amparo.people.queries import contact as queries


@case_part
def contact(member: Any, case: Case) -> Part | None:
    if not policies.can_read(case.person, by=member):
        return None
    url = reverse("people:contact", args=[case.person_id])
    opened = [door for door in queries.doors(queries.current(case.person)) if door.decision]
    if not opened:
        return Part(Shelf.SAFETY, _("Safe contact"), url, _("Do not contact now"), "stopped")
    ways = ", ".join(str(door.channel.label) for door in opened)
    said = gettext("Safe now: %(ways)s") % {"ways": ways}
    return Part(Shelf.SAFETY, _("Safe contact"), url, said, "good")
