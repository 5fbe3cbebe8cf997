"""A cleaned copy shows what is seen and says nothing of where, when, with what and by whom."""

import io
import os
import struct
import zipfile
import zlib

import pikepdf
import pytest
from docx import Document as Word
from PIL import Image, ImageCms, PngImagePlugin

from amparo.core import cleaning
from amparo.core.cleaning import Because, CannotClean, limits
from tests.cases import papers

# Words that stand only beside what is seen.
BESIDE = [b"Piedraluna", b"Zafiro X9", b"Nubarron", b"2026:03:02", b"Comitan"]
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Piedraluna Comitan Zafiro X9</x:xmpmeta>"


def exif(orientation=1):
    written = Image.Exif()
    written[0x0112], written[0x010F], written[0x0110] = orientation, "Zafiro", "Zafiro X9"
    written[0x013B], written[0x0132] = "Piedraluna", "2026:03:02 10:00:00"
    written.get_ifd(0x8825).update({1: "N", 2: (16.0, 15.0, 6.0), 3: "W", 4: (92.0, 8.0, 3.0)})
    return written


def picture(kind, **more):
    points = Image.new("RGB", (40, 20), "red")
    points.paste("blue", (0, 0, 10, 10))
    out = io.BytesIO()
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", "Piedraluna", zip=True)
        words.add_text("Comment", "Zafiro X9")
        more["pnginfo"] = words
    if kind == "JPEG":
        more["comment"] = b"Nubarron"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    points.save(out, kind, exif=exif(more.pop("orientation", 1)), icc_profile=profile, **more)
    return out.getvalue()


def says(content):
    return [word for word in BESIDE if word in content]


def refused(content, kind):
    with pytest.raises(CannotClean) as error:
        cleaning.cleaned(content, kind)
    return error.value.because


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_its_points_and_nothing_beside_them(kind):
    sent = picture(kind, **({} if kind == "PNG" else {"xmp": XMP}))
    assert says(sent)
    copy = cleaning.cleaned(sent, {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[kind])
    assert says(copy) == []
    with Image.open(io.BytesIO(copy)) as found:
        assert found.format == kind
        assert found.size == (40, 20)
        assert not found.getexif()
        assert not set(found.info) & {"exif", "xmp", "icc_profile", "comment", "Author", "gps"}
        red, _green, blue = found.convert("RGB").getpixel((2, 2))
        assert blue > 200 > 80 > red
    assert b"EXIF" not in copy.upper()


def test_a_picture_that_lay_on_its_side_stands_upright():
    copy = cleaning.cleaned(picture("JPEG", orientation=6), "jpg")
    with Image.open(io.BytesIO(copy)) as found:
        assert found.size == (20, 40)


def test_the_small_picture_in_front_and_what_hangs_behind_are_gone():
    inner = papers.drawn("JPEG", comment=b"Piedraluna")
    sent = picture("JPEG") + inner + b"Comitan"
    assert says(cleaning.cleaned(sent, "jpg")) == []


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_kind_of_colour_come_through(mode):
    out = io.BytesIO()
    kind = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (9, 9)).save(out, kind)
    copy = cleaning.cleaned(out.getvalue(), "jpg" if kind == "JPEG" else "png")
    with Image.open(io.BytesIO(copy)) as found:
        assert found.size == (9, 9)


def test_an_animation_is_not_cut_down_to_its_first_picture():
    out = io.BytesIO()
    two = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    two[0].save(out, "WEBP", save_all=True, append_images=two[1:])
    assert refused(out.getvalue(), "webp") == Because.MOVING


def blank_png(width, height):
    """A picture of very many white points in very few bytes."""

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 7) // 8 + 1) * height, 9)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return start + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_of_too_many_points_is_not_drawn():
    assert refused(blank_png(60_001, 1_000), "png") == Because.TOO_MUCH
    assert cleaning.cleaned(blank_png(1_000, 1_000), "png")


def test_points_are_counted_exactly(monkeypatch):
    from amparo.core.cleaning import pictures

    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 48)
    assert pictures.redrawn(papers.drawn("PNG"))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 47)
    with pytest.raises(CannotClean):
        pictures.redrawn(papers.drawn("PNG"))


# PDF


def pdf(fill=None, **saved):
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 100))
    page = made.pages[0]
    page.Contents = made.make_stream(b"BT /F1 12 Tf 10 50 Td (Acta inventada) Tj ET")
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    font.BaseFont = pikepdf.Name.Helvetica
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
    if fill:
        fill(made, page)
    out = io.BytesIO()
    made.save(out, **saved)
    return out.getvalue()


