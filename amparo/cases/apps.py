from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "amparo.cases"
    label = "cases"

    def ready(self):
        # Opens the door to people through cases; ends teams with the access of a member.
        from amparo.cases import access, actions  # noqa: F401
