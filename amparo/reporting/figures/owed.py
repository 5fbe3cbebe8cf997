"""What a monthly report owes and no room keeps yet."""

from django.utils.translation import gettext_lazy as _

from amparo.projects.enums import Pillar
from amparo.reporting.figures import unkept

A, C = Pillar.ASSISTANCE, Pillar.CAPACITY

unkept("returns", _("Returns"), _("people who returned in the month"), room="journeys", pillar=A)
unkept(
    "reunifications", _("Reunifications"), _("families reunited in the month"),
    room="journeys", pillar=A,
)  # fmt: skip
unkept(
    "people_trained", _("People trained"), _("people with a certificate of the month, each once"),
    room="gatherings", pillar=C,
)  # fmt: skip
