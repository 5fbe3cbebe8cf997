"""A recording without what it says on the side. Only plain WAV is taken: it can be read for sure.

A WAV file is a list of parts. Of them the shape and the sound itself are kept, written anew; names,
places, days and the marks of the recorder go. Other formats are refused, since nothing here can
take everything out of them that is not sound.
"""

import struct
from dataclasses import dataclass

MOST_BYTES = 20 * 1024 * 1024
PLAIN, EXTENDED = 1, 0xFFFE
CHANNELS, WIDTHS, RATES = (1, 2), (8, 16), range(8_000, 48_001)
SHAPE, HEAD = struct.Struct("<HHIIHH"), 44


class NotSound(Exception):
    """Not a recording that can be cleaned."""


@dataclass(frozen=True)
class Sound:
    content: bytes
    seconds: int


def cleaned(content: bytes) -> Sound:
    """The same sound, and nothing else that stood in the file."""
    parts = _parts(content)
    shape, data = parts.get(b"fmt "), parts.get(b"data")
    if shape is None or not data or len(shape) < SHAPE.size:
        raise NotSound
    kind, channels, rate, _flow, _step, width = SHAPE.unpack_from(shape)
    if kind == EXTENDED and len(shape) >= 26:
        kind = int.from_bytes(shape[24:26], "little")
    if kind != PLAIN or channels not in CHANNELS or width not in WIDTHS or rate not in RATES:
        raise NotSound
    step = channels * width // 8
    data = data[: len(data) // step * step]
    if not data:
        raise NotSound
    told = SHAPE.pack(PLAIN, channels, rate, rate * step, step, width)
    head = b"RIFF" + (len(data) + len(data) % 2 + HEAD - 8).to_bytes(4, "little") + b"WAVE"
    head += b"fmt " + SHAPE.size.to_bytes(4, "little") + told
    head += b"data" + len(data).to_bytes(4, "little")
    return Sound(head + data + bytes(len(data) % 2), max(1, len(data) // (rate * step)))


def _parts(content: bytes) -> dict[bytes, bytes]:
    """The parts by their names, the first of each; a part longer than the file is no part."""
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise NotSound
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(content):
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if at + 8 + length > len(content):
            raise NotSound
        if name in (b"fmt ", b"data"):
            found.setdefault(name, content[at + 8 : at + 8 + length])
        at += 8 + length + length % 2
    return found
