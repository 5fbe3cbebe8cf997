"""Reading a JSON file, such as an earlier release."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conteo.errors import BadInput


def read_json(path: Path) -> Any:
    """Read a UTF-8 JSON file.

    Errors: BadInput when it cannot be opened or is not JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise BadInput("The file cannot be opened; check its path and its permissions.") from None
    except (ValueError, RecursionError):
        raise BadInput("The file is not JSON, so it is no release that can be compared.") from None
