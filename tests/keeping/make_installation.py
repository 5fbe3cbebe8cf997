"""Makes what the settings name: keys, tables, and the town with its one case."""


def main() -> None:
    from django.conf import settings
    from django.core.management import call_command

    from amparo.audit import anchors
    from amparo.core import keyring
    from tests import town

    keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)
    settings.SECRET_KEY_FILE.write_text("a key that only tests know")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    town.build()
    anchors.anchor()
