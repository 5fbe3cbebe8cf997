from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "amparo.people"
    label = "people"

    def ready(self):
        from amparo.people import actions  # noqa: F401  (registers the rebuilding of the index)
