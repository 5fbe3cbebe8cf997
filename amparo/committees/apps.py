from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitteesConfig(AppConfig):
    name = "amparo.committees"
    label = "committees"
    verbose_name = _("Committees")

    def ready(self):
        # What this room says on pages below it.
        from amparo.committees import leading, parts  # noqa: F401
