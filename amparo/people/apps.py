from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "amparo.people"
    label = "people"

    def ready(self):
        # Registers the rebuilding of the index, and the duties of keeping.
        from amparo.people import actions, jobs  # noqa: F401
        from amparo.people.actions import children, papers  # noqa: F401
