"""What rooms above do before a person goes: they register here, since imports go down only.

Whatever hangs on a person by a foreign key goes with her. A part is for the rest: what stays for
somebody else, what stays as a number, and what hangs on her by other means.
"""

from collections.abc import Callable
from typing import Any

from amparo.people.models import Person

Part = Callable[[Person, Any], None]
PARTS: list[Part] = []


def also_erase(part: Part) -> Part:
    """Let a room above do its part, in the transaction in which she goes: `part(person, by)`."""
    PARTS.append(part)
    return part
