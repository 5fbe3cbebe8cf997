from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "amparo.agencies"
    label = "agencies"

    def ready(self):
        # Registers the duties, the mails and what waits, and connects allauth's signals.
        from amparo.agencies import jobs, notify, queries, sign_in_log  # noqa: F401
