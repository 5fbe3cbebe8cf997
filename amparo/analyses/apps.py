from django.apps import AppConfig


class AnalysesConfig(AppConfig):
    name = "amparo.analyses"
    label = "analyses"
