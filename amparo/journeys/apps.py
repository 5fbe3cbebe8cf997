from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JourneysConfig(AppConfig):
    name = "amparo.journeys"
    label = "journeys"
    verbose_name = _("Journeys")

    def ready(self):
        # Takes in what other offices say; compares claims by the clock; ends with her no what
        # rested on her yes; stands on the case page, among what is due, before a case is closed.
        from amparo.journeys import jobs  # noqa: F401
        from amparo.journeys.actions import journey, steps, tracing  # noqa: F401
        from amparo.journeys.queries import (  # noqa: F401
            grants,
            lost_contact,
            on_the_case,
            outside_papers,
            preparing,
            reintegration,
            silence,
            went,
        )
        from amparo.journeys.queries import tracing as searches  # noqa: F401
