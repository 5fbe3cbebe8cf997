"""Pictures drawn anew by Pillow: the points, and nothing that a camera wrote beside them."""

import io
import warnings

# The readers of these types alone, and no other, ever see a file.
from PIL import (
    GifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from amparo.core.cleaning.limits import MOST_PIXELS, Because, CannotClean

# How each is written again. The quality is one and the same, or it would tell of the telephone.
WRITTEN = {
    "JPEG": {"format": "JPEG", "quality": 90},
    # A telephone puts a second picture behind the first; only the first is what was taken.
    "MPO": {"format": "JPEG", "quality": 90},
    "PNG": {"format": "PNG"},
    "WEBP": {"format": "WEBP", "quality": 90},
    "GIF": {"format": "GIF"},
}
READERS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin, GifImagePlugin)
READ = ["JPEG", "PNG", "WEBP", "GIF"]
MODES = {"L", "RGB", "RGBA"}
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def redrawn(content: bytes) -> bytes:
    """The picture as it is seen: upright, in common colours, without a word beside it."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        return _redrawn(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CannotClean(Because.TOO_MUCH) from error


def _redrawn(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=READ) as found:
        written = WRITTEN[found.format]
        if found.format != "MPO" and getattr(found, "n_frames", 1) > 1:
            # Only the first would be left, and nobody would notice.
            raise CannotClean(Because.MOVING)
        found.load()
        upright = _upright(found)
        plain = _plain(upright)
        # The points alone go into a fresh picture: Pillow would carry some words along.
        fresh = Image.new(plain.mode, plain.size)
        fresh.paste(plain)
    out = io.BytesIO()
    fresh.save(out, **written)
    return out.getvalue()


def _upright(found: Image.Image) -> Image.Image:
    return ImageOps.exif_transpose(found) if found.getexif().get(0x0112, 1) != 1 else found


def _plain(found: Image.Image) -> Image.Image:
    """In colours that need no profile: a profile names the device."""
    profile = found.info.get("icc_profile")
    if found.mode in ("P", "PA", "LA") or "transparency" in found.info:
        has_holes = found.mode != "P" or "transparency" in found.info
        found = found.convert("RGBA" if has_holes else "RGB")
    if profile and found.mode in ("RGB", "CMYK"):
        found = _in_common_colours(found, profile)
    if found.mode in MODES:
        return found
    if found.mode == "1":
        return found.convert("L")
    if found.mode.startswith("I"):
        # Sixteen bits of grey become eight.
        return found.convert("I").point(lambda grey: grey / 256).convert("L")
    return found.convert("RGB")


def _in_common_colours(found: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(found, source, target, outputMode="RGB") or found
    except (ImageCms.PyCMSError, OSError):
        return found