def laden(made, page):
    """Whatever a PDF can carry beside its pages."""
    D, N = pikepdf.Dictionary, pikepdf.Name
    made.docinfo["/Author"] = "Piedraluna"
    made.docinfo["/CreationDate"] = "D:20260302"
    with made.open_metadata() as words:
        words["dc:creator"] = ["Piedraluna"]
    made.attachments["Comitan.txt"] = b"Nubarron"
    run = D(S=N.JavaScript, JS="app.alert('Piedraluna')")
    made.Root.OpenAction = run
    made.Root.Names.JavaScript = D(Names=["a", run])
    made.Root.AA = D(WC=run)
    page.AA = D(O=run)
    page.PieceInfo = D(Zafiro=D(LastModified="D:20260302", Private="Zafiro X9"))
    page.Thumb = made.make_stream(b"Zafiro X9")
    page.Metadata = made.make_stream(XMP)
    note = D(Type=N.Annot, Subtype=N.Text, Rect=[1, 1, 9, 9], T="Piedraluna", Contents="Comitan")
    link = D(Type=N.Annot, Subtype=N.Link, Rect=[1, 1, 9, 9], A=D(S=N.URI, URI="http://Comitan"))
    page.Annots = pikepdf.Array([made.make_indirect(note), made.make_indirect(link)])
    scan = made.make_stream(picture("JPEG", xmp=XMP))
    scan.Type, scan.Subtype, scan.Width, scan.Height = N.XObject, N.Image, 40, 20
    scan.ColorSpace, scan.BitsPerComponent, scan.Filter = N.DeviceRGB, 8, N.DCTDecode
    scan.Metadata = made.make_stream(XMP)
    page.Resources.XObject = D(Im0=scan)


def test_a_pdf_keeps_its_pages_and_nothing_beside_them():
    sent = pdf(laden, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert says(sent)
    copy = cleaning.cleaned(sent, "pdf")
    assert says(copy) == []
    with pikepdf.open(io.BytesIO(copy)) as found:
        assert not found.docinfo
        assert set(found.Root.keys()) == {"/Type", "/Pages"}
        assert not found.attachments
        page = found.pages[0]
        assert b"Acta inventada" in page.Contents.read_bytes()
        assert not set(page.keys()) & {"/Annots", "/AA", "/PieceInfo", "/Thumb", "/Metadata"}
        scan = page.Resources.XObject.Im0
        assert says(scan.read_raw_bytes()) == []
        with Image.open(io.BytesIO(scan.read_raw_bytes())) as points:
            points.load()
            assert not points.getexif()
        for each in found.objects:
            if isinstance(each, pikepdf.Stream):
                assert says(each.read_raw_bytes()) == []
            assert "Piedraluna" not in repr(each)


def test_what_somebody_typed_into_a_form_is_still_seen():
    D, N = pikepdf.Dictionary, pikepdf.Name

    def form(made, page):
        seen = made.make_stream(b"BT /F1 9 Tf (filled in) Tj ET")
        seen.Type, seen.Subtype, seen.BBox = N.XObject, N.Form, [0, 0, 80, 20]
        field = D(Type=N.Annot, Subtype=N.Widget, FT=N.Tx, T="a", V="filled in", F=4)
        field.Rect, field.AP = [10, 10, 90, 30], D(N=seen)
        page.Annots = pikepdf.Array([made.make_indirect(field)])
        made.Root.AcroForm = D(Fields=page.Annots)

    copy = cleaning.cleaned(pdf(form), "pdf")
    with pikepdf.open(io.BytesIO(copy)) as found:
        forms = [e.read_bytes() for e in found.objects if isinstance(e, pikepdf.Stream)]
        assert any(b"filled in" in each for each in forms)
        assert "/AcroForm" not in found.Root


@pytest.mark.parametrize("password", [{"user": "x", "owner": "y"}, {"user": "", "owner": "y"}])
def test_a_locked_pdf_is_not_forced_open(password):
    assert refused(pdf(encryption=pikepdf.Encryption(**password)), "pdf") == Because.LOCKED


def test_a_pdf_without_pages_or_sense_is_damaged():
    assert refused(b"%PDF-1.7 %%EOF", "pdf") == Because.DAMAGED
    assert refused(papers.PDF[:60] + b"%%EOF", "pdf") == Because.DAMAGED


def test_pages_are_counted_exactly(monkeypatch):
    from amparo.core.cleaning import paper

    monkeypatch.setattr(paper, "MOST_PAGES", 1)
    assert paper.rewritten(papers.PDF)
    monkeypatch.setattr(paper, "MOST_PAGES", 0)
    with pytest.raises(CannotClean):
        paper.rewritten(papers.PDF)


def test_a_pdf_that_refers_to_itself_in_a_circle_comes_to_an_end():
    def circle(made, page):
        page.Resources = made.make_indirect(page.Resources)
        page.Resources.Self = page.obj
        page.Resources.Deep = pikepdf.Array([page.Resources])

    assert cleaning.cleaned(pdf(circle), "pdf")


# Office files


def word(*, remarked=True):
    made = Word()
    made.add_paragraph("Acta inventada")
    made.core_properties.author = "Piedraluna"
    made.core_properties.comments = "Comitan"
    made.add_picture(io.BytesIO(picture("JPEG")))
    if remarked:
        made.add_comment(made.paragraphs[0].runs, text="ver", author="Piedraluna", initials="PN")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: package.read(name) for name in package.namelist()}


