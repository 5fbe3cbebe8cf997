"""How events are chained: a digest over every column, a keyed link over digest and predecessor."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from functools import lru_cache

from amparo.core.keyring import ring

GENESIS = "0" * 64
HASHED = (
    "sequence",
    "at",
    "verb",
    "actor",
    "actor_agency",
    "about",
    "about_id",
    "person",
    "fields",
    "detail",
)


# A string as `json.dumps` spells it.
_spelt = json.encoder.encode_basestring_ascii


def key() -> bytes:
    """The key of all links, as the ring in use gives it."""
    return _key(ring().root)


@lru_cache(maxsize=4)
def _key(root: bytes) -> bytes:
    return ring().subkey("audit-chain")


def moment(at: datetime) -> str:
    """One spelling of a moment, whatever the database returns."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest(row: dict) -> str:
    """The columns as a JSON list, hashed. Nearly all are text, and there are very many rows."""
    plain = [moment(row["at"]) if name == "at" else row[name] for name in HASHED]
    spelt = [_spelt(each) if type(each) is str else json.dumps(each) for each in plain]
    return hashlib.sha256(f"[{', '.join(spelt)}]".encode()).hexdigest()


def link(previous: str, row_digest: str, link_key: bytes | None = None) -> str:
    """Who links many rows asks for the key once and hands it in."""
    message = f"{previous}:{row_digest}".encode()
    return hmac.digest(link_key or key(), message, "sha256").hex()
