"""What a monthly report owes and no room keeps yet."""

from django.utils.translation import gettext_lazy as _

from amparo.projects.enums import Pillar
from amparo.reporting.figures import unkept

unkept(
    "people_trained", _("People trained"), _("people with a certificate of the month, each once"),
    room="gatherings", pillar=Pillar.CAPACITY,
)  # fmt: skip