def test_a_text_document_keeps_its_text_and_its_remarks_without_their_writers():
    sent = word()
    assert any(says(part) for part in zipfile_parts(sent))
    parts = unpacked(cleaning.cleaned(sent, "docx"))
    assert [name for name, part in parts.items() if says(part)] == []
    assert b"Acta inventada" in parts["word/document.xml"]
    assert b"ver" in parts["word/comments.xml"]
    assert not [name for name in parts if name.startswith(("docProps", "customXml"))]
    assert b"docProps" not in parts["[Content_Types].xml"] + parts["_rels/.rels"]


def zipfile_parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [package.read(name) for name in package.namelist()]


def test_a_cleaned_text_document_opens():
    copy = Word(io.BytesIO(cleaning.cleaned(word(remarked=False), "docx")))
    assert copy.paragraphs[0].text == "Acta inventada"


def test_a_cleaned_workbook_opens_with_its_table():
    from openpyxl import Workbook, load_workbook
    from openpyxl.comments import Comment

    made = Workbook()
    made.properties.creator = "Piedraluna"
    made.active["A1"], made.active["B2"] = "Acta", 7
    made.active["A1"].comment = Comment("ver", "Piedraluna")
    out = io.BytesIO()
    made.save(out)
    copy = cleaning.cleaned(out.getvalue(), "xlsx")
    assert [part for part in unpacked(copy).values() if says(part)] == []
    sheet = load_workbook(io.BytesIO(copy)).active
    assert (sheet["A1"].value, sheet["B2"].value) == ("Acta", 7)


def with_part(name, content):
    parts = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>", name: content}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for each, what in parts.items():
            package.writestr(each, what)
    return out.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY a "Comitan"><!ENTITY f SYSTEM "file:///etc/passwd">]><x>&a;&f;</x>'
HOSTILE = {
    "entities": ("word/footnotes.xml", ENTITY, Because.ENTITIES),
    "entities in a long part": ("xl/sharedStrings.xml", ENTITY, Because.ENTITIES),
    "entities in two bytes a letter": (
        "word/footnotes.xml", ENTITY.decode().encode("utf-16"), Because.DAMAGED,
    ),
    "another file inside": ("word/embeddings/a.bin", b"MZ", Because.ENCLOSED),
    "a program's drawing": ("word/media/image1.emf", b"x", Because.ENCLOSED),
    "no XML": ("word/footnotes.xml", b"hello", Because.DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_package_is_not_passed_on(what):
    name, content, because = HOSTILE[what]
    assert refused(with_part(name, content), "docx") == because


def test_properties_full_of_entities_are_left_out_unread():
    parts = unpacked(cleaning.cleaned(with_part("docProps/core.xml", ENTITY), "docx"))
    assert set(parts) == {"[Content_Types].xml", "word/document.xml"}


def test_no_way_leads_from_a_package_to_another_machine():
    relations = (
        b'<Relationships><Relationship Id="a" TargetMode="External" Type="t/attachedTemplate" '
        b'Target="file:///C:/Users/Piedraluna/x.dotm"/><Relationship Id="b" Type="t/image" '
        b'TargetMode="External" Target="http://Comitan/x.png"/></Relationships>'
    )
    sent = with_part("word/_rels/document.xml.rels", relations)
    assert says(b"".join(unpacked(cleaning.cleaned(sent, "docx")).values())) == []


def test_a_bomb_is_never_unpacked():
    assert refused(papers.bomb(), "docx") == Because.TOO_MUCH


# The process


def test_whatever_comes_as_whatever_ends_in_words():
    for kind in ("jpg", "png", "webp", "pdf", "docx", "xlsx"):
        assert refused(os.urandom(500), kind) == Because.DAMAGED


def test_who_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(cleaning, "WALL_SECONDS", 0.01)
    assert refused(papers.PDF, "pdf") == Because.TOO_MUCH


def test_when_too_many_come_at_once_one_is_told_so(monkeypatch):
    monkeypatch.setattr(cleaning, "PATIENCE", 0.01)
    with cleaning._turn:
        assert refused(papers.PDF, "pdf") == Because.BUSY
    assert cleaning.cleaned(papers.PDF, "pdf")


def test_the_process_can_write_no_file_and_take_no_more_memory_than_it_may():
    import subprocess
    import sys

    ask = (
        "from amparo.core.cleaning import child, limits\n"
        "limits.MEMORY\n"
        "child.confine()\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n    open('/dev/shm/amparo-x', 'wb', 0).write(b'x'); print('wrote')\n"
        "except OSError: print('refused')\n"
        "try:\n    bytes(limits.MEMORY); print('took')\n"
        "except MemoryError: print('refused')\n"
        "import os; os.path.exists('/dev/shm/amparo-x') and os.unlink('/dev/shm/amparo-x')\n"
    )
    ran = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True)
    assert ran.stdout.split() == ["refused", "refused"]
    assert limits.MOST_PIXELS * 4 * 2 < limits.MEMORY
