"""Whether an entry has the shape of the standard, and where it has not. No value is ever quoted."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

FILE = Path(__file__).with_name("service.schema.json")
# An entry that is wrong throughout is told about so often, not a thousand times.
MOST = 5


@cache
def validator() -> Draft202012Validator:
    formats = FormatChecker(formats=["uuid", "email"])
    formats.checks("uri")(_is_uri)
    formats.checks("date-time", raises=ValueError)(_is_moment)
    return Draft202012Validator(json.loads(FILE.read_text("utf-8")), format_checker=formats)


def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


def wrongs(entry: Any) -> list[str]:
    """What does not fit, each with the path to it; empty if the entry is as it must be."""
    found = []
    for error in _in_order(entry):
        found.append(_words(error))
        if len(found) == MOST:
            break
    return found


def _in_order(entry: Any) -> Iterator[ValidationError]:
    return iter(sorted(validator().iter_errors(entry), key=lambda e: [str(p) for p in e.path]))


def _words(error: ValidationError) -> str:
    named = {"path": "/".join(str(part) for part in error.absolute_path) or "/"}
    if error.validator == "required":
        missing = next((n for n in error.validator_value if n not in error.instance), "")
        return _("%(path)s: “%(field)s” is missing.") % (named | {"field": missing})
    if error.validator == "type":
        return _("%(path)s: this must be of type %(type)s.") % (
            named | {"type": error.validator_value}
        )
    if error.validator == "enum":
        allowed = ", ".join(str(each) for each in error.validator_value)
        return _("%(path)s: only these are allowed here: %(allowed)s.") % (
            named | {"allowed": allowed}
        )
    return _("%(path)s: this is not in the form that %(form)s asks for.") % (
        named | {"form": error.validator_value}
    )
