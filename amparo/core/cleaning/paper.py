"""PDF written anew by pikepdf: its pages as they are seen, and nothing that hangs beside them."""

import io

import pikepdf

from amparo.core.cleaning.limits import MOST_OBJECTS, MOST_PAGES, Because, CannotClean
from amparo.core.cleaning.segments import without_words, without_words_2000

# What a page needs to be seen. Notes, links, scripts, thumbnails and dates are none of it.
PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
    "/Rotate", "/Contents", "/UserUnit", "/Group",
}  # fmt: skip
# Wherever they stand: words about the file, other files, scripts, and what programs left behind.
BESIDE = {
    "/Metadata", "/PieceInfo", "/LastModified", "/AA", "/OpenAction", "/JS", "/JavaScript", "/EF",
    "/AF", "/Thumb", "/OPI", "/Ref", "/VP", "/Measure", "/PtData", "/Alternates", "/StructParent",
    "/StructParents", "/SeparationInfo",
}  # fmt: skip
# The content of a stream that lies in another file.
ELSEWHERE = {"/F", "/FFilter", "/FDecodeParms"}
DEEPEST = 60
BOX = [0, 0, 612, 792]


def rewritten(content: bytes) -> bytes:
    """A new file into which the pages alone are taken."""
    try:
        with pikepdf.open(io.BytesIO(content)) as found:
            return _rewritten(found)
    except pikepdf.PasswordError as error:
        raise CannotClean(Because.LOCKED) from error


def _rewritten(found: pikepdf.Pdf) -> bytes:
    if len(found.objects) > MOST_OBJECTS or len(found.pages) > MOST_PAGES:
        raise CannotClean(Because.TOO_MUCH)
    if not len(found.pages):
        raise CannotClean(Because.DAMAGED)
    if found.is_encrypted:
        # Opens without a password, but its maker forbade something: nothing is forced here.
        raise CannotClean(Because.LOCKED)
    _draw_what_was_filled_in(found)
    for page in found.pages:
        for name in set(page.keys()) - PAGE:
            del page[name]
        if "/MediaBox" not in page:
            page.mediabox = pikepdf.Array(BOX)
    new = pikepdf.new()
    new.pages.extend(found.pages)
    for each in new.objects:
        _strip(each, 0)
    out = io.BytesIO()
    new.save(
        out,
        deterministic_id=True,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


def _draw_what_was_filled_in(found: pikepdf.Pdf) -> None:
    """What somebody typed into a form, or drew upon it, is seen on the page: so it becomes page."""
    form = found.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and form.get("/NeedAppearances"):
        found.generate_appearance_streams()
    found.flatten_annotations()


def _strip(each: pikepdf.Object, depth: int) -> None:
    """Take words out of one object and out of what lies directly in it."""
    if depth > DEEPEST:
        raise CannotClean(Because.TOO_MUCH)
    if isinstance(each, pikepdf.Stream):
        _strip_picture(each)
    if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
        beside = BESIDE | (ELSEWHERE if isinstance(each, pikepdf.Stream) else set())
        for name in beside & set(each.keys()):
            del each[name]
        for name in each.keys():  # noqa: SIM118 (an object of a PDF is no dictionary)
            _strip_within(each.get(name), depth)
    elif isinstance(each, pikepdf.Array):
        for item in each:
            _strip_within(item, depth)


def _strip_within(each: object, depth: int) -> None:
    # What lies elsewhere is met by itself; following it would go round in circles.
    if isinstance(each, pikepdf.Object) and not each.is_indirect:
        _strip(each, depth + 1)


def _strip_picture(each: pikepdf.Stream) -> None:
    """A scanner or a telephone writes into the pictures of a PDF as into any other."""
    kept = each.get("/Filter")
    names = [str(name) for name in kept] if isinstance(kept, pikepdf.Array) else [str(kept)]
    if names == ["/DCTDecode"]:
        raw = without_words(each.read_raw_bytes())
    elif names == ["/JPXDecode"]:
        raw = without_words_2000(each.read_raw_bytes())
    elif {"/DCTDecode", "/JPXDecode"} & set(names):
        # Packed twice: unpacked it may be anything.
        raise CannotClean(Because.ENCLOSED)
    else:
        return
    parameters = each.get("/DecodeParms")
    each.write(raw, filter=pikepdf.Name(names[0]), decode_parms=parameters)
