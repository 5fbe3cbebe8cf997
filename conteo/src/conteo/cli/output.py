"""Where words and results go."""

from __future__ import annotations

import json
import sys
from typing import Any


def result(value: Any) -> None:
    """Write a result as JSON to stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def line(text: str) -> None:
    """Write one line of a result to stdout, for readers rather than programs."""
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """Write words to stderr."""
    sys.stderr.write(text + "\n")
