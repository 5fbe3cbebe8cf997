"""Model fields that are sealed in the database and opened only on the instance they belong to.

The model provides `id` (a UUID known before the first save), `sealing_agency_id`,
`sealing_person_id`, and `SEALING_PATH`, the look-up that finds the rows of one person. A
query never sees or matches the plain value.
"""

import json

from django.core.exceptions import FieldError
from django.db import DEFAULT_DB_ALIAS, connections, models

from amparo.core import keystore, sealing

# Set on an instance that is read once more as of the agency that held it before.
FORMERLY = "_sealed_in_agency"


class Sealed(str):
    """A sealed token as it lies in the database."""

    __slots__ = ()


class SealedBytes(bytes):
    """A sealed file as it lies in the database."""

    __slots__ = ()


def opening_key(instance, version: int) -> bytes:
    """A key of the person this row belongs to, fetched once for each instance and version."""
    held = instance.__dict__.setdefault("_data_keys", {})
    if version not in held:
        held[version] = keystore.get(instance.sealing_person_id, version)[1]
    return held[version]


def sealing_key(instance) -> tuple[int, bytes]:
    """The newest key of the person this row belongs to, as the running transaction knows it."""
    using = instance._state.db or DEFAULT_DB_ALIAS
    return connections[using].sealing_key(instance.sealing_person_id)


class _Opened:
    """Opens a sealed value when it is looked at, and keeps the plain one on the instance."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, self.field.token):
            # Kept open, so that what is appended to an opened list is there when it is saved.
            value = instance.__dict__[name] = self._opened(value, instance)
        return value

    def _opened(self, token, instance):
        try:
            return self.field.opened(token, instance)
        except keystore.KeyMissing:
            # Sealed anew by a rotation, perhaps, since this row was read.
            rows = type(instance)._base_manager.using(instance._state.db)
            now = rows.filter(pk=instance.pk).values_list(self.field.attname, flat=True).first()
            if now is None or now == token:
                raise
            return self.field.opened(now, instance) if isinstance(now, self.field.token) else now

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):
    """Text that only its person's key opens. Empty text stays empty, so "nothing" is not sealed."""

    # By token, as when sealed values are read to be sealed anew; a plain value raises.
    MATCHED = frozenset({"exact", "in", "isnull"})
    token: type = Sealed

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", self.default_value())
        super().__init__(*args, **kwargs)

    def default_value(self):
        return ""

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opened(self))

    def bound_to(self, instance) -> dict:
        return {
            "agency_id": instance.__dict__.get(FORMERLY) or instance.sealing_agency_id,
            "row_id": instance.id,
            "field": f"{instance._meta.label_lower}.{self.attname}",
        }

    def opened(self, value: Sealed, instance):
        token = str(value)
        key = opening_key(instance, self.version_of(token))
        return self.to_value(sealing.unseal(token, key=key, **self.bound_to(instance)))

    def pre_save(self, model_instance, add):
        value = model_instance.__dict__[self.attname]
        if isinstance(value, self.token):
            if not value or self.version_of(value) == sealing_key(model_instance)[0]:
                return value
            # Never written back as it was: a rotation may be about to forget its key.
            value = self.opened(value, model_instance)
        plain = self.to_plain(value)
        if not plain:
            return self.token()
        version, key = sealing_key(model_instance)
        bound = self.bound_to(model_instance)
        return self.token(self.seal(plain, key=key, version=version, **bound))

    def seal(self, plain, **bound):
        return sealing.seal(plain, **bound)

    def version_of(self, token) -> int:
        return sealing.key_version(token)

    def from_db_value(self, value, expression, connection):
        return Sealed(value) if value else self.default_value()

    def get_prep_value(self, value):
        # Anything plain that reaches the database has gone round the instance: stop it here.
        if value is None or isinstance(value, self.token):
            return None if value is None else self.bare(value)
        raise FieldError(f"{self.name} is sealed: it cannot be queried, or written by update().")

    def get_db_prep_save(self, value, connection):
        # A column that is added to rows that stand there already says nothing in any of them.
        if value is not None and value == self.default_value():
            value = self.token()
        return super().get_db_prep_save(value, connection)

    def get_lookup(self, lookup_name):
        # Patterns such as icontains never ask get_prep_value: they would search the tokens.
        if lookup_name in self.MATCHED:
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed: it cannot be searched by a query.")

    def bare(self, token):
        return str(token)

    def to_plain(self, value):
        return str(value or "")

    def to_value(self, text: str):
        return text


class SealedJSONField(SealedTextField):
    """A list or dictionary, sealed as one value."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def default_value(self):
        return []

    def from_db_value(self, value, expression, connection):
        return Sealed(value) if value else self.get_default()

    def to_plain(self, value) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""

    def to_value(self, text: str):
        return json.loads(text)

    def to_python(self, value):
        return value

    def formfield(self, **kwargs):
        return None


class SealedBytesField(SealedTextField):
    """A file that only its person's key opens: as bytes, since text would add a third to it."""

    token = SealedBytes

    def default_value(self):
        return b""

    def get_internal_type(self):
        return "BinaryField"

    def opened(self, value: SealedBytes, instance):
        key = opening_key(instance, self.version_of(value))
        return sealing.unseal_file(value, key=key, **self.bound_to(instance))

    def seal(self, plain, **bound):
        return sealing.seal_file(plain, **bound)

    def version_of(self, token) -> int:
        return sealing.file_key_version(token)

    def from_db_value(self, value, expression, connection):
        return SealedBytes(value) if value else b""

    def get_db_prep_value(self, value, connection, prepared=False):
        value = super().get_db_prep_value(value, connection, prepared)
        return None if value is None else connection.Database.Binary(value)

    def bare(self, token):
        return token

    def to_plain(self, value):
        return bytes(value or b"")

    def to_python(self, value):
        return value

    def formfield(self, **kwargs):
        return None
