from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "amparo.agencies"
    label = "agencies"

    def ready(self):
        # Registers the duties and the mails, and connects allauth's signals.
        from amparo.agencies import jobs, notify, sign_in_log  # noqa: F401
