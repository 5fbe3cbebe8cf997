"""A keyed mark over what a row says: whoever writes the table, and holds no key ring, makes none.

A row without its mark is nobody's. It is not marked anew by the way either: what somebody else
wrote into it would become ours.
"""

import hashlib
import hmac
import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.functional import Promise

from amparo.core.decisions import Refused
from amparo.core.keyring import ring


@lru_cache(maxsize=4)
def _key(root: bytes) -> bytes:
    return ring().subkey("marks")


def mark(kind: str, values: Iterable[Any]) -> str:
    plain = json.dumps([kind, *map(_plain, values)], sort_keys=True)
    return hmac.new(_key(ring().root), plain.encode(), hashlib.sha256).hexdigest()


def fits(held: object, right: str) -> bool:
    return hmac.compare_digest(str(held).encode(), right.encode())


def _plain(value: Any) -> Any:
    """One spelling, whatever the database returns."""
    if value is None or isinstance(value, bool | int | dict):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


class Marked(models.Model):
    """A model whose rows carry a mark over the columns in MARKED."""

    MARKED: tuple[str, ...] = ()
    ALTERED: str | Promise = ""

    mark = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Collection[str] | None = None, **kwargs: Any) -> None:
        changed = self._marked_among(update_fields)
        if changed:
            self.mark = self._mark_over({} if self._state.adding else self._as_it_lies(changed))
            update_fields = update_fields if update_fields is None else {*update_fields, "mark"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def is_ours(self) -> bool:
        return fits(self.mark, self._mark_over({}))

    @property
    def opens_nothing(self) -> bool:
        """Whether it may be marked anew although it was altered, since it leads nowhere now."""
        return False

    def _marked_among(self, names: Collection[str] | None) -> set[str]:
        fields = [field for field in self._meta.fields if field.attname in self.MARKED]
        return {
            field.attname
            for field in fields
            if names is None or field.name in names or field.attname in names
        }

    def _as_it_lies(self, changed: set[str]) -> dict[str, Any]:
        """What stays in the row as it is, which somebody else may have written meanwhile."""
        held = type(self)._base_manager.filter(pk=self.pk).first()
        if held is None:
            return {}
        if not held.is_ours and not self.opens_nothing:
            raise Refused(str(self.ALTERED))
        return {name: getattr(held, name) for name in self.MARKED if name not in changed}

    def _mark_over(self, others: dict[str, Any]) -> str:
        values = [others[name] if name in others else getattr(self, name) for name in self.MARKED]
        return mark(self._meta.label_lower, values)
