from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "amparo.assistance"
    label = "assistance"

    def ready(self):
        # Adds the ledger to the case page, keeps its sums when somebody is erased.
        from amparo.assistance import actions, queries  # noqa: F401
