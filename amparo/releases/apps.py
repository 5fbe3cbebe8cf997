from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "amparo.releases"
    label = "releases"
