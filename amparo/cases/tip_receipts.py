"""Receipts of tips: sixteen digits, shown once, the last of them a check digit.

They are drawn at random and kept as a keyed hash alone, so whoever holds the database can neither
read one nor try them all.
"""

import hashlib
import hmac
import secrets

from amparo.core.keyring import ring

RANDOM_LENGTH = 15


def _check(body: str) -> str:
    """ISO 7064, modulo 11 and 10: catches every single slip and nearly every swap of neighbours."""
    carry = 10
    for digit in body:
        carry = (carry + int(digit)) % 10 or 10
        carry = 2 * carry % 11
    return str((11 - carry) % 10)


def fresh() -> str:
    body = f"{secrets.randbelow(10**RANDOM_LENGTH):0{RANDOM_LENGTH}}"
    return body + _check(body)


def shown(receipt: str) -> str:
    return " ".join(receipt[start : start + 4] for start in range(0, len(receipt), 4))


def read(text: str) -> str | None:
    """The receipt that somebody typed, or None if it cannot be one."""
    receipt = "".join(text.split()).replace("-", "")
    if len(receipt) != RANDOM_LENGTH + 1 or not (receipt.isascii() and receipt.isdecimal()):
        return None
    return receipt if _check(receipt[:-1]) == receipt[-1] else None


def hashed(receipt: str) -> str:
    key = ring().subkey("receipts of tips")
    return hmac.new(key, receipt.encode(), hashlib.sha256).hexdigest()
