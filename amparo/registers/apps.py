from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "amparo.registers"
    label = "registers"
