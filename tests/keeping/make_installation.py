"""Makes what the settings name: keys, tables, and the town with its one case."""


def main() -> None:
    from django.conf import settings
    from django.core.management import call_command

    from amparo.audit import anchors
    from amparo.core import keyring, tables
    from tests import town

    keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)
    settings.SECRET_KEY_FILE.write_text("a key that only tests know")
    tables.bring_up_to_date()
    call_command("createcachetable", verbosity=0)
    town.build()
    anchors.anchor()
