"""The cache in the database, without the way into the machine that Django's own one leaves open.

Django lays values down pickled, and a pickle may name any function, which is called as it is
read. Whoever writes the table, and holds no key, would so become the site. Here a value is plain:
numbers, texts, lists and the like. What names anything else counts as not there.
"""

import base64
import io
import logging
import pickle
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, models, router
from django.utils import timezone

log = logging.getLogger("amparo.cache")


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError("a value that is not plain")


class PlainCache(DatabaseCache):
    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        wanted = {self.make_and_validate_key(key, version=version): key for key in keys}
        rows = self._rows(list(wanted)) if wanted else []
        now = timezone.now()
        self._base_delete_many([key for key, _text, expires in rows if expires < now])
        found = {wanted[key]: _opened(text) for key, text, expires in rows if expires >= now}
        return {key: value for key, value in found.items() if value is not None}

    def _rows(self, keys: list[str]) -> list[tuple[str, str, datetime]]:
        connection = connections[router.db_for_read(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)
        marks = ", ".join(["%s"] * len(keys))
        with connection.cursor() as cursor:
            cursor.execute(
                f"select cache_key, value, expires from {table} where cache_key in ({marks})",  # noqa: S608
                keys,
            )
            rows = cursor.fetchall()
        return [(key, text, _moment(connection, expires)) for key, text, expires in rows]


def _moment(connection: Any, expires: Any) -> datetime:
    """As the column means it: SQLite gives a text."""
    column = models.Expression(output_field=models.DateTimeField())
    for converter in (
        *connection.ops.get_db_converters(column),
        *column.get_db_converters(connection),
    ):
        expires = converter(expires, column, connection)
    return expires


def _opened(text: str) -> Any:
    try:
        return _Plain(io.BytesIO(base64.b64decode(text))).load()
    except Exception:
        # Whatever somebody else wrote there, it is nothing of ours.
        log.warning("an entry of the cache is not plain: somebody else wrote it")
        return None
