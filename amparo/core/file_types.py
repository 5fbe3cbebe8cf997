"""What a file is, by what stands in it and not by its name. Nothing is unpacked or drawn here."""

from codecs import getincrementaldecoder

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileType(models.TextChoices):
    PDF = "pdf", "PDF"
    JPEG = "jpg", "JPEG"
    PNG = "png", "PNG"
    WEBP = "webp", "WEBP"
    DOCX = "docx", "DOCX"
    XLSX = "xlsx", "XLSX"
    TEXT = "txt", _("Plain text")


OFFICE = "application/vnd.openxmlformats-officedocument."
# What a browser is told when a document is taken out.
SAID = {
    FileType.PDF: "application/pdf",
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.WEBP: "image/webp",
    FileType.DOCX: f"{OFFICE}wordprocessingml.document",
    FileType.XLSX: f"{OFFICE}spreadsheetml.sheet",
    FileType.TEXT: "text/plain",
}
# Begins like text, but a program would run it, draw it or take it apart.
NOT_PLAIN = (b"<", b"{\\rtf", b"%!ps", b"#!", b"mime-version:")
CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r"))
# A workbook has some hundred parts. More is not a workbook, and reading their list would cost.
MOST_PARTS, LONGEST_LIST = 4000, 1 << 20
PART = 1 << 16
END, ENTRY = b"PK\x05\x06", b"PK\x01\x02"


def type_of(content: bytes) -> FileType | None:
    """The type of a file, or None if it is none of those that are kept."""
    if content.startswith(b"%PDF-"):
        return FileType.PDF if b"%%EOF" in content else None
    if content.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileType.WEBP
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return FileType.TEXT if _is_plain(content) else None


def _office(content: bytes) -> FileType | None:
    """By the list of parts at the end of the package. Macros are refused: they run where opened."""
    parts = _parts(content)
    if "[Content_Types].xml" not in parts or any("vbaproject" in part.lower() for part in parts):
        return None
    if "word/document.xml" in parts:
        return FileType.DOCX
    return FileType.XLSX if "xl/workbook.xml" in parts else None


def _parts(content: bytes) -> set[str]:
    """The names in the list at the end of a ZIP file, or none if it is not an ordinary one."""
    end = content.rfind(END, max(0, len(content) - (1 << 16)))
    if end < 0 or len(content) < end + 22:
        return set()
    count = int.from_bytes(content[end + 10 : end + 12], "little")
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    at = int.from_bytes(content[end + 16 : end + 20], "little")
    if count > MOST_PARTS or size > LONGEST_LIST or at + size > end:
        return set()
    names = set()
    for _number in range(count):
        if content[at : at + 4] != ENTRY:
            return set()
        name, extra, note = (
            int.from_bytes(content[at + place : at + place + 2], "little") for place in (28, 30, 32)
        )
        names.add(content[at + 46 : at + 46 + name].decode("utf-8", "replace"))
        at += 46 + name + extra + note
    return names


def _is_plain(content: bytes) -> bool:
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not start or start.startswith(NOT_PLAIN):
        return False
    return len(content.translate(None, CONTROLS)) == len(content) and _is_readable(content)


def _is_readable(content: bytes) -> bool:
    """As text of today, or of old Windows machines."""
    return any(_decodes(content, encoding) for encoding in ("utf-8", "cp1252"))


def _decodes(content: bytes, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), PART):
            decoder.decode(content[start : start + PART], start + PART >= len(content))
    except UnicodeDecodeError:
        return False
    return True
