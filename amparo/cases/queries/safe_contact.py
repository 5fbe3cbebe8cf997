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
    ways = queries.ways_now(case.person)
    if not ways:
        return Part(Shelf.SAFETY, _("Safe contact"), url, _("Do not contact now"), "stopped")
    said = gettext("Safe now: %(ways)s") % {"ways": ", ".join(ways)}
    return Part(Shelf.SAFETY, _("Safe contact"), url, said, "good")
