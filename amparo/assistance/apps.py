from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "amparo.assistance"
    label = "assistance"

    def ready(self):
        from amparo.assistance import queries  # noqa: F401  (adds the ledger to the case page)
