"""Help given is a contact with her: her risk is to be assessed again after it."""

from django.db.models import OuterRef, QuerySet

from amparo.assistance.models import Assistance
from amparo.cases import contacting


@contacting.counts_as_contact
def _help_given() -> QuerySet[Assistance]:
    since = Assistance.objects.filter(case=OuterRef("pk"), given_on__gt=OuterRef("risk_on"))
    return since.order_by("given_on").values("given_on")
