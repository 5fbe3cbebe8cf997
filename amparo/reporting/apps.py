from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "amparo.reporting"
    label = "reporting"
    verbose_name = _("Reports")

    def ready(self):
        # The figures of the monthly report; those that are indicators feed the projects too.
        # And which answers wait for a second person.
        from amparo.reporting.figures import (  # noqa: F401
            done,
            indicators,
            office,
            owed,
            people,
            referred,
            returned,
        )

        # And the papers that it offers on pages of other rooms.
        from amparo.reporting.pages import offering  # noqa: F401
        from amparo.reporting.queries import transparency  # noqa: F401
