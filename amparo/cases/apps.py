from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "amparo.cases"
    label = "cases"

    def ready(self):
        from amparo.cases import access  # noqa: F401  (opens the door to people through cases)
