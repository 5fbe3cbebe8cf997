from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "amparo.audit"
    label = "audit"

    def ready(self):
        from amparo.audit import (
            jobs,  # noqa: F401  (registers its duties)
            triggers,
        )
        from amparo.core import tables

        tables.beside(triggers.install)
