"""Words beside the points of a JPEG or a JPEG 2000, cut out without drawing the picture anew."""

from amparo.core.cleaning.limits import Because, CannotClean

# Of the segments that programs may add, only two say how the colours are meant.
JFIF, ADOBE, COMMENT = 0xE0, 0xEE, 0xFE
SCAN, END = 0xDA, 0xD9
ALONE = {0x01, *range(0xD0, 0xD9)}
BOXES_OF_WORDS = {b"xml ", b"uuid", b"uinf", b"jp2i", b"asoc", b"nlst", b"lbl "}


def without_words(raw: bytes) -> bytes:
    """A JPEG without its APPn and comment segments, up to its end and not one byte further."""
    if not raw.startswith(b"\xff\xd8"):
        raise CannotClean(Because.DAMAGED)
    kept, at = [b"\xff\xd8"], 2
    while True:
        if at + 2 > len(raw) or raw[at] != 0xFF:
            raise CannotClean(Because.DAMAGED)
        marker = raw[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == END:
            break
        if marker in ALONE:
            kept.append(raw[at : at + 2])
            at += 2
            continue
        length = int.from_bytes(raw[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(raw):
            raise CannotClean(Because.DAMAGED)
        segment = raw[at : at + 2 + length]
        at += 2 + length
        if not _is_words(marker):
            kept.append(_without_thumbnail(segment) if marker == JFIF else segment)
        if marker == SCAN:
            end = _end_of_scan(raw, at)
            kept.append(raw[at:end])
            at = end
    kept.append(b"\xff\xd9")
    return b"".join(kept)


def _is_words(marker: int) -> bool:
    return marker == COMMENT or (0xE0 <= marker <= 0xEF and marker not in (JFIF, ADOBE))


def _without_thumbnail(segment: bytes) -> bytes:
    """JFIF may carry a small picture of its own, even of what was cut away."""
    if segment[4:9] != b"JFIF\0":
        return b""
    return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"


def _end_of_scan(raw: bytes, at: int) -> int:
    """Where the points end and the next marker begins."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            raise CannotClean(Because.DAMAGED)
        if raw[at + 1] == 0 or 0xD0 <= raw[at + 1] <= 0xD7:
            at += 2
        elif raw[at + 1] == 0xFF:
            at += 1
        else:
            return at


def without_words_2000(raw: bytes) -> bytes:
    """A JPEG 2000 without the boxes of words."""
    if not raw.startswith(b"\0\0\0\x0cjP  "):
        # A bare stream of points carries at most a comment of the program that made it.
        if raw.startswith(b"\xff\x4f\xff\x51"):
            return raw
        raise CannotClean(Because.DAMAGED)
    kept, at = [], 0
    while at < len(raw):
        length, name = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8]
        if length == 0:
            length = len(raw) - at
        elif length == 1:
            length = int.from_bytes(raw[at + 8 : at + 16], "big")
        if length < 8 or at + length > len(raw):
            raise CannotClean(Because.DAMAGED)
        if name not in BOXES_OF_WORDS:
            kept.append(raw[at : at + length])
        at += length
    return b"".join(kept)
