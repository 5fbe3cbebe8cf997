"""One analysis, put together: blocks with their figures and tables, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.template import Context, Engine
from django.utils.translation import override

from amparo.analyses import blocks, tables, wording
from amparo.analyses.blocks import Block
from amparo.analyses.collecting import Collected, context_of
from amparo.analyses.figures import Figure
from amparo.taxonomy.queries import place_name, place_path

TEXTS = Path(__file__).parent / "texts"
_ENGINE = Engine(libraries={"cite": "amparo.analyses.templatetags.cite"}, autoescape=False)


@dataclass(frozen=True)
class Piece:
    """A run as a reader sees it: words, and the number of the evidence behind them."""

    text: str
    note: int = 0
    figure_id: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Part:
    """A block as a reader sees it; the items of a list stand in one part."""

    kind: str
    items: tuple[tuple[Piece, ...], ...] = ()
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    table: tables.Table | None = None
    anchor: str = ""


@dataclass(frozen=True)
class Document:
    language: str
    title: str
    as_of: date
    parts: tuple[Part, ...]
    figures: tuple[Figure, ...]


def compose(collected: Collected, language: str) -> Document:
    """Compose the analysis of a place from what was collected, in one language."""
    with override(language):
        text = blocks.read(_rendered(collected, language))
        notes = {code: number for number, code in enumerate(_noted(text, collected), 1)}
        parts = _grouped(
            _part(block, collected, notes, number) for number, block in enumerate(text.blocks)
        )
        title = "".join(piece.text for piece in parts[0].pieces)
        figures = tuple(collected.figures[code] for code in sorted(collected.figures))
        return Document(language, title, collected.as_of, parts, figures)


def _noted(text: blocks.Text, collected: Collected) -> list[str]:
    """Every figure in the order of its number: those of sentences first, then those of tables."""
    named = [block.table for block in text.blocks if block.kind == "table"]
    in_tables = [code for name in named for code in tables.figures_in(name, collected)]
    return list(dict.fromkeys([*text.cited, *in_tables]))


def _rendered(collected: Collected, language: str) -> str:
    source = (TEXTS / f"situational.{language}.md").read_text(encoding="utf-8")
    local = collected.local if collected.local != collected.programme else None
    words = {
        "place": place_path(collected.place),
        "place_name": place_name(collected.place),
        "as_of_words": wording.day(collected.as_of),
        "figures": collected.figures,
        "programme": collected.programme,
        "local": local,
        "local_people": f"release/{collected.place}/people",
        # A band instead of a number of people is too few for any breakdown.
        "local_band": bool(local) and not local.judged["people"].isdecimal(),
        "local_tables": bool(local and local.judged["tables"]),
        "context": context_of(collected),
    }
    if collected.programme:
        words["programme_as_of"] = wording.day(collected.programme.as_of)
    return _ENGINE.from_string(source).render(Context(words))


def _part(block: Block, collected: Collected, notes: dict[str, int], number: int) -> Part:
    if block.kind == "table":
        return Part("table", table=tables.make(block.table, collected, notes))
    pieces = tuple(
        Piece(
            tables.shown(collected.figures[run.figure]),
            note=notes[run.figure],
            figure_id=run.figure,
            strong=run.strong,
        )
        if run.figure
        else Piece(run.text, strong=run.strong)
        for run in block.runs
    )
    return Part(block.kind, pieces=pieces, level=block.level, anchor=f"p{number}")


def _grouped(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Items that follow one another become one list."""
    found: list[Part] = []
    for part in parts:
        if part.kind != "item":
            found.append(part)
        elif found and found[-1].kind == "list":
            found[-1] = replace(found[-1], items=(*found[-1].items, part.pieces))
        else:
            found.append(Part("list", items=(part.pieces,)))
    return tuple(found)
