from django.apps import AppConfig


class AnalysesConfig(AppConfig):
    name = "amparo.analyses"
    label = "analyses"

    def ready(self):
        from amparo.analyses import leading  # noqa: F401  (what came of an agreement)
