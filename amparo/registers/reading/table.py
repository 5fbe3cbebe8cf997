"""Where the table begins, what its columns are called, and which lines are not rows."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from amparo.registers.folding import clean, fold
from amparo.registers.reading.rows import AsideKind

PREVIEW = 60  # lines looked at before the header is chosen
TOTAL = re.compile(r"(gran |sub ?)?(total(es)?|suma|sum|sumas)\b")
NOTE = re.compile(r"(notas?|fuentes?|source|note|notes|elaboro|elaborado por|actualizado|n b)\b")
FIGURES = re.compile(r"[-\d\s.,/:+$%()]+")
A_DATE_OR_AGE = re.compile(
    r"\d{1,4}[-/. ](\d{1,2}|[a-z]{3,10})[-/. ]\d{1,4}|\d+ ?(a[nñ]os|aprox.*)"
)
# Codebooks have some hundreds of columns. A proposal for each of very many would take minutes.
MOST_COLUMNS = 2_000
LONG_NOTE = 60
LONGEST_NAME = 120

Lines = Sequence[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of a table: its rows, its columns by position, and the lines above it."""

    first_row: int  # 0 when the file has no header
    last_row: int
    columns: tuple[str, ...]


def find_heading(lines: Lines, spans: frozenset[int], knows: Callable[[str], bool]) -> Heading:
    """Choose the header among the first lines. `spans`: rows with cells merged sideways."""
    widths = [len(_trimmed(cells)) for _, cells in lines]
    # A stray cell far out makes no columns: what stands there is kept beside its row.
    width = max((each for each in widths if each <= MOST_COLUMNS), default=max(widths, default=0))
    at = _header_at(lines, knows)
    if at is None:
        return Heading(0, 0, tuple(f"column {i}" for i in range(1, width + 1)))
    number, cells = lines[at]
    width = max(width, widths[at])
    below = lines[at + 1] if at + 1 < len(lines) else None
    # Cells beyond the header are no columns; blank columns that a sheet drags along neither.
    if below and _is_second_header(cells, below, number in spans, lines[at + 2 :], knows):
        width = min(width, max(len(cells), len(below[1])))
        return Heading(number, below[0], _named(_joined(cells, below[1], width), width))
    width = min(width, len(cells))
    return Heading(number, number, _named(cells, width))


def _header_at(lines: Lines, knows: Callable[[str], bool]) -> int | None:
    filled = [sum(1 for cell in cells if cell.strip()) for _, cells in lines]
    usual = _usual_width(filled)
    known = [sum(knows(cell) for cell in cells if cell.strip()) for _, cells in lines]
    for at, count in enumerate(filled):
        # Words of our own list decide; a title such as "Office X, 2019" has at most one of them.
        if known[at] >= 2 and known[at] >= 0.4 * count:
            return at
    for at, (_, cells) in enumerate(lines):
        texts = [cell for cell in cells if cell.strip()]
        if not texts or filled[at] < min(2, usual) or filled[at] < 0.5 * usual:
            continue
        is_named = sum(looks_like_figures(text) for text in texts) <= 0.34 * len(texts)
        return at if is_named and all(len(text) <= LONGEST_NAME for text in texts) else None
    return None


def _usual_width(filled: list[int]) -> int:
    """How many cells most rows of the table fill."""
    counts = Counter(count for count in filled if count)
    if not counts:
        return 0
    return max(counts, key=lambda count: (counts[count], count))


def _is_second_header(
    cells: list[str],
    below: tuple[int, list[str]],
    is_spanned: bool,
    after: Lines,
    knows: Callable[[str], bool],
) -> bool:
    texts = [cell for cell in below[1] if cell.strip()]
    if not texts or any(looks_like_figures(text) or len(text) > 60 for text in texts):
        return False
    gaps = [at for at, cell in enumerate(below[1]) if cell.strip() and not _at(cells, at).strip()]
    if not gaps and not is_spanned:
        return False
    known = sum(knows(text) for text in texts)
    names = {fold(text) for text in texts}
    is_repeated = any(names & {fold(c[:LONGEST_NAME]) for c in row if c} for _, row in after)
    return known >= max(1, 0.3 * len(texts)) or (is_spanned and not is_repeated)


def _joined(upper: list[str], lower: list[str], width: int) -> list[str]:
    """«Place» over «State» and «Municipality»: a group name stretches over the gaps beside it."""
    names, group = [], ""
    for at in range(width):
        above, below = clean(_at(upper, at)), clean(_at(lower, at))
        group = above or (group if below else "")
        is_same = fold(group) == fold(below)
        names.append(" / ".join(filter(None, (group, "" if is_same else below))))
    return names


def _named(cells: list[str], width: int) -> tuple[str, ...]:
    """One name a column; blank ones are numbered, repeated ones counted."""
    seen: Counter[str] = Counter()
    names = []
    for at in range(width):
        name = clean(_at(cells, at)) or f"column {at + 1}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def not_a_row(cells: Sequence[str], header: tuple[str, ...]) -> AsideKind | None:
    """Why this line is no row of the table, if so. A line with one name only stays a row."""
    filled = [cell for cell in cells if cell and not cell.isspace()]
    if not filled:
        return AsideKind.EMPTY
    words = fold(filled[0][:80])
    if TOTAL.match(words) and all(_is_figure(cell) for cell in filled[1:]):
        return AsideKind.TOTAL
    if len(filled) == 1 and max(len(cells), len(header)) > 2:
        is_marked = NOTE.match(words) or filled[0].lstrip()[:1] in "*†"
        if is_marked or (cells[0] and len(filled[0]) > LONG_NOTE):
            return AsideKind.NOTE
    if not header or len(filled) < 2 or clean(cells[0]) != header[0]:
        return None
    if tuple(clean(cell) for cell in cells) == header:
        return AsideKind.REPEATED_HEADER
    return None


def _is_figure(cell: str) -> bool:
    return len(cell) < LONG_NOTE and bool(FIGURES.fullmatch(cell.strip()))


def looks_like_figures(text: str) -> bool:
    plain = clean(text[:LONGEST_NAME]).casefold()
    return bool(FIGURES.fullmatch(plain) or A_DATE_OR_AGE.fullmatch(plain) or "@" in plain)


def _trimmed(cells: list[str]) -> list[str]:
    last = max((at for at, cell in enumerate(cells) if cell.strip()), default=-1)
    return cells[: last + 1]


def _at(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
