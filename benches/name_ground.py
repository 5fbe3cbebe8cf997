"""A scratch installation for the name benches: own folder, own keys, tables, invented people."""

import os
import tempfile
from pathlib import Path
from uuid import UUID, uuid5

ROOM = UUID("00000000-0000-4000-8000-00000000beef")


def open_ground(database: str = "") -> Path:
    """Set Django up on an empty scratch database; returns its folder."""
    folder = Path(tempfile.mkdtemp(prefix="amparo-bench-"))
    os.environ |= {"AMPARO_VAR": str(folder), "AMPARO_SETTINGS": str(folder / "settings.env")}
    if database:
        os.environ["AMPARO_DATABASE"] = database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amparo.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from amparo.agencies.models import Agency
    from amparo.core import keyring
    from amparo.people.models import NameBearers, NameBlock, NamePlace, NameWord, Person

    keyring.keep(keyring.Ring.fresh(), Path(settings.KEY_RING_FILE))
    # Only the tables that a search by name touches: the rest would be migrated for nothing.
    with connection.schema_editor() as editor:
        for model in (Agency, Person, NameBlock, NamePlace, NameBearers, NameWord):
            editor.create_model(model)
    return folder


def agency(code: str):
    from amparo.agencies.models import Agency

    return Agency.objects.create(id=uuid5(ROOM, code), code=code, name=code.title())


def person_id(code: str, number: int) -> UUID:
    return uuid5(ROOM, f"{code}:{number}")


def key_of(agency_id: UUID) -> bytes:
    from amparo.core.keyring import ring
    from amparo.people.names.tokens import IndexKey

    return IndexKey(ring().subkey("name-index", str(agency_id)))


def settle(people: dict, home, *, sealed: bool = False, batch: int = 2_000) -> None:
    """Keep people and their name rows. Unsealed people have no name in the base, only tokens."""
    from django.db import transaction

    from amparo.core import keystore
    from amparo.people.actions import name_places
    from amparo.people.actions.names import list_under
    from amparo.people.models import Person

    listed, key = list(people.items()), key_of(home.id)
    for start in range(0, len(listed), batch):
        part = listed[start : start + batch]
        with transaction.atomic():
            if sealed:
                keystore.create(number for number, _ in part)
            Person.objects.bulk_create(
                Person(
                    id=number,
                    agency=home,
                    came_from="register",
                    **_fields(name, sealed),
                )
                for number, name in part
            )
            numbers = name_places.give(home.id, [number for number, _ in part])
            list_under(key, home.id, dict(part), numbers)


def _fields(name, sealed: bool) -> dict[str, str]:
    if not sealed:
        return {}
    return {
        "given_names": name.given_names,
        "paternal_surname": name.paternal_surname,
        "maternal_surname": name.maternal_surname,
        "known_as": name.known_as,
    }
