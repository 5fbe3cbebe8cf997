"""Case numbers: random, so that they say nothing, with a check digit, so that a slip is caught."""

import secrets

# Without 0, 1, I and O, which are mistaken for one another on paper and over the telephone.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RANDOM_LENGTH = 7


def _check(body: str) -> str:
    """Luhn modulo 32: catches every single slip and nearly every swap of neighbours."""
    total, factor = 0, 2
    for character in reversed(body):
        product = factor * ALPHABET.index(character)
        total += product // 32 + product % 32
        factor = 3 - factor
    return ALPHABET[-total % 32]


def fresh() -> str:
    # 32 letters, so that five bits of each byte choose one of them, all alike.
    body = "".join([ALPHABET[byte % 32] for byte in secrets.token_bytes(RANDOM_LENGTH)])
    return body + _check(body)


def shown(number: str) -> str:
    return f"{number[:4]}-{number[4:]}"


def read(text: str) -> str | None:
    """The case number that a person typed or read aloud, or None if it is not one."""
    number = "".join(text.upper().split()).replace("-", "")
    if len(number) != RANDOM_LENGTH + 1 or set(number) - set(ALPHABET):
        return None
    return number if _check(number[:-1]) == number[-1] else None
