from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "amparo.directory"
    label = "directory"
    verbose_name = _("Directory of services")

    def ready(self):
        # Adds its services to the page of an organisation; registers its duty.
        from amparo.directory import jobs  # noqa: F401
        from amparo.directory.queries import of_organisation  # noqa: F401
