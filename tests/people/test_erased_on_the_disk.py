"""After an erasure the whole disk is searched: for her name, for what was sealed of her, for her
key; and a database of before is held against the key store of after."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from amparo.agencies import actions as members
from amparo.assistance.models import Assistance
from amparo.cases.models import Case, Event
from amparo.core import keystore, sealing
from amparo.core.resealing import sealed_models
from amparo.people.models import NameWord, Person
from tests.people.erasing import erase
from tests.town import FIRST, GIVEN, SECOND

SECRETS = [GIVEN, FIRST, SECOND, "555-0100", "Calle Inventada", "market may know", "told of work"]


def tokens() -> list[bytes]:
    """Everything that is sealed, as it lies in the database."""
    found = []
    for model, names in sealed_models():
        for row in model._default_manager.all():
            found += [row.__dict__[name] for name in names if row.__dict__[name]]
    found += NameWord.objects.values_list("sealed_word", flat=True)
    return [bytes(each) if isinstance(each, bytes) else str(each).encode() for each in found]


def lies_in(content: bytes, token: bytes) -> bool:
    """Whether any piece of it is there: what is long lies on several pages of the file."""
    pieces = range(0, max(len(token) - 48, 1), 200)
    return any(token[start : start + 48] in content for start in pieces)


def wrapped(person_id) -> bytes:
    with closing(sqlite3.connect(settings.KEY_STORE_FILE)) as store:
        query = "select wrapped from person_key where person = ?"
        return store.execute(query, (str(person_id),)).fetchone()[0]


def on_the_disk() -> dict[str, bytes]:
    """Every byte of the installation, once both databases have put their journals away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("pragma wal_checkpoint(truncate)")
    with closing(sqlite3.connect(settings.KEY_STORE_FILE)) as store:
        store.execute("pragma wal_checkpoint(truncate)")
    places = [Path(settings.VAR), Path(settings.AUDIT_ANCHOR_FILE).parent]
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    return {path.name: path.read_bytes() for path in files}


@pytest.fixture
def told(town):
    town.new_event(narrative="She was told of work.")
    town.new_assistance(note="She was told of work.")
    town.new_document(title="told of work")
    form = f"case:{town.case.pk}"
    members.keep_draft(by=town.ana, form=form, content={"notes": ["told of work"]})
    return town


@pytest.mark.django_db(transaction=True)
def test_no_byte_on_the_disk_is_hers_any_more(told):
    person = told.case.person_id
    hers, key = tokens(), wrapped(person)
    numbers = [told.case.number, told.case.pk.hex]
    if connection.vendor == "sqlite":
        before = b"".join(on_the_disk().values())
        # The search finds what it looks for.
        assert all(lies_in(before, token) for token in hers)
        assert key in before
    assert len(hers) >= 12
    erase(told)
    assert tokens() == []
    after = on_the_disk()
    for name, content in after.items():
        told_open = [secret for secret in SECRETS if secret.encode() in content]
        assert (told_open, [token for token in hers if lies_in(content, token)]) == ([], []), name
        assert key not in content, name
    if connection.vendor == "sqlite":
        # Of the case nothing is left but its number in the log.
        database = after[Path(connection.settings_dict["NAME"]).name]
        assert [number for number in numbers if number.encode() in database] == []


@pytest.mark.django_db(transaction=True)
def test_a_copy_of_the_database_of_before_opens_with_no_key_of_after(told):
    """The copy that somebody made yesterday: rows held from before, keys as they are now."""
    copies = [
        Person.objects.get(),
        Case.objects.get(),
        Event.objects.get(),
        Assistance.objects.get(),
    ]
    held = {copy: {n: copy.__dict__[n] for m, names in sealed_models() if isinstance(copy, m)
                   for n in names if copy.__dict__[n]} for copy in copies}  # fmt: skip
    key = keystore.get(told.case.person_id)[1]
    token = str(held[copies[0]]["given_names"])
    bound = {"agency_id": told.casa_luz.pk, "row_id": copies[0].pk}
    assert sealing.unseal(token, key=key, **bound, field="people.person.given_names") == GIVEN
    erase(told)
    opened = 0
    for copy, values in held.items():
        for name in values:
            with pytest.raises(keystore.KeyDestroyed):
                getattr(copy, name)
            opened += 1
    assert opened >= 10
