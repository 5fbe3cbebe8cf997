"""In which letters a file is written: byte order marks, UTF-8, old code pages, or a mixture."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

CHUNK = 1 << 20
SAMPLE = 256 * 1024
MARKS = (  # the longer marks first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where Spanish registers come from: Windows, old DOS programs, old Macintoshes.
OLD_PAGES = ("cp1252", "cp850", "mac_roman")
OTHER_PAGES = ("cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "big5", "gb18030", "shift_jis")
OUR_LETTERS = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡ºª°«»–—’“”€çãõâêôÇ")


@dataclass(frozen=True, slots=True)
class Letters:
    """How to decode a file: one encoding, or UTF-8 with stray bytes read from an old page."""

    encoding: str
    errors: str = "strict"
    stray_lines: int = 0  # lines that were not UTF-8 in a file that mostly is


@dataclass(frozen=True, slots=True)
class Survey:
    """One pass over the bytes of a file."""

    sha256: str
    size: int
    letters: Letters


def survey(path: Path) -> Survey:
    """Hash the file and find its encoding; memory stays bounded whatever its size."""
    digest, size, is_utf8 = hashlib.sha256(), 0, True
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(CHUNK)
        chunk = start
        while chunk:
            digest.update(chunk)
            size += len(chunk)
            is_utf8 = is_utf8 and _continues(decoder, chunk)
            chunk = file.read(CHUNK)
    is_utf8 = is_utf8 and _continues(decoder, b"", final=True)
    letters = marked(start) or Letters("utf-8")
    if letters.encoding.startswith("utf-8") and not is_utf8:
        letters = _old_letters(path, letters.encoding)
    return Survey(digest.hexdigest(), size, letters)


def marked(start: bytes) -> Letters | None:
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return Letters(encoding, "strict" if encoding == "utf-8-sig" else "replace")
    head = start[:4096]
    # Every second byte null: UTF-16 without its mark.
    if len(head) >= 4 and head[1::2].count(0) > len(head) * 0.3:
        return Letters("utf-16-le", "replace")
    if len(head) >= 4 and head[::2].count(0) > len(head) * 0.3:
        return Letters("utf-16-be", "replace")
    return None


def _continues(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _old_letters(path: Path, encoding: str) -> Letters:
    """One old code page, or UTF-8 into which lines of an old one were pasted."""
    stray, accented, sample = 0, 0, bytearray()
    with path.open("rb") as file:
        for line in file:
            if line.isascii():
                continue
            if _is_utf8(line):
                # Two old letters in a row can look like UTF-8 of another script: ÍÑ in cp850.
                accented += not OUR_LETTERS.isdisjoint(line.decode("utf-8"))
                continue
            stray += 1
            if len(sample) < SAMPLE:
                sample += line[:SAMPLE]
    page = _page(bytes(sample))
    # A mark says what was meant, whatever people pasted underneath.
    if accented or encoding != "utf-8":
        return Letters(encoding, _fall_back_to(page), stray)
    return Letters(page, _fall_back_to("latin-1"))


def _is_utf8(line: bytes) -> bool:
    return _continues(codecs.getincrementaldecoder("utf-8")(), line, final=True)


def _page(sample: bytes) -> str:
    """The old code page under which the sample looks like writing."""
    high = bytes(byte for byte in sample if byte >= 0x80)
    scores = {page: _share_of_our_letters(high, page) for page in OLD_PAGES}
    best = max(OLD_PAGES, key=scores.__getitem__)
    if scores[best] >= 0.8:
        return best
    guess = from_bytes(sample, cp_isolation=[*OLD_PAGES, *OTHER_PAGES]).best()
    return guess.encoding if guess else best


def _share_of_our_letters(high: bytes, page: str) -> float:
    text = high.decode(page, "replace")
    return sum(letter in OUR_LETTERS for letter in text) / max(1, len(text))


def _fall_back_to(page: str) -> str:
    """Register the error handler that reads stray bytes from a page; its name says which."""
    name = f"amparo-stray-{page}"

    def read_stray(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        stray = error.object[error.start : error.end]
        # Latin-1 gives every byte a character, so that no byte is dropped.
        return "".join(_letter(byte, page) for byte in stray), error.end

    codecs.register_error(name, read_stray)
    return name


def _letter(byte: int, page: str) -> str:
    one = bytes([byte])
    try:
        return one.decode(page)
    except UnicodeDecodeError:
        return one.decode("latin-1")
