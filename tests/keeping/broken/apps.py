from django.apps import AppConfig


class BrokenConfig(AppConfig):
    name = "tests.keeping.broken"
    label = "broken"
