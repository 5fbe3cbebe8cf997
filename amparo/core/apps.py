from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "amparo.core"
    label = "core"

    def ready(self):
        from amparo.core import jobs  # noqa: F401  (registers its duties)
