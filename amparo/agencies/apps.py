from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "amparo.agencies"
    label = "agencies"

    def ready(self):
        from amparo.agencies import sign_in_log  # noqa: F401  (connects allauth's signals)
