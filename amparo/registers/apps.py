from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "amparo.registers"
    label = "registers"

    def ready(self):
        from amparo.registers import jobs  # noqa: F401  (registers its duty)
