"""Small files of every type that is kept, and of some that only pretend."""

import io
import subprocess
import zipfile
import zlib

from PIL import Image

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
TEXT = "Acta de nacimiento (inventada), año 2011.\r\n".encode()


def drawn(kind: str, **more) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 6), "white").save(made, kind, **more)
    return made.getvalue()


JPEG, PNG, WEBP = (drawn(kind) for kind in ("JPEG", "PNG", "WEBP"))


def package(*names: str, content: bytes = b"<x/>") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in names:
            out.writestr(name, content)
    return made.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")


def bomb() -> bytes:
    """A gigabyte of nothing under the name of a text document: 1 MB as it is sent."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    # A block that refers to nothing before it may be said a thousand times over.
    block = squeezed.compress(bytes(1 << 20)) + squeezed.flush(zlib.Z_FULL_FLUSH)
    data = block * 1024 + squeezed.flush()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("[Content_Types].xml", "<x/>")
        out.writestr("word/document.xml", "<x/>")
    return _with_part(made.getvalue(), b"word/media/image1.bin", data, 1 << 30)


def _with_part(archive: bytes, name: bytes, data: bytes, size: int) -> bytes:
    """Add a part that is squeezed already, with its size as it says itself."""
    end = archive.rfind(b"PK\x05\x06")
    count = int.from_bytes(archive[end + 10 : end + 12], "little")
    at = int.from_bytes(archive[end + 16 : end + 20], "little")
    lengths = len(data).to_bytes(4, "little") + size.to_bytes(4, "little")
    about = b"\x14\x00\x00\x00\x08\x00" + bytes(8) + lengths + len(name).to_bytes(2, "little")
    part = b"PK\x03\x04" + about + bytes(2) + name + data
    entry = b"PK\x01\x02\x14\x00" + about + bytes(12) + at.to_bytes(4, "little") + name
    listed = archive[at:end] + entry
    tail = (count + 1).to_bytes(2, "little") * 2 + len(listed).to_bytes(4, "little")
    tail = b"PK\x05\x06" + bytes(4) + tail + (at + len(part)).to_bytes(4, "little") + bytes(2)
    return archive[:at] + part + listed + tail


def pdf_text(content: bytes) -> str:
    """The words of a PDF as whoever reads it finds them."""
    ran = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return ran.stdout.decode()
