"""What a cell of an outside file answers: its normal form, and whether it is an answer at all."""

import re
from collections.abc import Collection

# Every code seen in public files for "not known"; NA is not one of them, it is Namibia.
NO_ANSWERS = frozenset({"", "-99", "00", "ZZ", "UNKNOWN", "N/A"})
_WHOLE = re.compile(r"(-?\d+)\.0+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def normal(raw: str) -> str:
    """The value to count under: outer spaces off, and 1.0 is 1."""
    text = raw.strip()
    number = _WHOLE.fullmatch(text)
    return number[1] if number else text


def no_answers_among(values: Collection[str]) -> list[str]:
    """Which normal values of a column are no answers.

    A zero says "no" or "none" among numbers; among words or country codes it says "not known".
    """
    missing = {value for value in values if value.upper() in NO_ANSWERS}
    known = [value for value in values if value not in missing and value != "0"]
    if "0" in values and not all(_NUMBER.fullmatch(value) for value in known):
        missing.add("0")
    return sorted(missing)
