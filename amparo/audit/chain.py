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


@lru_cache(maxsize=4)
def _key(root: bytes) -> bytes:
    return ring().subkey("audit-chain")


def moment(at: datetime) -> str:
    """One spelling of a moment, whatever the database returns."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest(row: dict) -> str:
    plain = [moment(row["at"]) if name == "at" else row[name] for name in HASHED]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=True).encode()).hexdigest()


def link(previous: str, row_digest: str) -> str:
    message = f"{previous}:{row_digest}".encode()
    return hmac.new(_key(ring().root), message, hashlib.sha256).hexdigest()
