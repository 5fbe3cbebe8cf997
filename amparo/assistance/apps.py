from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "amparo.assistance"
    label = "assistance"

    def ready(self):
        # Adds the ledger to the case page, keeps its sums when somebody is erased; adds each
        # further subject to the case page, and says what of it counts as work on her; ends who
        # works in a house with her access; tells the directory how many beds are free.
        from amparo.assistance import actions, jobs, queries  # noqa: F401
        from amparo.assistance.actions import shelter  # noqa: F401
        from amparo.assistance.queries import (  # noqa: F401
            barriers,
            contacting,
            daybook,
            feedback,
            feeding,
            justice,
            medication,
            needs,
            plan,
            stay,
        )
