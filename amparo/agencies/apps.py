from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "amparo.agencies"
    label = "agencies"

    def ready(self):
        # Registers the duties, and connects allauth's signals.
        from amparo.agencies import jobs, sign_in_log  # noqa: F401
