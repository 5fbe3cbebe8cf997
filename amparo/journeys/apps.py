from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JourneysConfig(AppConfig):
    name = "amparo.journeys"
    label = "journeys"
    verbose_name = _("Journeys")

    def ready(self):
        # What this room registers with the rooms below it.
        from amparo.journeys.actions import journey, steps  # noqa: F401
        from amparo.journeys.queries import outside_papers, preparing  # noqa: F401
