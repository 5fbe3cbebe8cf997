from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "amparo.assistance"
    label = "assistance"
