from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "amparo.projects"
    label = "projects"
    verbose_name = _("Projects")

    def ready(self):
        # Lines on the page of an organisation; the one indicator that this room feeds itself.
        from amparo.projects import parts, unfed  # noqa: F401
