"""Codes of reply slips: eight letters and digits as case numbers have them, the last a check.

The database keeps a keyed digest to find one by, so that whoever holds it can try none.
"""

import hashlib
import hmac

from amparo.cases import numbers
from amparo.core.keyring import ring

fresh, shown, read = numbers.fresh, numbers.shown, numbers.read


def digest(code: str) -> str:
    key = ring().subkey("slips of referrals")
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()
