from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "amparo.releases"
    label = "releases"

    def ready(self):
        # Says how many releases wait for a member.
        from amparo.releases import queries  # noqa: F401
