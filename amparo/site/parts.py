"""The parts that must work for the site to work, each tried for real."""

import logging

from django.db import connection

from amparo.core import keyring, keystore

log = logging.getLogger("amparo.health")


def _database():
    with connection.cursor() as cursor:
        cursor.execute("select max(sequence) from audit_event")


PARTS = {
    "database": _database,
    "key_ring": keyring.ring,
    "key_store": keystore.count,
}


def failing() -> list[str]:
    found = []
    for name, tried in PARTS.items():
        try:
            tried()
        except Exception:
            # Whatever is wrong, the page must still answer which part it is.
            log.exception("part failing", extra={"part": name})
            found.append(name)
    return found
