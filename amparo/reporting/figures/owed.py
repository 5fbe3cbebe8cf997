"""What a monthly report owes and no room keeps yet."""

from django.utils.translation import gettext_lazy as _

from amparo.projects.enums import Pillar
from amparo.reporting.figures import unkept

A, M, C = Pillar.ASSISTANCE, Pillar.MECHANISMS, Pillar.CAPACITY

unkept("returns", _("Returns"), _("people who returned in the month"), room="journeys", pillar=A)
unkept(
    "reunifications", _("Reunifications"), _("families reunited in the month"),
    room="journeys", pillar=A,
)  # fmt: skip
unkept(
    "referrals_answered", _("Referrals answered"), _("referrals answered in the month"),
    room="referrals", pillar=M,
)  # fmt: skip
unkept(
    "people_trained", _("People trained"), _("people with a certificate of the month, each once"),
    room="gatherings", pillar=C,
)  # fmt: skip
