"""What is wrong with a print on black-and-white paper, measured on its grey pixels.

`pdftoppm` draws the sheet, `pdftotext` says where each word stands, `pdftohtml` how large it is.
"""

import re
import subprocess
from html import unescape
from pathlib import Path

DPI = 150
A4 = (595, 842)
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
# Printers cannot reach the edge of a sheet.
MARGIN = 5 * 72 / 25.4
SMALLEST = 9
# pdftohtml gives sizes in whole numbers and enlarges three times at most: thirds of a point.
FINE = 3


def _ran(*words) -> str:
    ran = subprocess.run([str(word) for word in words], capture_output=True, check=True)
    return ran.stdout.decode("utf-8", "replace")


def sheets(pdf: Path) -> int:
    return int(re.search(r"^Pages:\s+(\d+)", _ran("pdfinfo", pdf), re.M)[1])


def text(pdf: Path) -> str:
    return " ".join(_ran("pdftotext", "-layout", pdf, "-").split())


def faults(pdf: Path) -> list[str]:
    """Not A4, beyond the margins, too small, or too pale to be read in grey."""
    found = [] if _is_a4(pdf) else ["not A4"]
    sizes = {int(size) / FINE for size in re.findall(r'<fontspec [^>]*size="(\d+)"', _fonts(pdf))}
    found += [f"letters of {size} points" for size in sorted(sizes) if size < SMALLEST]
    pages = _ran("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]
    for number, page in enumerate(pages, 1):
        width, rows = _grey(pdf, number)
        for left, top, right, bottom, word in WORD.findall(page):
            box = [float(side) for side in (left, top, right, bottom)]
            word = unescape(word)
            if box[0] < MARGIN or box[2] > A4[0] - MARGIN or box[3] > A4[1] - MARGIN:
                found.append(f"sheet {number}: “{word}” runs off the paper")
            elif any(letter.isalnum() for letter in word) and _contrast(box, width, rows) < 4.5:
                found.append(f"sheet {number}: “{word}” is too pale in grey")
    return found


def _is_a4(pdf: Path) -> bool:
    found = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", _ran("pdfinfo", "-l", 99, pdf))
    return bool(found) and all(
        abs(float(wide) - A4[0]) < 2 and abs(float(high) - A4[1]) < 2 for wide, high in found
    )


def _fonts(pdf: Path) -> str:
    return _ran("pdftohtml", "-xml", "-i", "-zoom", str(FINE), "-stdout", pdf)


def _grey(pdf: Path, number: int) -> tuple[int, bytes]:
    drawn = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(DPI), "-f", str(number), "-l", str(number), str(pdf)],
        capture_output=True,
        check=True,
    ).stdout
    head = re.match(rb"P5\s(\d+)\s(\d+)\s255\s", drawn)
    return int(head[1]), drawn[head.end() :]


def _contrast(box: list[float], width: int, rows: bytes) -> float:
    """Between the darkest and the lightest dot where the word stands."""
    left, top, right, bottom = (round(side * DPI / 72) for side in box)
    dots = b"".join(rows[row * width + left : row * width + right] for row in range(top, bottom))
    dark, light = _light(min(dots)), _light(max(dots))
    return (light + 0.05) / (dark + 0.05)


def _light(grey: int) -> float:
    part = grey / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
