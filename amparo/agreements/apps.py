from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "amparo.agreements"
    label = "agreements"
    verbose_name = _("Agreements")

    def ready(self):
        # Lines on the page of an organisation; what the clock does.
        from amparo.agreements import jobs, parts  # noqa: F401
