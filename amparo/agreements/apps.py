from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "amparo.agreements"
    label = "agreements"
    verbose_name = _("Agreements")

    def ready(self):
        from amparo.agreements import parts  # noqa: F401  (lines on the page of an organisation)
